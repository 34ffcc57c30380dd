package dev.autoresearch.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.testing.Answer;
import dev.autoresearch.testing.TestRepo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepCommandTest {
    private static final String COMMAND = "./bench.sh {batch} {threads}";
    private static final String JOURNAL = ".autoresearch/sessions/sweep/autoresearch.results.jsonl";

    @TempDir
    Path folder;

    /** Best at batch 16 and many threads; 13 fails; what was executed is in {@code calls.log}. */
    private TestRepo lab() {
        return withScript(TestRepo.withoutGit(folder));
    }

    private static TestRepo withScript(TestRepo repo) {
        return repo.script("bench.sh", """
                echo "$1 $2" >> calls.log
                [ "$1" = 13 ] && { echo "cannot do 13" >&2; exit 3; }
                echo METRIC ms=$(( ($1 - 16) * ($1 - 16) + 60 / $2 ))""");
    }

    private static Answer sweep(TestRepo lab, String... more) {
        var words = new ArrayList<>(List.of("sweep", "-m", "ms", "-u", "ms", "-c", COMMAND));
        words.addAll(List.of(more));
        return lab.cli(words.toArray(new String[0]));
    }

    private static int calls(TestRepo lab) {
        return lab.has("calls.log") ? (int) lab.read("calls.log").lines().count() : 0;
    }

    @Test
    void findsTheBestSettingAndTellsItAsACommand() {
        var lab = lab();
        sweep(lab, "batch=8,13,16", "threads=1..3")
                .exits(0)
                .prints(
                        "✓ baseline    batch=8 threads=1         124 ms",
                        "✗ crash       batch=13 threads=1        exit 3    cannot do 13",
                        "   batch  threads      ms  vs first  verdict   vs best then\n",
                        "✓     16        3   20 ms    -83.9%  improved  -33.3%\n",
                        "      13        3  exit 3            crash\n",
                        "\nbest batch=16 threads=3: 20 ms\n  ./bench.sh 16 3\n");
        var runs = lab.read(JOURNAL)
                .lines()
                .filter(line -> line.startsWith("{\"run\":"))
                .toList();
        assertEquals(9, runs.size());
        assertTrue(runs.get(0).contains("\"baseline\":true"), runs.get(0));
        assertTrue(runs.get(8).contains("\"asi\":{\"params\":{\"batch\":16,\"threads\":3}}"), runs.get(8));
    }

    /** Unfilled, {@code {batch}} would be a word of the shell's, and what it prints a false best. */
    @Test
    void itsCommandIsNeverRunWithoutValuesAndItsDocumentSaysHowToGoOn() {
        var lab = lab();
        sweep(lab, "batch=8,16", "threads=1..2").exits(0);
        int calls = calls(lab);
        for (var words : List.of("attempt -d x", "run", "brief"))
            lab.cli((words + " --session sweep").split(" "))
                    .exits(1)
                    .explains("the session here is a sweep", "autoresearch sweep --session sweep NAME=VALUE");
        lab.cli("brief").exits(1).explains("there is no session in", "there is sweep", "--session NAME");
        assertEquals(calls, calls(lab));
        var document = lab.read(".autoresearch/sessions/sweep/autoresearch.md");
        assertTrue(document.contains("\n    autoresearch sweep --session sweep batch=8,16 threads=1,2\n"), document);
        assertFalse(document.contains("attempt"), document);
        var report =
                lab.cli("export", "-f", "md", "--session", "sweep").exits(0).out();
        assertTrue(report.endsWith("- a run with its evidence: `autoresearch show N --session sweep`\n"), report);
        assertFalse(report.contains("verify"), report);
    }

    @Test
    void aGuardOnWhatItsCommandDoesNotPrintIsRefusedBeforeItSpoilsTheSweep() {
        var lab = lab();
        lab.cli("init", "-n", "n", "-m", "ms", "-c", "./bench.sh 1 1", "--guard", "mb <= +2%")
                .exits(0);
        sweep(lab, "batch=8,16", "threads=1")
                .exits(1)
                .explains("the guard \"mb <= +2%\" looks at a metric that this command does not print: mb");
        sweep(lab, "batch=8,16", "threads=1", "--reset", "--guard", "none")
                .exits(0)
                .prints("best batch=16 threads=1: 60 ms");
        sweep(lab, "batch=8,16", "threads=1").exits(0);
    }

    @Test
    void measuresNothingTwice() {
        var lab = lab();
        sweep(lab, "batch=8,16", "threads=1..3").exits(0);
        int calls = calls(lab);
        var again = lab.cli("sweep", "--json", "batch=8,16", "threads=1..3")
                .exits(0)
                .json();
        assertEquals(calls, calls(lab));
        assertEquals(
                "{\"batch\":16,\"threads\":3}", again.get("best").get("params").toString());
        assertEquals("./bench.sh 16 3", again.get("best").get("command").asText());
        assertEquals(20, again.get("best").get("metric").asInt());
        assertEquals(6, again.get("runs").size());

        lab.cli("sweep", "batch=16,17", "threads=3").exits(0).prints("batch=17 threads=3", "best batch=16 threads=3");
        assertEquals(calls + 1, calls(lab));
        lab.cli("sweep", "--reset", "batch=16", "threads=1").exits(0).prints("best batch=16 threads=1: 60 ms");
        assertTrue(lab.has(".autoresearch/sessions/sweep/autoresearch.results.1.jsonl"));
    }

    @Test
    void aKilledSweepGoesOnWhereItStopped() {
        var whole = lab();
        sweep(whole, "batch=8,13,16", "threads=1,2").exits(0);
        var journal = whole.read(JOURNAL).lines().toList();
        int executions = calls(whole);
        for (int lines = 2; lines < journal.size(); lines += 5) {
            whole.write(JOURNAL, String.join("\n", journal.subList(0, lines)) + "\n{\"torn");
            whole.write("calls.log", "");
            sweep(whole, "batch=8,13,16", "threads=1,2").exits(0).prints("best batch=16 threads=2: 30 ms");
            int done = 0;
            for (var line : journal.subList(0, lines)) if (line.contains("\"type\":\"measurement\"")) done++;
            assertEquals(executions - done, calls(whole), "killed after " + lines + " lines");
        }
    }

    @Test
    void aKilledHalvingGoesOnWhereItStopped() {
        var lab = lab();
        var words = new String[] {"batch=10..17", "threads=1", "--halving"};
        sweep(lab, words).exits(0).prints("best batch=16 threads=1: 60 ms").explains("round 1: 8 variants", "4 go on");
        var journal = lab.read(JOURNAL).lines().toList();
        int executions = calls(lab);
        assertEquals(
                8, journal.stream().filter(line -> line.startsWith("{\"run\":")).count());
        for (int lines = 4; lines < journal.size(); lines += 13) {
            lab.write(JOURNAL, String.join("\n", journal.subList(0, lines)) + "\n");
            lab.write("calls.log", "");
            sweep(lab, words).exits(0).prints("best batch=16 threads=1: 60 ms", "13        1  exit 3");
            int done = 0;
            for (var line : journal.subList(0, lines)) if (line.contains("\"type\":\"measurement\"")) done++;
            assertEquals(executions - done, calls(lab), "killed after " + lines + " lines");
        }
        lab.write("calls.log", "");
        assertEquals("", sweep(lab, words).exits(0).err());
        assertEquals(0, calls(lab));
    }

    @Test
    void halvingGoesOnFromABaselineOfOneMeasurement() {
        var lab = lab();
        sweep(lab, "batch=8", "threads=1", "--rule", "single").exits(0);
        sweep(lab, "batch=10..16..2", "threads=1", "--halving").exits(0).prints("best batch=16 threads=1: 60 ms");
    }

    @Test
    void takesMetricAndCommandFromTheSessionThere() {
        var lab = lab();
        lab.cli("init", "-n", "goal", "-m", "ms", "-u", "ms", "-c", COMMAND, "--no-git")
                .exits(0);
        lab.cli("sweep", "batch=16", "threads=1,2", "--rule", "single")
                .exits(0)
                .prints("best batch=16 threads=2: 30 ms");
        assertEquals(2, calls(lab));
        assertEquals(1, lab.journal().size(), "the session there is left alone");
    }

    /** What beat the best side by side is better, although its values come from a slower hour. */
    @Test
    void theBestIsTheLastOneThatWonAndItIsWhatTheNextIsMeasuredAgainst() {
        var lab = TestRepo.withoutGit(folder).script("bench.sh", """
                echo $1 >> calls.log
                slower=100; [ -e slow ] && slower=110
                [ $1 = 3 ] && touch slow
                base=(0 100000 90000 86000 80000)
                echo METRIC ms=$(( base[$1] * slower / 100 + $(wc -l < calls.log) * 97 % 400 ))""");
        lab.cli("sweep", "-m", "ms", "-c", "./bench.sh {n}", "n=1..3", "--rule", "paired")
                .exits(0)
                .prints("best n=3: 94");
        lab.write("calls.log", "");
        lab.cli("sweep", "n=1..4", "--rule", "paired").exits(0).prints("best n=4: 88");
        assertEquals(
                List.of("3", "4"),
                lab.read("calls.log").lines().distinct().sorted().toList());
    }

    @Test
    void needsNoCleanTreeAndLeavesItAlone() {
        var lab = withScript(TestRepo.in(folder)).commit("bench");
        lab.write("value.txt", "edited\n").write("new.txt", "mine\n");
        sweep(lab, "batch=8,16", "threads=1").exits(0);
        assertEquals("main", lab.git("branch", "--show-current"));
        assertEquals("2", lab.git("rev-list", "--count", "HEAD"));
        assertEquals("M value.txt\n?? calls.log\n?? new.txt", lab.git("status", "--porcelain", "-uall"));
    }

    @Test
    void tellsWhenTheTreeChangedInBetween() {
        var lab = TestRepo.in(folder)
                .script("bench.sh", "echo METRIC ms=$(( $1 + $2 ))")
                .commit("bench");
        sweep(lab, "batch=8", "threads=1").exits(0);
        lab.write("value.txt", "edited\n");
        sweep(lab, "batch=8,9,10", "threads=1").exits(0).explains("value.txt changed", "--reset");
        lab.script("bench.sh", "echo METRIC ms=1");
        sweep(lab, "batch=8,9,10", "threads=2").exits(1).explains("bench.sh", "--reset");
    }

    @Test
    void guardsOverruleAGain() {
        var lab = TestRepo.withoutGit(folder)
                .script("bench.sh", "echo METRIC ms=$(( 100 - $1 )); echo METRIC errors=$(( $1 > 20 ))");
        lab.cli("sweep", "-m", "ms", "-c", "./bench.sh {n}", "n=10,20,30", "--guard", "errors == 0")
                .exits(0)
                .prints("guard failed", "best n=20: 80");
    }

    @Test
    void aVariantThatHangsIsAValueInTheTable() {
        var lab = TestRepo.withoutGit(folder).script("bench.sh", "[ $1 = 2 ] && sleep 30; echo METRIC ms=$1");
        lab.cli("sweep", "-m", "ms", "-t", "2", "-c", "./bench.sh {n}", "n=2,3", "--rule", "single")
                .exits(0)
                .prints("2  timed out", "best n=3: 3");
    }

    @Test
    void aVariantThatFailsLaterHasNoValueButACause() {
        var lab = TestRepo.withoutGit(folder).script("bench.sh", """
                echo $1 >> calls.log
                [ $1 = 2 ] && [ $(grep -c 2 calls.log) -gt 1 ] && { echo out of memory; exit 3; }
                echo METRIC ms=$(( $1 == 2 ? 5 : 9 ))""");
        lab.cli("sweep", "-m", "ms", "-c", "./bench.sh {n}", "n=1,2")
                .exits(0)
                .prints(
                        "✗ crash       n=2                       exit 3    out of memory",
                        "   2  exit 3            crash\n");
    }

    @Test
    void whereNothingPassesThereIsNoBest() {
        var lab = lab();
        var answer = sweep(lab, "--json", "batch=13", "threads=1,2").exits(0).json();
        assertTrue(answer.get("best").isNull());
        assertEquals("crash", answer.get("runs").get(1).get("status").asText());
        lab.cli("sweep", "batch=13", "threads=1")
                .exits(0)
                .prints("no variant passed", "see what the first one said:  autoresearch show --session sweep 1\n");
    }

    @Test
    void valuesReachTheCommandAsTheyAre() {
        var lab = TestRepo.withoutGit(folder).script("bench.sh", "printf '%s|' \"$@\" >> args.log; echo METRIC ms=1");
        lab.cli("sweep", "-m", "ms", "--rule", "single", "-c", "./bench.sh {x} \"{x}\"", "x=a b,$(touch bad),it's;*")
                .exits(0);
        assertEquals("a b|a b|$(touch bad)|$(touch bad)|it's;*|it's;*|", lab.read("args.log"));
        assertFalse(lab.has("bad"));
    }

    @Test
    void isRefusedBeforeAnythingIsWritten() {
        var lab = lab();
        lab.refuses("sweep", "-c", COMMAND, "batch=1", "threads=1").with(2, "--metric is required", "--help");
        lab.refuses("sweep", "-m", "ms", "-c", COMMAND, "batch=1").with(2, "{threads} has no values", "threads=8");
        lab.refuses("sweep", "-m", "ms", "-c", COMMAND, "batch=1", "threads=1", "x=1")
                .with(2, "no {x}", "{batch}");
        lab.refuses("sweep", "-m", "ms", "-c", COMMAND, "batch=1", "threads=1", "--seed", "2")
                .with(2, "--samples", "--help");
        assertEquals(0, calls(lab));
    }

    @Test
    void aSessionOfSomethingElseIsLeftAlone() {
        var lab = lab();
        sweep(lab, "batch=16", "threads=1", "--rule", "single").exits(0);
        lab.refuses("sweep", "-c", "./bench.sh {n} 1", "n=1").with(1, "another session is there already", "--reset");
        lab.cli("init", "--session", "mine", "-n", "n", "-m", "ms", "-c", COMMAND, "--no-git")
                .exits(0);
        lab.refuses("sweep", "--session", "mine", "-c", "./bench.sh {n} 1", "n=1")
                .with(1, "another session is there already", "--session NAME");
    }
}
