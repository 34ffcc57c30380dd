package dev.autoresearch.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Real JBang, as a user would start it, apart from the developer's own: what it fetches, builds and remembers lives under
 * target/jbang-built, for all JVMs that run tests, since the first build takes longer than most tests; libraries come from
 * the Maven repository of this build. A call that takes over five minutes fails.
 */
public final class RealJBang {
    /** The checkout. */
    public static final Path PROJECT = withoutSpaces(Path.of("").toAbsolutePath());

    /** The launcher at the top of the checkout. */
    public static final Path LAUNCHER = PROJECT.resolve("jbang");

    /** The command at the top of the checkout. */
    static final Path COMMAND = PROJECT.resolve("autoresearch");

    /** The locale that the entry was built in: one that knows only ASCII, where a careless build would break. */
    static final String BUILD_LOCALE = "C";

    private static final Path BUILT = PROJECT.resolve("target/jbang-built");
    private static final String PATH = System.getenv("PATH");
    private static final String QUICK_JAVA = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto";

    /** The classes that JBang loads, for it starts dozens of times. */
    private static final Path ARCHIVE = BUILT.resolve("jbang.jsa");

    private static final long PATIENCE_SECONDS = 300;

    /** What needs no JBang does not wait for it. */
    private static final class Once {
        static final Map<String, String> ENVIRONMENT = new HashMap<>(variables());

        static {
            try {
                build();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            // without a word where it is of no use, as for a JBang that was fetched anew
            ENVIRONMENT.put(
                    "JBANG_JAVA_OPTIONS",
                    QUICK_JAVA + " -XX:SharedArchiveFile=" + ARCHIVE + " -Xlog:disable -Xlog:all=error:stderr");
        }
    }

    /** A link where need be, since JBang takes what stands in //DEPS for words. */
    private static Path withoutSpaces(Path folder) {
        if (!folder.toString().contains(" ")) return folder;
        var name = "autoresearch-" + Integer.toHexString(folder.hashCode());
        var link = Path.of(System.getProperty("java.io.tmpdir"), name);
        try {
            if (!Files.exists(link)) Files.createSymbolicLink(link, folder);
        } catch (FileAlreadyExistsException anotherJvmWasFaster) {
            return link;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return link;
    }

    private static void build() throws IOException {
        Files.createDirectories(BUILT.getParent());
        var lock = BUILT.resolveSibling("jbang-built.lock");
        try (var channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var held = channel.lock()) {
            if (!held.isValid() || Files.exists(BUILT.resolve("done"))) return;
            var variables = new HashMap<>(variables());
            variables.put("LC_ALL", BUILD_LOCALE);
            // the command has JBang build the entry, and keeps what it needs to start it without JBang
            build(variables, COMMAND.toString(), "--version");
            // what scripts depend on is built apart from it
            var script = Files.writeString(
                    BUILT.resolve("Uses.java"),
                    "//DEPS " + PROJECT + "/autoresearch.java\n"
                            + "class Uses { public static void main(String... args) {} }");
            variables.put("JBANG_JAVA_OPTIONS", QUICK_JAVA + " -XX:ArchiveClassesAtExit=" + ARCHIVE);
            build(variables, LAUNCHER.toString(), "build", script.toString());
            Files.createFile(BUILT.resolve("done"));
        }
    }

    private static void build(Map<String, String> variables, String... command) throws IOException {
        var result = finish(start(PROJECT, variables, List.of(command)), "");
        if (result.exit() != 0) throw new IOException("the entry cannot be built: " + result.err());
    }

    /** What a finished process left behind. */
    public record Result(int exit, String out, String err) {}

    private RealJBang() {}

    /** Runs {@code jbang args…} in a folder, with nothing on standard input. */
    public static Result run(Path folder, String... args) {
        return run(folder, Map.of(), "", args);
    }

    /** Runs {@code jbang args…} in a folder, with variables added to the environment and a text on standard input. */
    public static Result run(Path folder, Map<String, String> environment, String input, String... args) {
        var command = new ArrayList<>(List.of(LAUNCHER.toString()));
        command.addAll(List.of(args));
        var variables = new HashMap<>(environment());
        variables.putAll(environment);
        return finish(start(folder, variables, command), input);
    }

    /** The environment that keeps JBang to itself; PATH has no other JBang. Also for a process that a test starts itself. */
    public static Map<String, String> environment() {
        return Once.ENVIRONMENT;
    }

    /** The beginning of a command with nothing in its environment but HOME, what finds JBang, and this variable, if any. */
    public static List<String> alone(String variable) {
        var words =
                new ArrayList<>(List.of("env", "-i", "HOME=" + System.getenv("HOME"), "GIT_CONFIG_GLOBAL=/dev/null"));
        environment().forEach((name, value) -> {
            if (!name.equals("LC_ALL")) words.add(name + "=" + value);
        });
        if (!variable.isEmpty()) words.add(variable);
        return words;
    }

    private static Map<String, String> variables() {
        String repository = System.getProperty("localRepository", System.getProperty("user.home") + "/.m2/repository");
        return Map.of(
                "JAVA_HOME", System.getProperty("java.home"),
                "LC_ALL", "C.UTF-8",
                "XDG_CACHE_HOME", BUILT.resolve("cache").toString(),
                "XDG_STATE_HOME", BUILT.resolve("state").toString(),
                "JBANG_DIR", BUILT.resolve("jbang").toString(),
                "JBANG_CACHE_DIR", BUILT.resolve("jbang-cache").toString(),
                "JBANG_REPO", repository,
                "JBANG_NO_VERSION_CHECK", "true",
                "MAVEN_OPTS", QUICK_JAVA + " -Dmaven.repo.local=" + repository,
                "PATH", pathWithout("jbang"));
    }

    /** A PATH of one folder: links to every command of the present PATH but these. */
    static String pathWithout(String... commands) {
        String name = String.join("-", commands) + "-" + Integer.toHexString(PATH.hashCode());
        Path folder = BUILT.resolve("path-without-" + name);
        try {
            if (!Files.isDirectory(folder)) {
                Path links = Files.createTempDirectory(Files.createDirectories(BUILT), "path");
                for (String entry : PATH.split(":", -1)) {
                    link(Path.of(entry), links, Set.of(commands));
                }
                // another JVM may have been faster, with the same links
                if (!links.toFile().renameTo(folder.toFile()) && !Files.isDirectory(folder))
                    throw new IOException("cannot make " + folder);
            }
            return folder.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void link(Path from, Path folder, Set<String> unwanted) throws IOException {
        if (!Files.isDirectory(from)) {
            return;
        }
        try (var files = Files.list(from)) {
            for (Path file : files.toList()) {
                Path link = folder.resolve(file.getFileName());
                boolean shadowed = Files.exists(link, LinkOption.NOFOLLOW_LINKS); // by an earlier folder of PATH
                if (!shadowed && !unwanted.contains(file.getFileName().toString())) {
                    Files.createSymbolicLink(link, file);
                }
            }
        }
    }

    /** Starts a command with exactly these variables changed; its output waits in files for {@link #finish}. */
    static Started start(Path folder, Map<String, String> variables, List<String> command) {
        try {
            Path out = Files.createTempFile("out", ".txt");
            Path err = Files.createTempFile("err", ".txt");
            var builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().putAll(variables);
            builder.environment().values().removeIf(String::isEmpty);
            return new Started(builder.start(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A process on its way. */
    record Started(Process process, Path out, Path err) {}

    static Result finish(Started started, String input) {
        try {
            feed(started.process(), input);
            if (!started.process().waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                started.process().descendants().forEach(ProcessHandle::destroyForcibly);
                started.process().destroyForcibly();
                throw new AssertionError(
                        "not done after " + PATIENCE_SECONDS + " s: " + Files.readString(started.err()));
            }
            var result = new Result(
                    started.process().exitValue(), Files.readString(started.out()), Files.readString(started.err()));
            Files.delete(started.out());
            Files.delete(started.err());
            return result;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private static void feed(Process process, String input) {
        try (var stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // the process did not want its input: its exit and output tell the rest
        }
    }
}
