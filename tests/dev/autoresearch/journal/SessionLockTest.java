package dev.autoresearch.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.Problem;
import dev.autoresearch.model.Layout;
import dev.autoresearch.testing.TestJvm;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionLockTest {
    @TempDir
    Path folder;

    private SessionFiles files;
    private final List<Process> holders = new ArrayList<>();

    @BeforeEach
    void nameTheFiles() {
        files = new SessionFiles(folder, Layout.SDK);
    }

    @AfterEach
    void endTheHolders() throws Exception {
        for (var holder : holders) holder.destroyForcibly().waitFor();
    }

    @Test
    void aFreeLockIsTakenAndGivenBack() {
        for (int i = 0; i < 3; i++)
            SessionLock.acquire(files, "log", false, SessionLock.REFUSE).close();
        assertTrue(Files.exists(folder.resolve(".autoresearch/lock")));
    }

    @Test
    void aProcessThatMeasuresIsNamedAtOnce() throws Exception {
        var holder = hold(true);
        var problem = assertThrows(Problem.class, () -> SessionLock.acquire(files, "log", false, SessionLock.REFUSE));
        assertTrue(
                problem.getMessage()
                        .startsWith("`run` (pid " + holder.pid() + ") has been working in this project for "),
                problem.getMessage());
        assertEquals("wait until it is done, or end it: kill " + holder.pid(), problem.hint());
    }

    @Test
    void aShortCommandOfAnotherProcessIsWaitedFor() throws Exception {
        var holder = hold(false);
        var waiting = CompletableFuture.supplyAsync(() -> SessionLock.acquire(files, "log", false, SessionLock.REFUSE));
        assertThrows(java.util.concurrent.TimeoutException.class, () -> waiting.get(200, TimeUnit.MILLISECONDS));
        holder.getOutputStream().close();
        waiting.get().close();
    }

    @Test
    void aKilledHolderLeavesNoLockBehind() throws Exception {
        for (boolean measures : new boolean[] {true, false}) {
            hold(measures).destroyForcibly().waitFor();
            assertTrue(Files.size(folder.resolve(".autoresearch/lock")) > 0, "its note is still there");
            SessionLock.acquire(files, "log", false, SessionLock.REFUSE).close();
        }
    }

    @Test
    void anotherProcessThatOnlyLooksForALoopIsNone() throws Exception {
        SessionLock.acquireLoop(files, false).close();
        hold("looking");
        assertTrue(SessionLock.loop(files).isEmpty());
    }

    @Test
    void threadsOfOneProcessTakeTurns() throws Exception {
        var inside = new AtomicInteger();
        var done = new AtomicInteger();
        var threads = new ArrayList<Thread>();
        for (int t = 0; t < 4; t++) {
            var thread = new Thread(() -> {
                for (int i = 0; i < 10; i++) {
                    var lock = SessionLock.acquire(files, "log", false, SessionLock.REFUSE);
                    if (inside.incrementAndGet() == 1) done.incrementAndGet();
                    inside.decrementAndGet();
                    lock.close();
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (var thread : threads) thread.join();
        assertEquals(40, done.get());
    }

    @Test
    void aThreadThatIsRefusedDoesNotTakeTheLockFromTheOneThatHoldsIt() throws Exception {
        var lock = SessionLock.acquire(files, "attempt", true, SessionLock.REFUSE);
        var refused = CompletableFuture.supplyAsync(
                () -> assertThrows(Problem.class, () -> SessionLock.acquire(files, "log", false, SessionLock.REFUSE)));
        assertTrue(refused.get().getMessage().startsWith("`attempt` (pid "));
        // closing any channel on the file would have released the system's lock
        assertEquals(1, start("false").waitFor());
        lock.close();
        hold(false);
    }

    @Test
    void threadsFindEachOtherWhereOneCallsTheFolderByALink() throws Exception {
        var link = Files.createSymbolicLink(folder.resolve("link"), Files.createDirectory(folder.resolve("project")));
        var linked = SessionFiles.of(link, Layout.SDK, Optional.empty());
        var real = SessionFiles.of(folder.resolve("project"), Layout.SDK, Optional.empty());
        try (var loop = SessionLock.acquireLoop(real, false);
                var lock = SessionLock.acquire(real, "attempt", true, SessionLock.REFUSE)) {
            assertTrue(SessionLock.loop(linked).isPresent());
            assertThrows(Problem.class, () -> SessionLock.acquire(linked, "log", false, SessionLock.REFUSE));
            assertTrue(loop.isHeld() && lock.isHeld());
        }
    }

    @Test
    void aFolderThatCannotBeWrittenIsAProblemAndTheLockIsNotLeftTaken() throws Exception {
        Files.createDirectories(folder.resolve(".autoresearch/lock"));
        Files.writeString(folder.resolve(".autoresearch/.gitignore"), "*\n");
        assertThrows(Problem.class, () -> SessionLock.acquire(files, "log", false, SessionLock.REFUSE));
        Files.delete(folder.resolve(".autoresearch/lock"));
        SessionLock.acquire(files, "log", false, SessionLock.REFUSE).close();
    }

    private Process hold(boolean measures) throws Exception {
        return hold(String.valueOf(measures));
    }

    private Process hold(String how) throws Exception {
        var holder = start(how);
        var out = new BufferedReader(new InputStreamReader(holder.getInputStream(), StandardCharsets.UTF_8));
        assertEquals("locked", out.readLine());
        return holder;
    }

    private Process start(String how) throws Exception {
        var holder = TestJvm.of(LockHolderProcess.class, folder.toString(), how)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        holders.add(holder);
        return holder;
    }
}
