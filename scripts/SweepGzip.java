///usr/bin/env jbang "$0" "$@" ; exit $?
//DEPS ../autoresearch.java
import static dev.autoresearch.Dsl.*;

import java.io.FileOutputStream;
import java.net.URI;
import java.nio.file.*;
import java.util.List;

/** The fastest gzip level that packs the JDK's own classes to under 35%: SweepGzip.java [PERCENT] [PACKAGE]. */
class SweepGzip {
    public static void main(String... args) {
        var percent = args.length > 0 ? args[0] : "35";
        var classes = args.length > 1 ? args[1] : "java.base/java";
        lab("sweep-gzip-" + percent, () -> {
            collect(Path.of(URI.create("jrt:/" + classes)), write("corpus", ""));
            write(".gitignore", "corpus*\n");
            write("level", 9);
            write("benchmark.sh", "TIMEFORMAT='METRIC seconds=%R'; time gzip -$(cat level) < corpus > corpus.gz\n");
            write("autoresearch.checks.sh", "test $((100 * $(wc -c < corpus.gz) / $(wc -c < corpus))) -lt " + percent);
        });
        init("Pack class files under " + percent + "%, fast", lower("seconds").unit("s"));
        attempt("gzip -9");
        for (int level : List.of(8, 7, 6, 5, 4, 3, 2, 1)) attempt("gzip -" + level, () -> write("level", level));
        print(status());
    }

    static void collect(Path folder, Path corpus) throws Exception {
        try (var files = Files.walk(folder); var out = new FileOutputStream(corpus.toFile())) {
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) Files.copy(file, out);
        }
    }
}
