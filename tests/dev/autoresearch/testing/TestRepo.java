package dev.autoresearch.testing;

import dev.autoresearch.cli.Cli;
import dev.autoresearch.cli.Console;
import dev.autoresearch.cli.Main;
import dev.autoresearch.git.Git;
import dev.autoresearch.git.RepositoryCache;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A real repository (or a plain folder) to experiment in, and the command line to do it with, in few words. */
public final class TestRepo {
    private static final Map<String, String> ENVIRONMENT = Map.of("LC_ALL", "C.UTF-8");

    private final Path folder;

    private TestRepo(Path folder) {
        this.folder = folder;
    }

    /** A folder without git, with a benchmark that prints what {@code value.txt} says: 100. */
    public static TestRepo withoutGit(Path folder) {
        return new TestRepo(folder)
                .write("value.txt", "100\n")
                .script("benchmark.sh", "echo \"METRIC ms=$(cat value.txt)\"");
    }

    /** The same in a git repository, committed. */
    public static TestRepo in(Path folder) {
        return written(
                "benchmark",
                folder,
                empty -> withoutGit(empty.folder).initialized().commit("start"));
    }

    /** A repository with an identity and no commit. */
    public static TestRepo empty(Path folder) {
        return written("empty", folder, TestRepo::initialized);
    }

    /** A repository with one commit: a.txt, b.txt, src/Main.java, an executable run.sh, and {@code *.log} ignored. */
    public static TestRepo withSources(Path folder) {
        return written(
                "sources",
                folder,
                empty -> empty.initialized()
                        .write("a.txt", "a\n")
                        .write("b.txt", "b\n")
                        .write("src/Main.java", "class Main {}\n")
                        .script("run.sh", "echo run")
                        .write(".gitignore", "*.log\nbuild/\n")
                        .commit("start"));
    }

    private static TestRepo written(String name, Path folder, Consumer<TestRepo> fill) {
        RepoImage.of(name, empty -> fill.accept(new TestRepo(empty))).write(folder);
        return new TestRepo(folder);
    }

    private TestRepo initialized() {
        git("init", "-q", "-b", "main");
        git("config", "user.name", "Ada");
        git("config", "user.email", "ada@example.org");
        git("config", "commit.gpgsign", "false");
        return this;
    }

    /** Any folder, as it is. */
    public static TestRepo at(Path folder) {
        return new TestRepo(folder);
    }

    /** With a session whose command is {@code ./benchmark.sh} and whose metric is {@code ms}. */
    public TestRepo begun() {
        cli("init", "-n", "goal", "-m", "ms", "-c", "./benchmark.sh").exits(0);
        return this;
    }

    /** With a run that waits to be logged. */
    public TestRepo measured() {
        cli("run");
        return this;
    }

    public Path folder() {
        return folder;
    }

    public Path path(String name) {
        return folder.resolve(name);
    }

    /** A command in this folder, in this process. */
    public Answer cli(String... words) {
        var all = new ArrayList<>(List.of("-C", folder.toString()));
        all.addAll(Arrays.asList(words));
        return cliAnywhere(all.toArray(new String[0]));
    }

    /** A command as it is, in this process. */
    public static Answer cliAnywhere(String... words) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var console = new Console(new ByteArrayInputStream(new byte[0]), print(out), print(err), ENVIRONMENT);
        int exit = Cli.run(words, console);
        return new Answer(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static PrintStream print(ByteArrayOutputStream out) {
        return new PrintStream(out, true, StandardCharsets.UTF_8);
    }

    /** A command that must be refused: {@code lab.refuses("log").exits(1).with("there is no run to log", "run")}. */
    public RefusedCommand refuses(String... words) {
        return new RefusedCommand(this, words);
    }

    /** A command in this folder in a process of its own, not started yet. */
    public ProcessBuilder process(String... words) {
        var builder = TestJvm.of(Main.class, words).directory(folder.toFile());
        // a build in the background hands down that it ignores Ctrl-C, and Java abides by that
        builder.command().addAll(0, List.of("env", "--default-signal=INT"));
        builder.environment().putAll(ENVIRONMENT);
        return builder;
    }

    /** What a process answers in the end; for short answers. */
    public static Answer finish(Process process) throws IOException, InterruptedException {
        process.getOutputStream().close();
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Answer(process.waitFor(), out, err);
    }

    public TestRepo write(String name, String content) {
        return write(name, content.getBytes(StandardCharsets.UTF_8));
    }

    public TestRepo write(String name, byte[] content) {
        return disk(() -> {
            Files.createDirectories(path(name).getParent());
            Files.write(path(name), content);
        });
    }

    /** An executable bash script. */
    public TestRepo script(String name, String body) {
        return write(name, "#!/bin/bash\n" + body + "\n").mode(name, "rwxr-xr-x");
    }

    public TestRepo mode(String name, String permissions) {
        return disk(() -> Files.setPosixFilePermissions(path(name), PosixFilePermissions.fromString(permissions)));
    }

    public TestRepo delete(String name) {
        return disk(() -> Files.delete(path(name)));
    }

    public TestRepo folder(String name) {
        return disk(() -> Files.createDirectories(path(name)));
    }

    public String read(String name) {
        try {
            return Files.readString(path(name));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    public boolean has(String name) {
        return Files.exists(path(name));
    }

    /** The whole lines of the journal in the layout of the Python SDK. */
    public List<String> journal() {
        return read("autoresearch.results.jsonl").lines().toList();
    }

    public TestRepo commit(String message) {
        git("add", "-A");
        git("commit", "-q", "-m", message);
        return this;
    }

    /** What git prints; a failure fails the test. */
    public String git(String... words) {
        return git(folder, words);
    }

    /** The same for what follows in a chain of calls. */
    public TestRepo gitThen(String... words) {
        git(words);
        return this;
    }

    /** Git in a folder, deaf to a git around the build. */
    static String git(Path folder, String... words) {
        var line = new ArrayList<>(List.of("git"));
        line.addAll(Arrays.asList(words));
        var builder = new ProcessBuilder(line).directory(folder.toFile()).redirectErrorStream(true);
        var ofThisBuild = List.of("GIT_CONFIG_GLOBAL", "GIT_CONFIG_NOSYSTEM");
        builder.environment().keySet().removeIf(name -> name.startsWith("GIT_") && !ofThisBuild.contains(name));
        try {
            var process = builder.start();
            process.getOutputStream().close();
            var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) throw new AssertionError(line + " in " + folder + ": " + out);
            return out.strip();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** What this program's git knows of the experiment around these own files. */
    public Git experiment(String... own) {
        return new RepositoryCache().at(folder, List.of(own)).orElseThrow();
    }

    public String head() {
        return git("rev-parse", "HEAD");
    }

    /** What differs from HEAD, every file; empty when nothing does. */
    public String status() {
        return git("status", "--porcelain", "-uall");
    }

    /** Every entry of the user's index, with its flags. */
    public String index() {
        return git("ls-files", "-s", "-v", "-z");
    }

    /** An executable hook of git. */
    public TestRepo hook(String name, String body) {
        return script(".git/hooks/" + name, body);
    }

    /** What this program left in the git folder. */
    public List<String> leftovers() {
        try (var files = Files.list(path(".git"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("autoresearch"))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Every file, byte by byte, without the help of git; folders only show through them, as in git. */
    public Map<String, String> files() {
        return FolderSnapshot.files(folder);
    }

    /** Everything that must not change when a command is refused. */
    public FolderSnapshot fingerprint() {
        return FolderSnapshot.of(folder);
    }

    private interface DiskWork {
        void run() throws IOException;
    }

    private TestRepo disk(DiskWork work) {
        try {
            work.run();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return this;
    }
}
