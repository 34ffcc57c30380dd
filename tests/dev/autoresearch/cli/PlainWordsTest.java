package dev.autoresearch.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.testing.TestRepo;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sentences that a newcomer understands at the first reading. */
class PlainWordsTest {
    @TempDir
    Path folder;

    private TestRepo lab;

    @BeforeEach
    void measureTheBaseline() {
        lab = TestRepo.in(folder)
                .script(
                        "benchmark.sh",
                        "[ ! -e Broken.java ] || javac Broken.java || exit; echo METRIC ms=$(cat value.txt)")
                .commit("benchmark")
                .begun();
        lab.cli("attempt", "-d", "baseline").exits(0);
    }

    @Test
    void confidenceInAnExactMetricSaysThatItIsExact() {
        for (int value : new int[] {90, 80, 70})
            lab.write("value.txt", value + "\n")
                    .cli("attempt", "-d", "v" + value)
                    .exits(0);

        lab.cli("status").prints("\nconfidence exact: the same code gives the same value each time\n");
    }

    @Test
    void showNamesTheWarmUp() {
        lab.cli("init", "--reset", "-n", "in pairs", "-m", "ms", "-c", "./benchmark.sh")
                .exits(0);
        lab.cli("attempt", "-d", "baseline", "--rule", "paired").exits(0);
        lab.cli("show", "1").prints("candidate   100  ms   (not counted: warm-up 100)\n".replace("  ms", ""));
    }

    @Test
    void aCrashSaysTheFirstErrorOfTheCompilerAndNotItsLastLine() {
        lab.write("Broken.java", "class Broken { int x = y; }\n");

        lab.cli("attempt", "-d", "broken")
                .exits(3)
                .prints("#2 crash  exit 1  broken   Broken.java:1: error: cannot find symbol\n");
        lab.cli("show", "2").prints("   Broken.java:1: error: cannot find symbol\n");
        lab.cli("export", "--format", "md").prints("| Broken.java:1: error: cannot find symbol |");
    }

    @Test
    void helpSaysWhichStatusIsTheDefault() {
        lab.cli("log", "--help").prints("keep (default if ok), discard, crash, checks_failed");
    }

    @Test
    void theRiskOfADecisionIsASentence() {
        lab.script("benchmark.sh", "echo METRIC ms=$(cat value.txt).$((RANDOM % 800 + 100))")
                .commit("noise");
        lab.cli("init", "--reset", "-n", "noisy", "-m", "ms", "-c", "./benchmark.sh")
                .exits(0);
        lab.cli("attempt", "-d", "baseline", "--rule", "paired", "--accept-bias")
                .exits(0);
        lab.write("value.txt", "90\n")
                .cli("attempt", "-d", "faster", "--rule", "paired")
                .exits(0);

        var shown = lab.cli("show", "2").out();

        assertTrue(
                shown.matches(
                        "(?s).*measured    \\d+ pairs, \\d+ runs; the same code differs by about [\\d.]+%"
                                + " from pair to pair\n  error rate  a change without effect is kept in [\\d.]+% of cases at most\n.*"),
                shown);
    }
}
