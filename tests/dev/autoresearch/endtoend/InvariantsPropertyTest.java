package dev.autoresearch.endtoend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.AutoResearch;
import dev.autoresearch.Change;
import dev.autoresearch.Problem;
import dev.autoresearch.git.RepositoryCache;
import dev.autoresearch.journal.SessionFiles;
import dev.autoresearch.model.Layout;
import dev.autoresearch.model.LogEntry;
import dev.autoresearch.model.Metric;
import dev.autoresearch.model.Plan;
import dev.autoresearch.model.Setup;
import dev.autoresearch.model.Status;
import dev.autoresearch.process.CommandResult;
import dev.autoresearch.testing.TestRepo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is done in whatever order on a real repository, the invariants I1 to I4 hold after every step. */
class InvariantsPropertyTest {
    private static final int STEPS = 32;

    @TempDir
    Path folder;

    private TestRepo repo;
    private AutoResearch research;
    private double metric;
    private int exit;
    private byte[] journal = new byte[0];
    private final Map<Integer, Map<String, String>> putAway = new HashMap<>();

    @Tag("unicode-names")
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 6, 7})
    void theInvariantsHoldAfterEveryStep(long seed) throws Exception {
        repo = TestRepo.withSources(folder.resolve("session"));
        var files = SessionFiles.of(repo.folder(), Layout.values()[(int) (seed % 3)], Optional.empty());
        research = AutoResearch.in(
                repo.folder(),
                (task, progress) -> new CommandResult(
                        OptionalInt.of(exit), false, 0.1, Map.of("ms", List.of(metric)), "", List.of(), 1),
                Clock.systemUTC());
        research.begin(Setup.of("goal", Metric.lower("ms")).layout(files.layout()));
        var random = new Random(seed);
        for (int step = 0; step < STEPS; step++) {
            step(random);
            journalOnlyGrew(files.journal());
            assertEquals(AutoResearch.in(repo.folder()).session(), research.session(), "I4: whoever reads it");
        }
        everythingKeptIsWhatWasMeasured(files);
        everythingPutAwayComesBack();
        assertTrue(
                research.session().totalRuns() >= 5 && !putAway.isEmpty(), () -> "enough happened: " + research.runs());
    }

    private void step(Random random) throws Exception {
        // a run that waits stands in the way of most else
        int step = research.hasPending() && random.nextInt(2) == 0 ? 4 + random.nextInt(2) : random.nextInt(9);
        switch (step) {
            case 0, 1 -> edit(random);
            case 2, 3 -> orRefused(() -> measure(random));
            case 4 -> orRefused(() -> log(random, Status.KEEP));
            case 5 -> orRefused(() -> log(random, Status.DISCARD));
            case 6, 7 ->
                orRefused(() -> research.attempt(
                        LogEntry.of("attempt"),
                        Change.NONE,
                        Plan.DEFAULT.rule(Plan.SINGLE).command(Optional.of("true"), Duration.ZERO)));
            default -> orRefused(() -> research.restore(1 + random.nextInt(5)));
        }
    }

    /** A command does its work, or says why not and changes neither the tree nor the journal. */
    private void orRefused(Step step) throws Exception {
        var tree = tree();
        var head = repo.head();
        int runs = research.session().totalRuns();
        try {
            step.take();
        } catch (Problem refused) {
            assertEquals(tree, tree(), refused.getMessage());
            assertEquals(head, repo.head(), refused.getMessage());
            assertEquals(runs, research.session().totalRuns(), refused.getMessage());
            assertFalse(refused.hint().isBlank(), "I7");
            return;
        }
        if (research.session().totalRuns() == runs) return;
        var run = research.session().lastRun().orElseThrow();
        assertEquals("", repo.status(), "after " + run);
        if (run.kept()) {
            assertEquals(tree, tree());
        } else {
            assertEquals(head, repo.head());
            if (run.evidence().stored().isPresent()) putAway.put(run.number(), tree);
        }
    }

    private void edit(Random random) throws Exception {
        var names = List.of("a.txt", "src/Main.java", "new.txt", "deep/er/c.txt", "ümläut ß.txt");
        var name = names.get(random.nextInt(names.size()));
        if (random.nextInt(4) == 0) Files.deleteIfExists(repo.folder().resolve(name));
        else repo.write(name, "content " + random.nextInt(1000) + "\n");
        if (random.nextInt(3) == 0) repo.git("add", "-A");
    }

    private void measure(Random random) {
        metric = random.nextInt(100) - 20;
        exit = random.nextInt(4) == 0 ? 3 : 0;
        research.run("true");
    }

    private void log(Random random, Status status) {
        var entry = LogEntry.of("step").status(status).idea("idea " + random.nextInt(3));
        research.log(random.nextInt(5) == 0 ? entry.metric(random.nextInt(50)) : entry);
    }

    private void journalOnlyGrew(Path file) throws Exception {
        var now = Files.readAllBytes(file);
        assertTrue(now.length >= journal.length, "I3");
        assertArrayEquals(journal, Arrays.copyOf(now, journal.length), "I3: nothing is rewritten");
        assertEquals('\n', now[now.length - 1]);
        journal = now;
    }

    private void everythingKeptIsWhatWasMeasured(SessionFiles files) {
        var git = new RepositoryCache().at(repo.folder(), files.own()).orElseThrow();
        for (var run : research.runs()) {
            var measured = run.evidence().measurement().flatMap(measurement -> measurement.candidate());
            if (measured.isEmpty()) continue;
            if (run.kept()) assertEquals(measured.get().tree(), git.treeOf(run.commit()), "I2: " + run);
        }
    }

    private void everythingPutAwayComesBack() throws Exception {
        if (research.hasPending()) research.log(LogEntry.of("end").status(Status.CRASH));
        repo.git("add", "-A");
        repo.git("stash", "-q", "-u");
        for (var entry : putAway.entrySet()) {
            research.restore(entry.getKey());
            assertEquals(entry.getValue(), tree(), "I1: run " + entry.getKey() + " byte for byte");
            repo.git("add", "-A");
            repo.git("reset", "-q", "--hard");
        }
    }

    /** Every file of the experiment with its content. */
    private Map<String, String> tree() {
        var files = new TreeMap<String, String>();
        repo.git("-c", "core.quotePath=false", "ls-files", "-co", "--exclude-standard")
                .lines()
                .filter(repo::has)
                .forEach(path -> files.put(path, repo.read(path)));
        return files;
    }

    /** What a command does. */
    @FunctionalInterface
    private interface Step {
        void take() throws Exception;
    }
}
