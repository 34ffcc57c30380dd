package dev.autoresearch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A second JVM with these classes that starts fast. */
public final class OwnJvm {
    private OwnJvm() {}

    public static ProcessBuilder of(Class<?> main, String... args) {
        var words = new ArrayList<String>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-Xmx128m", "-cp"));
        words.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        words.add(main.getName());
        words.addAll(List.of(args));
        return new ProcessBuilder(words);
    }
}
