package dev.autoresearch.testing;

import dev.autoresearch.Main;
import dev.autoresearch.cli.Cli;
import dev.autoresearch.cli.Console;
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

/** A folder to experiment in, and the command line to do it with, in few words. */
public final class Lab {
    private static final Map<String, String> ENVIRONMENT = Map.of("LC_ALL", "C.UTF-8");

    private final Path folder;

    private Lab(Path folder) {
        this.folder = folder;
    }

    /** A folder without git, with a benchmark that prints what {@code value.txt} says: 100. */
    public static Lab plain(Path folder) {
        return new Lab(folder)
                .write("value.txt", "100\n")
                .script("benchmark.sh", "echo \"METRIC ms=$(cat value.txt)\"");
    }

    /** The same in a git repository, committed. */
    public static Lab git(Path folder) {
        RepoImage.of("benchmark", empty -> plain(empty).begunGit().commit("start")).write(folder);
        return new Lab(folder);
    }

    private Lab begunGit() {
        git("init", "-q", "-b", "main");
        git("config", "user.name", "Ada");
        git("config", "user.email", "ada@example.org");
        git("config", "commit.gpgsign", "false");
        return this;
    }

    /** Any folder, as it is. */
    public static Lab at(Path folder) {
        return new Lab(folder);
    }

    /** With a session whose command is {@code ./benchmark.sh} and whose metric is {@code ms}. */
    public Lab begun() {
        cli("init", "-n", "goal", "-m", "ms", "-c", "./benchmark.sh").exits(0);
        return this;
    }

    /** With a run that waits to be logged. */
    public Lab measured() {
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
    public Refusal refuses(String... words) {
        return new Refusal(this, words);
    }

    /** A command in this folder in a process of its own, not started yet. */
    public ProcessBuilder process(String... words) {
        var builder = OwnJvm.of(Main.class, words).directory(folder.toFile());
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

    public Lab write(String name, String content) {
        return write(name, content.getBytes(StandardCharsets.UTF_8));
    }

    public Lab write(String name, byte[] content) {
        return disk(() -> {
            Files.createDirectories(path(name).getParent());
            Files.write(path(name), content);
        });
    }

    /** An executable bash script. */
    public Lab script(String name, String body) {
        return write(name, "#!/bin/bash\n" + body + "\n").mode(name, "rwxr-xr-x");
    }

    public Lab mode(String name, String permissions) {
        return disk(() -> Files.setPosixFilePermissions(path(name), PosixFilePermissions.fromString(permissions)));
    }

    public Lab delete(String name) {
        return disk(() -> Files.delete(path(name)));
    }

    public Lab folder(String name) {
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

    public Lab commit(String message) {
        git("add", "-A");
        git("commit", "-q", "-m", message);
        return this;
    }

    /** What git prints. */
    public String git(String... words) {
        return Git.in(folder, words);
    }

    /** Everything that must not change when a command is refused. */
    public Fingerprint fingerprint() {
        return Fingerprint.of(folder);
    }

    private interface DiskWork {
        void run() throws IOException;
    }

    private Lab disk(DiskWork work) {
        try {
            work.run();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return this;
    }
}
