package dev.autoresearch.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.model.Run;
import dev.autoresearch.testing.TestJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two agents at work are killed at any moment: what was logged is there, and the next start goes on. */
class KilledAgentsTest {
    private static final int KILLS = 4;

    @TempDir
    Path folder;

    @Test
    void killedAtAnyMomentNothingIsLostAndTheNextStartGoesOn() throws Exception {
        var yard = ByteCountProject.in(folder, 1);
        yard.isolation().close();
        var random = new Random(7);
        int said = 1;
        for (int kill = 0; kill < KILLS; kill++) {
            said += runAndKill(yard, random);
            assertEquals(List.of(), warnings(yard));
            assertTrue(yard.research().runs().size() >= said, () -> "everything acknowledged is in the journal");
        }
        yard.isolated(1);
        yard.isolation().recover();
        yard.endsClean();
        assertTrue(yard.research().runs().size() > KILLS / 2, yard::notices);
        for (var run : yard.research().runs()) isThere(yard, run);
        assertEquals("", yard.lab.git("fsck", "--no-dangling", "--connectivity-only"));
    }

    private static void isThere(ByteCountProject yard, Run run) {
        if (run.kept()) yard.lab.git("merge-base", "--is-ancestor", run.commit(), "main");
        else
            yard.lab.git("cat-file", "-e", run.evidence().stored().orElseThrow().ref() + "^{tree}");
    }

    /** A torn last line is no harm: the next command that writes repairs it. */
    private static List<String> warnings(ByteCountProject yard) {
        var warnings = new ArrayList<>(yard.research().status().warnings());
        warnings.removeIf(warning -> warning.contains("torn line"));
        return warnings;
    }

    /** How many runs it acknowledged. */
    private int runAndKill(ByteCountProject yard, Random random) throws Exception {
        var process = TestJvm.of(
                        ParallelAgentsProcess.class,
                        yard.lab.folder().toString(),
                        Long.toString(random.nextLong()),
                        System.getProperty("user.home"))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        int logged = 0;
        int lines = 3 + random.nextInt(8);
        for (int i = 0; i < lines; i++) logged += said(out);
        process.toHandle().destroyForcibly();
        process.waitFor();
        return logged;
    }

    private static int said(BufferedReader out) throws IOException {
        var line = out.readLine();
        assertFalse(line == null || line.startsWith("failed"), line);
        return line.startsWith("logged #") ? 1 : 0;
    }
}
