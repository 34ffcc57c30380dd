package dev.autoresearch.endtoend;

import static dev.autoresearch.model.Metric.lower;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.AutoResearch;
import dev.autoresearch.Problem;
import dev.autoresearch.model.Setup;
import dev.autoresearch.model.Status;
import dev.autoresearch.testing.TestRepo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A script whose benchmark was corrected is started again. */
class CorrectedBenchmarkTest {
    private static final Setup WRONG = Setup.of("goal", lower("ms")).command("echo ms=7");
    private static final Setup RIGHT = WRONG.command("echo METRIC ms=7");

    @TempDir
    Path folder;

    private final List<String> notices = new ArrayList<>();
    private AutoResearch research;

    @BeforeEach
    void begin() {
        research = AutoResearch.in(TestRepo.in(folder).folder()).onNotice(notices::add);
    }

    @Test
    void theCorrectedOneTakesOverWhereNothingWasMeasured() {
        research.init(WRONG);
        research.run();
        research.log("baseline", Status.CRASH);

        var session = research.init(RIGHT);
        research.run();
        research.log("baseline");

        assertEquals(Optional.of("echo METRIC ms=7"), session.setup().command());
        assertEquals(List.of("nothing was measured so far: begun anew with echo METRIC ms=7"), notices);
        assertEquals(7, research.bestMetric().orElseThrow());
        assertEquals(2, research.session().totalRuns(), "what was logged stays");
    }

    @Test
    void whatTwoBenchmarksSayIsNotCompared() {
        research.init(RIGHT);
        research.run();
        research.log("baseline");

        var problem = assertThrows(Problem.class, () -> research.init(RIGHT.command("echo METRIC ms=$((3 + 3))")));

        assertTrue(problem.getMessage().endsWith("another command: echo METRIC ms=7"), problem.getMessage());
        assertTrue(
                problem.hint().endsWith("-n goal -m ms -c 'echo METRIC ms=$((3 + 3))'"),
                "to be pasted: " + problem.hint());
        assertEquals(Optional.of("echo METRIC ms=7"), research.session().setup().command());
    }

    @Test
    void whatBeginsAnewIsTheSameSessionAsAgreed() {
        var agreed = Setup.of("goal", lower("ms").unit("s"))
                .command("echo METRIC ms=7")
                .git(false)
                .guard("errors == 0");
        var named = AutoResearch.in(folder).named("lat").onNotice(notices::add);
        named.init(agreed);
        named.run();
        named.log("baseline");

        var problem = assertThrows(Problem.class, () -> named.init(agreed.command("./b")));

        assertEquals(
                "autoresearch init --reset -C " + folder
                        + " --session lat -n goal -m ms -u s -c ./b --guard 'errors == 0' --no-git",
                problem.hint().lines().skip(1).findFirst().orElseThrow());
    }
}
