package dev.autoresearch.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.model.Plan;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.Side;
import dev.autoresearch.testing.FakeBenchmark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;
import org.junit.jupiter.api.Assertions;

/** What the journal gives back is what a judge knows that saw every value as it was measured. */
class RuleReplayTest {
    private static final Plan PAIRED = Plan.DEFAULT.rule(Plan.PAIRED);

    private Path folder = Path.of("");

    @BeforeTry
    void makeFolder() throws IOException {
        folder = Files.createTempDirectory("replay");
    }

    @AfterTry
    void removeFolder() throws IOException {
        try (var files = Files.walk(folder)) {
            files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    @Property(tries = 4, shrinking = ShrinkingMode.OFF)
    void theJournalGivesTheJudgeThatSawEveryValue(
            @ForAll long seed, @ForAll @DoubleRange(min = 0, max = 0.05) double noise) {
        var arena = FakeBenchmark.in(folder, seed).plan(PAIRED).noise(noise).begun();
        arena.attempt("baseline");
        var judge = calibrated(arena);
        assertEquals(judge, known(arena), "after the calibration");
        var random = new Random(seed);
        double speed = 100;
        for (int i = 0; i < 3; i++) {
            double next = speed * (0.8 + 0.3 * random.nextDouble());
            boolean crashes = random.nextInt(3) == 0;
            arena.twist((number, task, value) -> crashes && number == 4 ? Double.POSITIVE_INFINITY : value);
            arena.seen.clear();
            var attempt = arena.attempt(next);
            var run = attempt.run().orElseThrow();
            judge = fed(judge, arena, run);
            if (run.kept()) speed = next;
            assertEquals(judge, known(arena), "after " + run + ", noise " + noise);
            Assertions.assertEquals("", arena.lab.git("status", "--porcelain"));
        }
    }

    /** What an older version decided stands: its risk was taken, its keep counts, and what it measured was learned from. */
    @Property(tries = 4, shrinking = ShrinkingMode.OFF)
    void aRecordedDecisionIsNeverMadeAnew(@ForAll long seed) {
        var arena = FakeBenchmark.in(folder, seed).plan(PAIRED).noise(0.01).calibrated();
        assertTrue(arena.attempt(80).kept());
        var journal = arena.lab.read("autoresearch.results.jsonl");
        var decided = known(arena);
        assertEquals(1, decided.budget().kept());
        assertEquals(0, decided.budget().spent());
        var figures = "\"alpha\":" + alpha(journal);

        for (var word : List.of("fast", "balanced", "thorough", "auto", "paired")) {
            arena.lab.write(
                    "autoresearch.results.jsonl", journal.replace("\"rule\":\"paired\"", "\"rule\":\"" + word + "\""));
            assertEquals(decided, known(arena), word);
        }
        // far from enough for us
        arena.lab.write("autoresearch.results.jsonl", journal.replace(figures, "\"alpha\":1e-9"));
        assertEquals(decided, known(arena));
        // far more than enough for us
        var refused = journal.replace(figures, "\"alpha\":0.5")
                .replace("\"verdict\":\"improved\",\"kept\":true", "\"verdict\":\"undecided\",\"kept\":false")
                .replaceAll("\"status\":\"keep\"(?=[^\n]*speed)", "\"status\":\"discard\"");
        arena.lab.write("autoresearch.results.jsonl", refused);
        assertEquals(0, known(arena).budget().kept());
        assertEquals(1, known(arena).budget().spent(), 1e-12);
        assertEquals(decided.noise(), known(arena).noise());
    }

    private static double alpha(String journal) {
        var found = Pattern.compile("\"alpha\":([^,}]+)").matcher(journal);
        assertTrue(found.find());
        return Double.parseDouble(found.group(1));
    }

    private static PairedRule known(FakeBenchmark arena) {
        return RuleReplay.judge(arena.research().segment()).orElseThrow();
    }

    private static PairedRule calibrated(FakeBenchmark arena) {
        var calibration = Calibration.inTwoPlaces(dev.autoresearch.model.Metric.Direction.LOWER);
        for (var run : arena.seen) calibration.feed(side(arena, run), run.value());
        assertTrue(calibration.isDone());
        return calibration.judge();
    }

    private static PairedRule fed(PairedRule judge, FakeBenchmark arena, Run run) {
        var trial = judge.begin(KeepCriterion.BETTER);
        var warmUps = run.evidence().executions().stream()
                .filter(execution -> execution.role().orElseThrow().purpose()
                        == dev.autoresearch.model.Measurement.Role.Purpose.WARM_UP)
                .map(execution -> execution.primary())
                .toList();
        for (var seen : arena.seen) {
            if (warmUps.contains(java.util.OptionalDouble.of(seen.value()))) continue;
            if (Double.isInfinite(seen.value())) trial.crashed(side(arena, seen));
            else trial.feed(side(arena, seen), seen.value());
        }
        assertEquals(NextExecution.NOTHING, trial.next());
        assertEquals(trial.decision().orElseThrow().verdict().keep(), run.kept());
        return (PairedRule) trial.after(run.kept());
    }

    private static Side side(FakeBenchmark arena, FakeBenchmark.Seen seen) {
        return seen.folder().equals(arena.lab.folder()) ? Side.CANDIDATE : Side.INCUMBENT;
    }
}
