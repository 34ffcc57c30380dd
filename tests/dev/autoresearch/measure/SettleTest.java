package dev.autoresearch.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.AutoResearch;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.Settlement;
import dev.autoresearch.model.Settlement.Outcome;
import dev.autoresearch.model.Status;
import dev.autoresearch.testing.TestRepo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a model kept, decided for good. The benchmark prints one value of a list after the other. */
class SettleTest {
    @TempDir
    Path folder;

    private TestRepo lab;

    /** A session whose last keep is an improvement with a probability of 93 %, which is too little for a final tree. */
    @BeforeEach
    void keepWhatIsNotCertain() throws Exception {
        var values = folder.resolve("values");
        lab = TestRepo.in(Files.createDirectories(folder.resolve("project")))
                .script(
                        "benchmark.sh",
                        "v=$(head -1 '" + values + "'); sed -i 1d '" + values + "'; echo METRIC ms=${v:-100}")
                .commit("a list of values")
                .begun();
        Files.write(values, List.of("100", "100.4", "99.8", "100.1", "99.7", "97.5", "97.5", "100", "97.5", "97.5", "97.5"));
        lab.cli("attempt", "-d", "baseline").exits(0);
        for (int i = 1; i <= 3; i++) lab.write("a" + i, "").cli("attempt", "-d", "change " + i);
        Files.write(values, List.of("97.5", "97.6", "100", "97.5", "99.9", "97.5"));
        lab.write("value.txt", "98\n").cli("attempt", "-d", "perhaps better").exits(0);
        assertEquals(Status.KEEP, last().status());
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
        assertEquals(Outcome.REVOKED, settled.outcome());
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
        Files.write(folder.resolve("values"), List.of("80", "100", "80", "100", "80", "100"));
        var attempt = research().attempt("much better", () -> lab.write("value.txt", "1\n"));
        assertTrue(attempt.kept(), attempt.toString());
        assertEquals(lab.git("rev-parse", "HEAD~1"), research().session().current().runs().get(4).evidence().settlement().orElseThrow().revert());
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
        assertEquals(Outcome.UNCONFIRMED, last().evidence().settlement().orElseThrow().outcome());
    }

    @Test
    void aKeepOnWhichLaterCommitsBuildStaysAndIsCalledUnconfirmed() {
        lab.write("value.txt", "77\n").git("commit", "-qam", "by hand, on top of it");
        var head = lab.git("rev-parse", "HEAD");
        assertEquals(Outcome.UNCONFIRMED, only(research().settle()).outcome());
        assertEquals(head, lab.git("rev-parse", "HEAD"));
        assertEquals("", lab.git("status", "--porcelain"));
    }

    @Test
    void aKeepThatAPersonTookBackIsNoneToTakeOut() {
        lab.git("reset", "-q", "--hard", "HEAD~1");
        assertEquals(Outcome.UNCONFIRMED, only(research().settle()).outcome());
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
        assertEquals(Outcome.REVOKED, settled.outcome());
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
        return "until [ -e '" + folder + "/go' ]; do sleep 0.05; done; " + condition + "kill -9 $(cat '" + folder + "/pid')";
    }
}
