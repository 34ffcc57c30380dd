package dev.autoresearch.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.model.Run;
import dev.autoresearch.model.Side;
import dev.autoresearch.testing.FakeBenchmark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;
import org.junit.jupiter.api.Assertions;

/** What the journal gives back is what a judge knows that saw every value as it was measured. */
class RuleReplayTest {
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
        var arena = FakeBenchmark.in(folder, seed).noise(noise).begun();
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

    private static PairedRule known(FakeBenchmark arena) {
        return RuleReplay.judge(arena.research().segment(), Preset.AUTO).orElseThrow();
    }

    private static PairedRule calibrated(FakeBenchmark arena) {
        var calibration = Calibration.inTwoPlaces(dev.autoresearch.model.Metric.Direction.LOWER);
        for (var run : arena.seen) calibration.feed(side(arena, run), run.value());
        assertTrue(calibration.isDone());
        return calibration.judge(Preset.AUTO);
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
