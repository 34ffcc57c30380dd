///usr/bin/env jbang "$0" "$@" ; exit $?
//DEPS ../autoresearch.java
import static dev.autoresearch.Dsl.*;

/** A slow parser, a benchmark that prints one METRIC line, four ideas. Takes place in first-loop/, 10 seconds. */
class FirstLoop {
    static final String PARSER = """
            import java.io.*;

            class Parser {
                public static void main(String... args) throws IOException {
                    long start = System.nanoTime();
                    int lines = 0;
                    try (var log = new BufferedInputStream(new FileInputStream("access.log"), 8)) {
                        for (int c = log.read(); c >= 0; c = log.read()) if (c == '\\n') lines++;
                    }
                    if (lines != 40000) throw new IllegalStateException("counted " + lines + " lines");
                    System.out.println("METRIC total_ms=" + (System.nanoTime() - start) / 1e6);
                }
            }
            """;

    public static void main(String... args) {
        lab("first-loop", () -> {
            write("access.log", "127.0.0.1 GET /index.html 200\n".repeat(40000));
            write("Parser.java", PARSER);
        });
        init("Parse the log faster", lower("total_ms").unit("ms"), "java Parser.java");
        attempt("baseline");
        attempt("larger read buffer", () -> edit("Parser.java", code -> code.replace(", 8)", ", 65536)")));
        attempt("no buffer at all", () -> edit("Parser.java", code -> code.replace("new Buffered", "new Data")
                .replace(", 65536)", ")")));
        attempt("stop at a blank", () -> edit("Parser.java", code -> code.replace("c >= 0", "c != ' '")));
        print(status());
    }
}
