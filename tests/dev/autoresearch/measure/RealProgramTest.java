package dev.autoresearch.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.model.Plan;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A few real attempts; {@link RealProgramMeasurement} makes enough of them for figures. */
@Tag("real")
class RealProgramTest {
    @TempDir
    Path folder;

    @Tag("long")
    @Test
    void aRealGainIsKeptALossIsNotAndNothingIsRarely() throws Exception {
        var project = JavaProject.in(folder, "cpu_ms", Plan.DEFAULT);
        assertTrue(
                project.rounds(JavaProject.ROUNDS / 2).kept(),
                () -> project.research().runs().toString());
        assertFalse(project.rounds(JavaProject.ROUNDS).kept());
        var kept = new ArrayList<String>();
        for (int i = 0; i < 6; i++) {
            var attempt = project.nothing(i);
            if (attempt.kept()) kept.add(attempt.toString());
        }
        assertTrue(kept.size() <= 1, kept::toString);
        assertEquals(9, project.research().runs().size());
    }
}
