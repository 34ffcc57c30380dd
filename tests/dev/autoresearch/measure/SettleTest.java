package dev.autoresearch.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.AutoResearch;
import dev.autoresearch.journal.Journal;
import dev.autoresearch.model.Event;
import dev.autoresearch.model.Layout;
import dev.autoresearch.model.Measurement;
import dev.autoresearch.model.Measurement.Outcome;
import dev.autoresearch.model.Measurement.Role;
import dev.autoresearch.model.Measurement.Role.Purpose;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.Settlement;
import dev.autoresearch.model.Side;
import dev.autoresearch.model.Status;
import dev.autoresearch.model.TreeState;
import dev.autoresearch.testing.TestRepo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a model kept, decided for good. */
class SettleTest {
    @TempDir
    Path folder;

    private TestRepo lab;

    /** A session whose last keep was lucky: it was far better once, and six pairs in idle time showed no difference. */
    @BeforeEach
    void keepWhatWasLucky() throws Exception {
        // the second value of two is a little higher, and the candidate is far better as long as it is lucky
        lab = TestRepo.in(Files.createDirectories(folder.resolve("project")))
                .script("benchmark.sh", """
                        cd '%s'; v=100.4; mkdir second 2> /dev/null && v=100 || rmdir second
                        value=$(cat "$OLDPWD/value.txt")
                        [ $value = 98 ] && [ -e lucky ] && v=80
                        [ $value = 1 ] && v=60
                        echo METRIC ms=$v""".formatted(folder))
                .commit("luck")
                .begun();
        lab.cli("attempt", "-d", "baseline").exits(0);
        Files.createFile(folder.resolve("lucky"));
        lab.write("value.txt", "98\n").cli("attempt", "-d", "perhaps better").exits(0);
        Files.delete(folder.resolve("lucky"));
        assertEquals(Status.KEEP, last().status());
        var looks = new ArrayList<Event>();
        for (int i = 0; i < 6; i++)
            for (var side : Side.values()) looks.add(look(side, side == Side.CANDIDATE ? 99.9 + i % 3 : 99.8 + i % 2));
        new Journal(lab.path("autoresearch.results.jsonl"), Layout.SDK).append(looks);
    }

    private Measurement look(Side side, double value) {
        var kept = last().evidence().executions().get(0);
        return new Measurement(
                        UUID.randomUUID().toString(),
                        kept.started() + 1000,
                        kept.command(),
                        Outcome.PASSED,
                        OptionalInt.of(0),
                        1,
                        OptionalDouble.of(value),
                        Map.of("ms", value),
                        Map.of(),
                        "",
                        List.of(),
                        Optional.empty(),
                        "",
                        Optional.of(last().commit()),
                        Optional.of(new Role(Purpose.LOOK, side)),
                        Optional.empty(),
                        0)
                .on(new TreeState(lab.git("rev-parse", "HEAD").strip(), "tree"));
    }

    private AutoResearch research() {
        return AutoResearch.in(lab.folder());
    }

    private Run last() {
        var runs = research().session().current().runs();
        return runs.get(runs.size() - 1);
    }

    private Settlement only(List<Settlement> settled) {
        assertEquals(1, settled.size(), settled.toString());
        return settled.get(0);
    }

    @Test
    void whatIsLikelyNoImprovementIsTakenOutByACommitOfItsOwn() {
        var kept = lab.git("rev-parse", "HEAD");
        var settled = only(research().settle());
        assertEquals(Settlement.Outcome.REVOKED, settled.outcome());
        assertEquals(lab.git("rev-parse", "HEAD"), settled.revert());
        assertEquals(kept, lab.git("rev-parse", "HEAD~1"));
        assertEquals("100", lab.read("value.txt").strip());
        assertEquals("", lab.git("status", "--porcelain"));
        assertTrue(lab.git("log", "-1", "--format=%B").contains("This reverts commit " + kept));
        assertEquals(Status.REVOKED, last().status());
    }

    @Test
    void theNextCandidateIsMeasuredAgainstTheTreeWithoutIt() throws Exception {
        research().settle();
        var attempt = research().attempt("much better", () -> lab.write("value.txt", "1\n"));
        assertTrue(attempt.kept(), attempt.toString());
        assertEquals(
                lab.git("rev-parse", "HEAD~1"),
                research()
                        .session()
                        .current()
                        .runs()
                        .get(1)
                        .evidence()
                        .settlement()
                        .orElseThrow()
                        .revert());
    }

    @Test
    void whatIsSettledOnceStaysSo() {
        research().settle();
        assertEquals(List.of(), research().settle());
        lab.cli("settle").exits(0).prints("nothing is open");
    }

    @Test
    void aTreeWithChangesIsLeftAlone() {
        lab.write("value.txt", "7\n");
        lab.refuses("settle").with(1, "the tree has changes: value.txt", "attempt -d");
        assertEquals(Status.KEEP, last().status());
    }

    @Test
    void aRevertThatAHookRefusesLeavesTheKeepAndSaysSo() {
        lab.script(".git/hooks/commit-msg", "! grep -q ^Revert \"$1\"");
        var head = lab.git("rev-parse", "HEAD");
        var answer = lab.cli("settle").exits(0);
        answer.prints("unconfirmed").explains("could not be taken out");
        assertEquals(head, lab.git("rev-parse", "HEAD"));
        assertEquals("", lab.git("status", "--porcelain"));
        assertEquals("98", lab.read("value.txt").strip());
        assertEquals(
                Settlement.Outcome.UNCONFIRMED,
                last().evidence().settlement().orElseThrow().outcome());
    }

    @Test
    void aKeepOnWhichLaterCommitsBuildStaysAndIsCalledUnconfirmed() {
        lab.write("value.txt", "77\n").git("commit", "-qam", "by hand, on top of it");
        var head = lab.git("rev-parse", "HEAD");
        assertEquals(Settlement.Outcome.UNCONFIRMED, only(research().settle()).outcome());
        assertEquals(head, lab.git("rev-parse", "HEAD"));
        assertEquals("", lab.git("status", "--porcelain"));
    }

    @Test
    void aKeepThatAPersonTookBackIsNoneToTakeOut() {
        lab.git("reset", "-q", "--hard", "HEAD~1");
        assertEquals(Settlement.Outcome.UNCONFIRMED, only(research().settle()).outcome());
        assertEquals("100", lab.read("value.txt").strip());
    }

    /** A hook kills the program at that moment; the journal and HEAD agree again after the next command. */
    private void killedBy(String hook, String script) throws Exception {
        lab.script(".git/hooks/" + hook, script);
        var process = lab.process("settle").start();
        Files.writeString(folder.resolve("pid"), String.valueOf(process.pid()));
        Files.createFile(folder.resolve("go"));
        assertEquals(137, process.waitFor());
        Files.delete(lab.path(".git/hooks/" + hook));
    }

    private void agree() {
        var settled = only(research().settle());
        assertEquals(Settlement.Outcome.REVOKED, settled.outcome());
        assertEquals(lab.git("rev-parse", "HEAD"), settled.revert());
        assertEquals("perhaps better", lab.git("log", "-1", "--format=%s", "HEAD~1"));
        assertEquals("100", lab.read("value.txt").strip());
        assertEquals("", lab.git("status", "--porcelain"));
    }

    @Test
    void killedBeforeTheRevertIsCommittedItIsMadeAgain() throws Exception {
        killedBy("commit-msg", kill("grep -q ^Revert \"$1\" && "));
        agree();
    }

    @Test
    void killedAfterTheRevertIsCommittedItIsMadeAgain() throws Exception {
        killedBy("post-commit", kill(""));
        agree();
    }

    private String kill(String condition) {
        return "until [ -e '" + folder + "/go' ]; do sleep 0.05; done; " + condition + "kill -9 $(cat '" + folder
                + "/pid')";
    }
}
