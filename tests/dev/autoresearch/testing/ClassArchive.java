package dev.autoresearch.testing;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;

/**
 * An archive of the classes that a JVM of the tests loads (AppCDS), made once for all of them: half of such a process's
 * time is the loading. It needs jars, where Maven has folders.
 */
final class ClassArchive {
    private static final Path KEPT = Path.of("target/test-archive").toAbsolutePath();
    private static final Path JAR = KEPT.resolve("classes.jar");
    private static final Path ARCHIVE = KEPT.resolve("classes.jsa");

    private ClassArchive() {}

    /** The class path and the archive, for a JVM that is started by these words. */
    static List<String> options(List<String> java) throws IOException {
        var folders = new ArrayList<Path>();
        var path = new StringBuilder(JAR.toString());
        var all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        for (var part : all.split(File.pathSeparator)) {
            if (Files.isDirectory(Path.of(part))) folders.add(Path.of(part));
            else path.append(File.pathSeparator).append(part);
        }
        Files.createDirectories(KEPT);
        var state = state(folders);
        try (var channel = FileChannel.open(KEPT.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var lock = channel.lock()) {
            var known = KEPT.resolve("state");
            if (lock.isValid()
                    && !(Files.exists(known) && Files.readString(known).equals(state))) {
                Files.deleteIfExists(known);
                pack(folders);
                archive(java, path.toString());
                Files.writeString(known, state);
            }
        }
        return List.of("-XX:SharedArchiveFile=" + ARCHIVE, "-Xlog:disable", "-Xlog:all=error:stderr", "-cp", path + "");
    }

    /** How many files there are, and when the newest was written. */
    private static String state(List<Path> folders) throws IOException {
        long count = 0;
        long newest = 0;
        for (var file : files(folders)) {
            count++;
            newest = Math.max(newest, Files.getLastModifiedTime(file).toMillis());
        }
        return System.getProperty("java.home") + " " + count + " " + newest;
    }

    private static List<Path> files(List<Path> folders) throws IOException {
        var files = new ArrayList<Path>();
        for (var folder : folders) {
            try (var below = Files.walk(folder)) {
                below.filter(Files::isRegularFile).forEach(files::add);
            }
        }
        return files;
    }

    private static void pack(List<Path> folders) throws IOException {
        try (var jar = new JarOutputStream(Files.newOutputStream(JAR))) {
            jar.setLevel(0);
            for (var folder : folders) {
                for (var file : files(List.of(folder))) {
                    jar.putNextEntry(new ZipEntry(folder.relativize(file).toString()));
                    Files.copy(file, jar);
                }
            }
        }
    }

    private static void archive(List<String> java, String path) throws IOException {
        var lab = Files.createTempDirectory(KEPT, "lab");
        run(lab, List.of("git", "init", "-q"));
        run(lab, List.of("git", "commit", "-q", "--allow-empty", "-m", "begin"));
        var words = new ArrayList<>(java);
        words.addAll(List.of("-XX:ArchiveClassesAtExit=" + ARCHIVE, "-cp", path, "dev.autoresearch.cli.WarmUp"));
        Files.deleteIfExists(ARCHIVE);
        run(lab, words);
    }

    private static void run(Path folder, List<String> words) throws IOException {
        var builder = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(KEPT.resolve("printed").toFile());
        builder.environment()
                .putAll(Map.of(
                        "XDG_CACHE_HOME", folder.resolve(".git/cache").toString(),
                        "GIT_CONFIG_GLOBAL", "/dev/null",
                        "GIT_AUTHOR_NAME", "tests",
                        "GIT_AUTHOR_EMAIL", "tests@localhost",
                        "GIT_COMMITTER_NAME", "tests",
                        "GIT_COMMITTER_EMAIL", "tests@localhost"));
        var process = builder.start();
        try {
            if (process.waitFor() == 0) return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
        throw new IOException(words.get(0) + " failed: " + Files.readString(KEPT.resolve("printed")));
    }
}
