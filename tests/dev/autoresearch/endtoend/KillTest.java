package dev.autoresearch.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.AutoResearch;
import dev.autoresearch.git.Git;
import dev.autoresearch.git.RepositoryCache;
import dev.autoresearch.journal.SessionFiles;
import dev.autoresearch.json.Json;
import dev.autoresearch.model.Layout;
import dev.autoresearch.model.Metric;
import dev.autoresearch.model.Session;
import dev.autoresearch.model.Setup;
import dev.autoresearch.model.Status;
import dev.autoresearch.testing.TestJvm;
import dev.autoresearch.testing.TestRepo;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that runs and logs is killed at any moment: nothing acknowledged is lost, and the next command works. */
class KillTest {
    private static final int KILLS = 9;

    @TempDir
    Path folder;

    @Test
    void killedAtAnyMomentNothingAcknowledgedIsLost() throws Exception {
        var sessions = new ArrayList<CompletableFuture<Void>>();
        for (long seed : new long[] {1, 2}) {
            var place = folder.resolve("session-" + seed);
            sessions.add(CompletableFuture.runAsync(() -> {
                try {
                    killOften(place, new Random(seed));
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }));
        }
        for (var session : sessions) session.get();
    }

    private static void killOften(Path place, Random random) throws Exception {
        var scene = Scene.begin(place);
        for (int kill = 0; kill < KILLS; kill++) {
            var said = scene.runAndKill(random.nextLong(), 1 + random.nextInt(6), random.nextInt(90));
            scene.theNextCommandWorks(said);
            scene.goOn(random);
        }
        scene.everyTreeIsWhatWasMeasured();
        assertTrue(
                scene.acknowledged.size() > KILLS / 4,
                "the killed processes got something done: " + scene.acknowledged);
    }

    @Test
    void aCommitThatOutlivesItsKilledCommandIsTakenBack() throws Exception {
        var scene = Scene.begin(folder.resolve("session"));
        // the hook that runs once git has read the message: killed any earlier, there is no commit to take back
        scene.repo.write(
                ".git/hooks/commit-msg",
                "#!/bin/sh\ntouch .git/in-hook\nuntil [ -e .git/killed ]; do sleep 0.05; done; sleep 1\n");
        assertTrue(scene.repo.folder().resolve(".git/hooks/commit-msg").toFile().setExecutable(true));
        var looper = TestJvm.of(RunLogProcess.class, scene.repo.folder().toString(), "4")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var out = new BufferedReader(new InputStreamReader(looper.getInputStream(), StandardCharsets.UTF_8));
        assertEquals("ready", out.readLine());
        while (!Files.exists(scene.repo.folder().resolve(".git/in-hook")))
            assertFalse(looper.waitFor(5, TimeUnit.MILLISECONDS));
        kill(looper);
        Files.createFile(scene.repo.folder().resolve(".git/killed"));
        var measured = scene.session().pending().orElseThrow().candidate().orElseThrow();
        var notices = new ArrayList<String>();
        scene.research.onNotice(notices::add);
        var run = scene.research.log("not wanted", Status.DISCARD);
        assertEquals(List.of("an interrupted log was undone; its run is still waiting to be logged"), notices);
        assertEquals(measured.commit(), scene.repo.head());
        assertEquals("", scene.repo.status());
        scene.research.restore(run.number());
        assertEquals(measured.tree(), scene.git().snapshot());
    }

    /** SIGKILL; unlike the process, its handle leaves the pipe open, so that the last words can be read. */
    private static void kill(Process process) throws InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor();
    }

    /** A session in a repository of its own. */
    private static final class Scene {
        private final TestRepo repo;
        private final AutoResearch research;
        private final List<String> acknowledged = new ArrayList<>();
        private byte[] journal = new byte[0];

        private Scene(TestRepo repo) {
            this.repo = repo;
            this.research = AutoResearch.in(repo.folder(), RunLogProcess.measuring(5), Clock.systemUTC());
        }

        static Scene begin(Path place) throws Exception {
            var scene = new Scene(TestRepo.withSources(place));
            scene.research.begin(Setup.of("survive", Metric.lower("ms")));
            return scene;
        }

        Session session() {
            return AutoResearch.in(repo.folder()).session();
        }

        Git git() {
            var own =
                    SessionFiles.of(repo.folder(), Layout.SDK, Optional.empty()).own();
            return new RepositoryCache().at(repo.folder(), own).orElseThrow();
        }

        /** What the process said until it was killed, some time after so many lines. */
        List<String> runAndKill(long seed, int lines, int millis) throws Exception {
            var looper = TestJvm.of(RunLogProcess.class, repo.folder().toString(), String.valueOf(seed))
                    .redirectError(repo.folder()
                            .resolveSibling("errors-" + repo.folder().getFileName())
                            .toFile())
                    .start();
            var out = new BufferedReader(new InputStreamReader(looper.getInputStream(), StandardCharsets.UTF_8));
            var said = new ArrayList<String>();
            while (said.size() < lines) said.add(String.valueOf(out.readLine()));
            assertEquals(
                    false, looper.waitFor(millis, TimeUnit.MILLISECONDS), () -> "it ended by itself after " + said);
            kill(looper);
            out.lines().forEach(said::add);
            for (var line : said) if (line.startsWith("logged ")) acknowledged.add(line.substring(7));
            return said;
        }

        void theNextCommandWorks(List<String> said) throws Exception {
            research.idea("go on");
            var session = session();
            journalOnlyGrew();
            var numbers = new ArrayList<Integer>();
            var told = new ArrayList<String>();
            for (var run : session.runs()) {
                numbers.add(run.number());
                told.add(run.number() + " " + run.status().word());
            }
            assertTrue(told.containsAll(acknowledged), () -> "acknowledged " + acknowledged + ", there is " + told);
            for (int i = 0; i < numbers.size(); i++) assertEquals(i + 1, numbers.get(i));
            if (session.pending().isPresent()) {
                var candidate = session.pending().get().candidate().orElseThrow();
                assertEquals(candidate.tree(), git().snapshot(), "the pending candidate, after " + said);
                assertEquals(candidate.commit(), repo.head(), "where it was measured, after " + said);
            } else if (!said.get(said.size() - 1).equals("edit")) {
                assertEquals("", repo.status(), "after " + said);
            }
        }

        private void journalOnlyGrew() throws Exception {
            var now = Files.readAllBytes(repo.folder().resolve("autoresearch.results.jsonl"));
            assertTrue(now.length >= journal.length);
            assertEquals(
                    -1, Arrays.mismatch(journal, 0, journal.length, now, 0, journal.length), "nothing was rewritten");
            journal = now;
            for (var line : new String(now, StandardCharsets.UTF_8).lines().toList()) {
                var bytes = line.getBytes(StandardCharsets.UTF_8);
                assertTrue(Json.object(bytes, 0, bytes.length).isPresent(), line);
            }
            assertEquals('\n', now[now.length - 1]);
            assertEquals(List.of(), research.status().warnings());
        }

        /** What a user would do next. */
        void goOn(Random random) throws Exception {
            if (!research.hasPending()) {
                RunLogProcess.edit(repo.folder(), random);
                research.run("true");
            }
            research.log("by a user", random.nextBoolean() ? Status.KEEP : Status.DISCARD);
            assertEquals("", repo.status());
        }

        void everyTreeIsWhatWasMeasured() throws Exception {
            int kept = 0;
            for (var run : session().runs()) {
                var measured =
                        run.evidence().measurement().orElseThrow().candidate().orElseThrow();
                if (run.kept()) kept++;
                var commit = run.kept()
                        ? run.commit()
                        : run.evidence().stored().orElseThrow().commit();
                assertEquals(measured.tree(), git().treeOf(commit), run.toString());
            }
            assertEquals(String.valueOf(kept + 1), repo.git("rev-list", "--count", "HEAD"));
        }
    }
}
