package dev.autoresearch.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.testing.ProcessId;
import dev.autoresearch.testing.TestJvm;
import dev.autoresearch.testing.TestRepo;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledRestoreTest {
    private static final int KILLS = 15;

    @TempDir
    Path folder;

    private final Random random = new Random();
    private TestRepo repo;
    private int interrupted;
    private int mixtures;

    @Test
    void killedAtAnyMomentIsFinishedByTheNext() throws Exception {
        repo = TestRepo.empty(folder).gitThen("config", "filter.slow.smudge", "sleep 0.01; cat");
        repo.write(".gitattributes", "d1/* filter=slow\n");
        files("old");
        repo.write("big", "old ".repeat(50_000))
                .write("gone", "g")
                .write(".gitignore", "*.log\n")
                .commit("start");
        repo.write("x.log", "ignored");
        Map<String, String> before = repo.files();
        files("new");
        repo.write("big", "new".repeat(45_000))
                .delete("gone")
                .write("added/one", "1")
                .write("added/two", "2");
        Map<String, String> candidate = repo.files();
        Git git = repo.experiment();
        String base = git.head();
        String stored = git.store("refs/autoresearch/1", "to be killed");
        for (int i = 0; i < 20 * KILLS && (interrupted < KILLS || mixtures == 0); i++) {
            boolean gitToo = i % 2 == 0;
            kill(stored, base, gitToo, i % 3 == 0);
            if (gitToo) {
                Map<String, String> after = repo.files();
                mixtures += after.equals(before) || after.equals(candidate) ? 0 : 1;
            }
            git.putBack(stored, base);
            assertEquals(before, repo.files(), "kill " + i);
            assertEquals("", repo.status());
            assertEquals(List.of(), repo.leftovers());
            git.restore(stored);
            assertEquals(candidate, repo.files(), "kill " + i);
        }
        assertTrue(interrupted >= KILLS, "kills that came in time");
        assertNotEquals(0, mixtures, "no kill hit the files half-way");
    }

    private void files(String word) throws Exception {
        for (int i = 0; i < 40; i++) {
            repo.write("d" + i % 10 + "/f" + i, (word + i + " ").repeat(1_000));
        }
    }

    /** Kills the process at a random moment or as soon as files change; git with it or not, for it outlives its parent. */
    private void kill(String stored, String base, boolean gitToo, boolean anyMoment) throws Exception {
        Process process = TestJvm.of(RestoreProcess.class, folder.toString(), stored, base)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        assertEquals("ready", out.readLine());
        while (!anyMoment && process.isAlive() && repo.has("added/one")) {
            LockSupport.parkNanos(100_000);
        }
        if (!process.waitFor(anyMoment ? random.nextInt(120) : random.nextInt(4), TimeUnit.MILLISECONDS)) {
            interrupted++;
            List<ProcessHandle> children = process.descendants().toList();
            process.destroyForcibly();
            if (gitToo) {
                children.forEach(ProcessHandle::destroyForcibly);
                for (ProcessHandle child : children) {
                    new ProcessId(child.pid()).awaitEnd();
                }
                // what our hint tells the user to do with the lock of a killed git
                repo.folder().resolve(".git/index.lock").toFile().delete();
            }
            process.waitFor();
        }
    }
}
