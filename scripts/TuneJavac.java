///usr/bin/env jbang "$0" "$@" ; exit $?
//DEPS ../autoresearch.java
import static dev.autoresearch.Dsl.*;

import java.nio.file.Path;
import java.util.List;

/** Which flags compile these sources fastest? What helps stays: TuneJavac.java [SOURCES, default lib] [FLAG...]. */
class TuneJavac {
    static final List<String> FLAGS = List.of(
            "-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC", "-J-XX:+UseParallelGC", "-J-Xshare:off", "-J-Xms512m",
            "-J-Xms99t", "-proc:none", "-nowarn");

    public static void main(String... args) {
        var sources = Path.of(args.length > 0 ? args[0] : "lib").toAbsolutePath();
        var flags = args.length > 1 ? List.of(args).subList(1, args.length) : FLAGS;
        lab("tune-javac", () -> {
            write(".gitignore", "classes\n");
            write("flags", "-d classes -cp " + System.getProperty("java.class.path"));
            write("benchmark.sh", "TIMEFORMAT='METRIC seconds=%R'; rm -rf classes; shopt -s globstar\n"
                    + "time javac $(cat flags) '" + sources + "'/**/*.java\n");
        });
        init("Compile " + sources.getFileName() + " faster", lower("seconds").unit("s"));
        attempt("plain javac");
        for (var flag : flags) attempt(flag, () -> edit("flags", kept -> kept + " " + flag));
        print(status());
    }
}
