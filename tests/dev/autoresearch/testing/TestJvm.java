package dev.autoresearch.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A second JVM with these classes that starts fast. */
public final class TestJvm {
    private static final List<String> START = start();

    private TestJvm() {}

    /** A program of this project or its tests in a process of its own, not started yet. */
    public static ProcessBuilder of(Class<?> main, String... args) {
        return new ProcessBuilder(words(main, args));
    }

    /** The command that starts it. */
    public static List<String> words(Class<?> main, String... args) {
        var words = new ArrayList<>(START);
        words.add("-Duser.home=" + System.getProperty("user.home"));
        words.add(main.getName());
        words.addAll(List.of(args));
        return words;
    }

    private static List<String> start() {
        var words = new ArrayList<String>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"));
        words.add("-Dfile.encoding=UTF-8");
        try {
            words.addAll(ClassArchive.options(words));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(words);
    }
}
