package dev.autoresearch.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.AutoResearch;
import dev.autoresearch.Problem;
import dev.autoresearch.journal.SessionFiles;
import dev.autoresearch.journal.SessionLock;
import dev.autoresearch.model.Event.LoopEnded;
import dev.autoresearch.model.Layout;
import dev.autoresearch.testing.TestRepo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionAccessTest {
    @TempDir
    Path folder;

    private TestRepo lab;

    @BeforeEach
    void begin() {
        lab = TestRepo.in(folder).begun().measured();
        lab.cli("log", "-d", "baseline").exits(0);
    }

    @Test
    void whatALoopWouldUndoIsRefusedWhileItIsAtWork() {
        try (var loop = loop(false)) {
            lab.write("value.txt", "1\n");
            for (var command : List.of("run", "verify", "audit", "finalize", "attempt -d x", "restore 1"))
                refuses(command);
            refuses("log --metric 5 -d x");
            refuses("reset --force");
            refuses("init --reset -n other -m ms");
            refuses("init --session two -n other -m ms");
            assertTrue(loop.isHeld());
        }
        lab.cli("run").exits(0);
    }

    @Test
    void anIsolatedLoopLeavesTheTreeAndOtherSessionsAlone() {
        try (var loop = loop(true)) {
            for (var command : List.of("run", "attempt -d x", "reset --force")) refuses(command);
            lab.cli("restore", "1").exits(0);
            lab.cli("ideas", "add", "try this").exits(0);
            lab.cli("init", "--session", "two", "-n", "other", "-m", "ms").exits(0);
            assertTrue(loop.isHeld());
        }
    }

    @Test
    void aLoopWaitsUntilAnotherSessionHasMeasured() {
        var other =
                SessionLock.acquire(SessionFiles.of(folder, Layout.SDK, Optional.empty()), "verify", true, busy -> {});
        var told = new ArrayList<String>();
        var context = AutoResearch.in(folder)
                .onNotice(notice -> {
                    told.add(notice);
                    other.close();
                })
                .context();
        try (var loop = context.loop(true)) {
            context.appendStep(new LoopEnded("loop", "runs", 1));
            assertTrue(loop.isHeld());
        }
        assertEquals(1, told.size(), told::toString);
        assertTrue(told.get(0).startsWith("the loop waits: `verify` (pid "), told::toString);
    }

    @Test
    void aLoopIsFoundAlthoughItsLockFileWasRemoved() {
        var context = AutoResearch.in(folder).context();
        try (var loop = context.loop(true)) {
            lab.delete(".autoresearch/loop.lock");
            context.appendStep(new LoopEnded("loop", "runs", 1));
            refuses("reset --force");
            assertTrue(loop.isHeld());
        }
        lab.cli("reset", "--force").exits(0);
    }

    /** It would take the other session's commits for its agent's, and put its edits back. */
    @Test
    void aLoopInTheTreeIsRespectedByTheSessionsOfItsOtherFolders() throws IOException {
        var inner = TestRepo.withoutGit(Files.createDirectory(folder.resolve("inner")));
        lab.commit("another project in the same repository");
        try (var loop = AutoResearch.in(folder).context().loop(false)) {
            inner.refuses("init", "-n", "goal", "-m", "ms")
                    .with(1, "`autoresearch loop` (pid ", "init would disturb it");
            var context = AutoResearch.in(inner.folder()).context();
            for (boolean isolated : new boolean[] {true, false})
                assertThrows(Problem.class, () -> context.loop(isolated));
            assertTrue(loop.isHeld());
        }
        try (var loop = AutoResearch.in(folder).context().loop(true)) {
            inner.begun();
            var context = AutoResearch.in(inner.folder()).context();
            // what one of them keeps in the tree, the other would take for its agent's doing
            for (boolean isolated : new boolean[] {true, false})
                assertThrows(Problem.class, () -> context.loop(isolated));
            assertTrue(loop.isHeld());
        }
    }

    private SessionLock loop(boolean isolated) {
        return SessionLock.acquireLoop(SessionFiles.of(folder, Layout.SDK, Optional.empty()), isolated);
    }

    private void refuses(String command) {
        var me = ProcessHandle.current().pid();
        lab.refuses(command.split(" "))
                .with(1, "`autoresearch loop` (pid " + me + ") has been working in this project", "kill " + me);
    }
}
