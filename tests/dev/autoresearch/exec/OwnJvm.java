package dev.autoresearch.exec;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A second JVM of this kind with these classes and a small heap. */
final class OwnJvm {
    private OwnJvm() {}

    static ProcessBuilder of(Class<?> main, String... args) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of("-Xmx256m", "-cp"));
        words.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        words.add(main.getName());
        words.addAll(List.of(args));
        return new ProcessBuilder(words);
    }
}
