package dev.autoresearch.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.model.Plan;
import dev.autoresearch.session.ProgressListener;
import dev.autoresearch.stats.Comparison;
import dev.autoresearch.stats.CostScale;
import dev.autoresearch.testing.FakeBenchmark;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PairsBarTest {
    @TempDir
    Path folder;

    /** What is told to the process that measures, and what another one reads from the journal at that moment. */
    @Test
    void whoWatchesFromOutsideSeesTheEvidenceThatDecides() {
        var arena =
                FakeBenchmark.in(folder, 1).plan(Plan.DEFAULT.rule(Plan.PAIRED)).calibrated();
        var inside = new ArrayList<Optional<PairsBar>>();
        var outside = new ArrayList<Optional<PairsBar>>();
        var watcher = new ProgressListener() {
            @Override
            public void line(String text) {
                // the fake prints nothing
            }

            @Override
            public void pairs(Comparison.Progress progress, CostScale scale) {
                inside.add(Optional.of(new PairsBar(progress, scale)));
                outside.add(PairsBar.of(arena.research().session()));
            }
        };
        arena.research().onProgress(watcher).attempt("before");
        arena.speed(90);
        var attempt = arena.research().onProgress(watcher).attempt("faster");
        assertTrue(attempt.kept());
        assertTrue(inside.size() > 3, inside::toString);
        assertEquals(inside, outside);
        assertEquals(List.of(), arena.research().session().trial().stream().toList());
        assertEquals(Optional.empty(), PairsBar.of(arena.research().session()), "nothing is open any more");
    }
}
