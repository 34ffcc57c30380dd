package dev.autoresearch.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.testing.TestRepo;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttemptOutputTest {
    @TempDir
    Path folder;

    private TestRepo lab = TestRepo.at(Path.of(""));

    @BeforeEach
    void begin() throws Exception {
        System.setProperty("user.home", folder.toString());
        lab = TestRepo.in(Files.createDirectories(folder.resolve("project")))
                .script(
                        "benchmark.sh",
                        "[ ! -e broken ] || { echo it broke; exit 7; }; echo METRIC ms=$(cat value.txt).$((RANDOM % 800 + 100))")
                .commit("noisy")
                .begun();
        lab.cli("attempt", "--rule", "paired", "-d", "baseline", "--accept-bias")
                .exits(0)
                .prints("baseline: two executions differ by about ", " runs, ", "kept as ");
    }

    @Test
    void anAttemptTellsItsScreenItsVerdictItsCostAndWhereTheTreeIs() {
        var kept = lab.write("value.txt", "90\n")
                .cli("attempt", "--rule", "paired", "-d", "faster")
                .exits(0);
        var lines = kept.out().lines().toList();
        assertEquals(3, lines.size(), kept::toString);
        assertTrue(
                lines.get(0).matches("screen   100\\.\\d → 90\\.\\d+   looks better, measuring in pairs"),
                kept::toString);
        assertTrue(
                lines.get(1)
                        .matches(
                                "improved: -\\d+\\.\\d% \\(90% interval -\\d.* … -\\d.*%\\), \\d+ pairs, \\d+ runs, [\\d.]+ m?s"),
                kept::toString);
        assertTrue(lines.get(2).matches("kept as [0-9a-f]{7,}"), kept::toString);
        var not = lab.write("value.txt", "95\n")
                .cli("attempt", "--rule", "paired", "-d", "slower")
                .exits(9);
        assertEquals("""
                no better in a quick look (1 run); not tested further
                put back; bring it back: autoresearch restore 3
                """, not.out());
    }

    /** The model has no screen; an exact metric's gain is proven by its pair, so only noise has a probability. */
    @Test
    void theModelSaysHowSureItIs() {
        lab.cli("init", "--reset", "-n", "model", "-m", "ms", "-c", "./benchmark.sh")
                .exits(0);
        lab.cli("attempt", "-d", "baseline")
                .exits(0)
                .prints("baseline: the second execution differs by ", ", 2 runs, ");
        var not = lab.write("value.txt", "300\n").cli("attempt", "-d", "slower").exits(9);
        assertTrue(
                not.out()
                        .matches(
                                "(?:no improvement|regressed): .*\\(90% interval .*\\), \\d+ runs?, \\d[\\d.]* % sure\n"
                                        + "put back; bring it back: autoresearch restore 2\n"),
                not::toString);
        lab.cli("show", "2").exits(0).prints(" % sure", "  candidate   300.", "+300");
    }

    @Test
    void statusShowsTheIntervalOfWhatWasDecided() {
        lab.write("value.txt", "90\n")
                .cli("attempt", "--rule", "paired", "-d", "faster")
                .exits(0);
        lab.write("value.txt", "300\n")
                .cli("attempt", "--rule", "paired", "-d", "slower")
                .exits(9);
        lab.write("value.txt", "80\n")
                .cli("attempt", "--rule", "paired", "-d", "hasty", "--max-pairs", "2")
                .exits(9);
        // to the peers' formula what was tried in vain is noise
        var table = lab.cli("status")
                .exits(0)
                .prints("x the spread of the runs: yet the best is proven in pairs")
                .out()
                .lines()
                .toList();
        assertTrue(
                table.stream()
                        .anyMatch(line ->
                                line.matches(" *2 +90\\S* +-\\d+\\.\\d% +-\\d+\\.\\d…-\\d+\\.\\d +improved +keep .*")),
                table::toString);
        assertTrue(
                table.stream().anyMatch(line -> line.matches(" *3 .* no better +discard .*slower")), table::toString);
        assertTrue(table.stream().anyMatch(line -> line.matches(" *4 .* undecided +discard .*hasty")), table::toString);
    }

    @Test
    void jsonAndShowHaveTheComparisonAndTheExecutions() {
        var attempt = lab.write("value.txt", "90\n")
                .cli("attempt", "--rule", "paired", "-d", "faster", "--json")
                .exits(0)
                .json();
        var comparison = attempt.get("verdict").get("comparison");
        assertEquals("improved", attempt.get("verdict").get("verdict").asText());
        assertEquals(comparison.get("pairs").asInt(), comparison.get("gains").size());
        assertTrue(comparison.get("change").asDouble() < -0.05);
        assertTrue(comparison.get("high").asDouble() <= comparison.get("low").asDouble());
        var shown = lab.cli("show", "2", "--json").exits(0).json();
        assertEquals(comparison.get("runs").asInt(), shown.get("executions").size());
        assertEquals("candidate", shown.get("executions").get(0).get("place").asText());
        assertTrue(shown.get("diff").asText().contains("+90"));
        lab.cli("show", "2").exits(0).prints(" pairs, ", "incumbent", "candidate", "+90");
    }

    @Test
    void aCrashIsToldAsOne() {
        lab.write("broken", "");
        lab.cli("attempt", "--rule", "paired", "-d", "broken")
                .exits(3)
                .prints("#2 crash", "exit 7", "restore 2", "  | it broke\n");
        assertFalse(lab.cli("status").out().contains("no better"));
    }
}
