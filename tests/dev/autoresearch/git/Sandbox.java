package dev.autoresearch.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A real repository, built in few words. */
final class Sandbox {
    final Path folder;

    private Sandbox(Path folder) {
        this.folder = folder;
    }

    /** A repository with an identity and no commit. */
    static Sandbox empty(Path folder, String... options) throws Exception {
        Files.createDirectories(folder);
        Sandbox sandbox = new Sandbox(folder);
        List<String> init = new ArrayList<>(List.of("init", "-q"));
        init.addAll(Arrays.asList(options));
        sandbox.git(init.toArray(new String[0])).git("symbolic-ref", "HEAD", "refs/heads/main");
        return sandbox.git("config", "user.name", "Ada")
                .git("config", "user.email", "ada@example.org")
                .git("config", "commit.gpgsign", "false");
    }

    /** A repository with one commit: a.txt, b.txt, src/Main.java, an executable run.sh, and {@code *.log} ignored. */
    static Sandbox started(Path folder) throws Exception {
        return empty(folder)
                .write("a.txt", "a\n")
                .write("b.txt", "b\n")
                .write("src/Main.java", "class Main {}\n")
                .script("run.sh", "echo run")
                .write(".gitignore", "*.log\nbuild/\n")
                .commit("start");
    }

    /** Another folder of the same or another repository. */
    Sandbox at(Path elsewhere) {
        return new Sandbox(elsewhere);
    }

    Git experiment(String... own) {
        return Git.at(folder, List.of(own)).orElseThrow();
    }

    Sandbox write(String path, String content) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        return this;
    }

    String read(String path) throws IOException {
        return Files.readString(folder.resolve(path));
    }

    boolean has(String path) {
        return Files.exists(folder.resolve(path));
    }

    Sandbox delete(String path) throws IOException {
        Files.delete(folder.resolve(path));
        return this;
    }

    Sandbox script(String path, String body) throws IOException {
        write(path, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(folder.resolve(path), PosixFilePermissions.fromString("rwxr-xr-x"));
        return this;
    }

    Sandbox hook(String name, String body) throws IOException {
        return script(".git/hooks/" + name, body);
    }

    Sandbox commit(String message) throws Exception {
        return git("add", "-A").git("commit", "-q", "-m", message);
    }

    Sandbox git(String... arguments) throws Exception {
        ask(arguments);
        return this;
    }

    /** What git prints; a failure fails the test. */
    String ask(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
        Process process = builder.start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError(command + " in " + folder + ": " + out);
        }
        return out.strip();
    }

    String head() throws Exception {
        return ask("rev-parse", "HEAD");
    }

    /** What git status says, every file. */
    String status() throws Exception {
        return ask("status", "--porcelain", "-uall");
    }

    /** Every entry of the user's index, with its flags. */
    String index() throws Exception {
        return ask("ls-files", "-s", "-v", "-z");
    }

    Map<String, String> files() throws IOException {
        return Fingerprint.of(folder);
    }

    /** What was left in the git folder by us. */
    List<String> leftovers() throws IOException {
        try (var files = Files.list(Path.of(folder + "/.git"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("autoresearch"))
                    .toList();
        }
    }
}
