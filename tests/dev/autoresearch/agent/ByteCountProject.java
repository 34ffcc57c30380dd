package dev.autoresearch.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.AutoResearch;
import dev.autoresearch.model.Attempt;
import dev.autoresearch.model.LogEntry;
import dev.autoresearch.model.Plan;
import dev.autoresearch.testing.TestRepo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A real repository whose metric is the number of bytes in its {@code .txt} files, and agents that write into worktrees.
 */
final class ByteCountProject implements AutoCloseable {
    static final String BYTES = "echo METRIC bytes=$(cat *.txt | wc -c)";

    final TestRepo lab;
    final List<String> notices = Collections.synchronizedList(new ArrayList<>());
    private WorktreePool isolation;

    private ByteCountProject(TestRepo lab) {
        this.lab = lab;
    }

    /** With a measured baseline of 3000 bytes in three files, and so many slots. */
    static ByteCountProject in(Path base, int slots) throws IOException {
        return in(base, "", slots);
    }

    /** The same with the session in a folder of the repository. */
    static ByteCountProject in(Path base, String below, int slots) throws IOException {
        var yard = prepared(base, below, BYTES);
        assertTrue(yard.research().attempt("baseline").kept());
        return yard.isolated(slots);
    }

    /** A session that has not measured anything. */
    static ByteCountProject prepared(Path base, String below, String command) throws IOException {
        // the cache goes there unless the environment names a folder
        System.setProperty("user.home", base.resolve("home").toString());
        var root = base.resolve("project");
        Files.createDirectories(root.resolve(below));
        var repository = TestRepo.in(root).delete("value.txt").delete("benchmark.sh");
        var lab = TestRepo.at(root.resolve(below));
        for (var name : List.of("a.txt", "b.txt", "c.txt")) lab.write(name, lines(1000));
        lab.write(".gitignore", "*.log\nbuild/\n");
        repository.commit("files");
        lab.cli("init", "-n", "goal", "-m", "bytes", "-c", command).exits(0);
        return new ByteCountProject(lab);
    }

    /** So many bytes in lines of ten. */
    static String lines(int bytes) {
        return "123456789\n".repeat(bytes / 10);
    }

    ByteCountProject isolated(int slots) {
        isolation = WorktreePool.of(research().context(), Plan.DEFAULT, slots);
        return this;
    }

    AutoResearch research() {
        return AutoResearch.in(lab.folder()).onNotice(notices::add);
    }

    WorktreePool isolation() {
        return isolation;
    }

    WorktreeWorkspace slot(int number) {
        return isolation.slots().get(number - 1);
    }

    /** A slot that was begun. */
    WorktreeWorkspace begun(int number) {
        slot(number).begin();
        return slot(number);
    }

    static TestRepo in(WorktreeWorkspace slot) {
        return TestRepo.at(slot.folder());
    }

    static Attempt attempt(WorktreeWorkspace slot, String description) {
        return slot.attempt(LogEntry.of(description), Plan.DEFAULT);
    }

    String head() {
        return lab.git("rev-parse", "HEAD");
    }

    String status() {
        return lab.git("status", "--porcelain", "-uall");
    }

    String notices() {
        return String.join("\n", notices);
    }

    /** Everything is as the journal says, and nothing of ours is left beside the user's tree. */
    void endsClean() {
        isolation.close();
        assertEquals("", status());
        var worktrees = lab.git("worktree", "list").lines().filter(line -> !line.contains("/incumbents/"));
        assertEquals(1, worktrees.count());
        lab.cli("status").exits(0);
        assertEquals(List.of(), research().status().warnings());
    }

    @Override
    public void close() {
        isolation.close();
    }
}
