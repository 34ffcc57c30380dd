package dev.autoresearch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A real repository with one commit and what a test asks of it. */
record Repo(Path folder) {
    static Repo started(Path folder) throws Exception {
        Files.createDirectories(folder);
        var repo = new Repo(folder);
        repo.git("init", "-q", "-b", "main");
        repo.git("config", "user.name", "Ada");
        repo.git("config", "user.email", "ada@example.org");
        repo.git("config", "commit.gpgsign", "false");
        repo.git("config", "gc.auto", "0");
        repo.write("a.txt", "a\n");
        repo.write("src/b.txt", "b\n");
        repo.write(".gitignore", "*.log\n");
        repo.git("add", "-A");
        repo.git("commit", "-q", "-m", "start");
        return repo;
    }

    void write(String path, String content) throws IOException {
        var file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    /** What git prints; a failure fails the test. */
    String git(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) throw new AssertionError(command + ": " + out);
        return out.strip();
    }

    String head() throws Exception {
        return git("rev-parse", "HEAD");
    }

    /** What differs from HEAD; empty when nothing does. */
    String status() throws Exception {
        return git("status", "--porcelain", "-uall");
    }

    /** Every file of the experiment with its content. */
    Map<String, String> files() throws Exception {
        var files = new TreeMap<String, String>();
        for (var path : git("-c", "core.quotePath=false", "ls-files", "-co", "--exclude-standard")
                .lines()
                .toList())
            if (Files.exists(folder.resolve(path))) files.put(path, Files.readString(folder.resolve(path)));
        return files;
    }
}
