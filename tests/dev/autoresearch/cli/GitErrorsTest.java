package dev.autoresearch.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.testing.Answer;
import dev.autoresearch.testing.TestRepo;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitErrorsTest {
    @TempDir
    Path folder;

    @Test
    void filesThatAChangeNoLongerIgnoresAreNamedWhenItIsKept() {
        var lab = TestRepo.in(folder)
                .write(".gitignore", ".env\n")
                .commit("ignore")
                .begun();
        lab.cli("attempt", "-d", "baseline", "--rule", "single").exits(0);
        lab.write(".env", "secret").delete(".gitignore").write("value.txt", "90\n");
        lab.cli("attempt", "-d", "faster", "--rule", "single")
                .exits(0)
                .explains("may have ignored before: .env; look before you push it");
    }

    @Test
    void aFolderWithoutGitHasTheWholeLoopWithoutCommits() {
        var lab = TestRepo.withoutGit(folder).begun().measured();
        assertEquals("", lab.cli("log", "-d", "baseline", "--json").exits(0).json("commit"));
        lab.write("value.txt", "110\n").measured();
        lab.cli("log", "-s", "discard", "-d", "slower").exits(0);
        assertEquals("110\n", lab.read("value.txt"));
        lab.refuses("restore", "2").with(1, "there is no git repository here", "git init");
    }

    @Test
    void aMachineWithoutGitHasTheWholeLoopWithoutCommits() throws Exception {
        var lab = TestRepo.in(folder);
        var tools = lab.path(".git/tools");
        for (var tool : new String[] {"bash", "cat"}) lab.script(".git/tools/" + tool, "exec /bin/" + tool + " \"$@\"");
        assertEquals(
                0,
                withPath(lab, tools, "init", "-n", "goal", "-m", "ms", "-c", "./benchmark.sh")
                        .exit());
        withPath(lab, tools, "run").exits(0).prints("ms 100");
        withPath(lab, tools, "log", "-d", "baseline").exits(0).prints("#1 keep");
        withPath(lab, tools, "restore", "1").exits(1).explains("there is no git");
        assertEquals(4, lab.journal().size());
    }

    @Test
    void aMachineWithoutBashSaysSo() throws Exception {
        var lab = TestRepo.withoutGit(folder).begun();
        var before = lab.fingerprint().toString();
        var answer = withPath(lab, folder.resolve("no tools"), "run", "-c", "true");
        answer.exits(1).explains("bash could not be started", "install bash, or put it on PATH");
        assertEquals(before, lab.fingerprint().toString());
    }

    private static Answer withPath(TestRepo lab, Path tools, String... words) throws Exception {
        var builder = lab.process(words);
        builder.environment().put("PATH", tools.toString());
        return TestRepo.finish(builder.start());
    }

    @Test
    void onADetachedHeadExperimentsGoOnAndAreKeptThere() {
        var lab = TestRepo.in(folder);
        lab.git("checkout", "-q", "--detach");
        lab.begun().measured().cli("log", "-d", "baseline").exits(0);
        var main = lab.git("rev-parse", "main");
        lab.write("value.txt", "90\n").cli("attempt", "-d", "faster").exits(0).prints("kept as");
        assertEquals(main, lab.git("rev-parse", "main"));
        assertEquals(main, lab.git("rev-parse", "HEAD^"));
        assertTrue(lab.cli("status", "--json").exits(0).json().get("branch").isNull());
        lab.write("value.txt", "95\n").cli("attempt", "-d", "slower").exits(9);
        assertEquals("90\n", lab.read("value.txt"));
    }

    @Test
    void inASubFolderOnlyItsOwnPathsBelongToTheExperiment() {
        var whole =
                TestRepo.in(folder).write("outside.txt", "1\n").script("part/benchmark.sh", "echo METRIC ms=$(cat v)");
        whole.write("part/v", "5\n").commit("part");
        var part = TestRepo.at(folder.resolve("part")).begun().measured();
        part.cli("log", "-d", "baseline").exits(0);
        whole.write("outside.txt", "2\n").write("new outside", "x");
        part.write("v", "6\n").cli("attempt", "-d", "slower").exits(9);
        assertEquals("5\n", part.read("v"));
        assertEquals("2\n", whole.read("outside.txt"));
        part.write("v", "4\n").cli("attempt", "-d", "faster").exits(0);
        assertEquals("part/v", whole.git("show", "--name-only", "--format=", "HEAD"));
        assertEquals("2\n", whole.read("outside.txt"));
        assertTrue(whole.has("new outside"));
        assertFalse(whole.git("status", "--porcelain").contains("part/"), whole.git("status", "--porcelain"));
    }

    @Test
    void aDirtySubFolderIsRefusedByInitAndADirtyRestIsNot() {
        var whole = TestRepo.in(folder).write("part/v", "5\n").commit("part").write("value.txt", "9\n");
        var part = TestRepo.at(folder.resolve("part"));
        whole.write("part/v", "6\n");
        part.cli("init", "-n", "goal", "-m", "ms").exits(1).explains("not committed: v", "--no-git");
        whole.write("part/v", "5\n");
        part.cli("init", "-n", "goal", "-m", "ms").exits(0);
    }

    @Test
    void anUnfinishedMergeIsNotCommitted() {
        var lab = TestRepo.in(folder).begun().measured();
        lab.cli("log", "-d", "baseline").exits(0);
        lab.git("checkout", "-q", "-b", "other");
        lab.write("value.txt", "80\n").commit("80").git("checkout", "-q", "main");
        lab.write("value.txt", "70\n").commit("70");
        try {
            lab.git("merge", "other");
        } catch (AssertionError conflict) {
            // the conflict is what we want
        }
        lab.write("value.txt", "60\n").measured();
        lab.refuses("log", "-s", "keep", "-d", "x").with(1, "merge", "git");
        lab.refuses("log", "-s", "discard", "-d", "x").with(1, "merge", "git");
        assertEquals("60\n", lab.read("value.txt"));
    }

    @Test
    void aBrokenRepositoryIsToldInGitsWords() {
        var lab = TestRepo.in(folder).begun();
        lab.write(".git/config", "[core\nbroken");
        for (var word : new String[] {"run", "status"}) {
            var answer = lab.cli(word).exits(1);
            answer.explains("git refuses", "--no-git");
            assertFalse(answer.err().contains("\tat "), answer::toString);
        }
    }

    @Test
    void aLeftIndexLockIsNamedAndNothingIsLogged() {
        var lab = TestRepo.in(folder)
                .begun()
                .write("value.txt", "90\n")
                .measured()
                .write(".git/index.lock", "");
        var before = lab.fingerprint();
        for (var status : new String[] {"keep", "discard"})
            lab.cli("log", "-s", status, "-d", "x").exits(1).explains("index.lock", "delete that file");
        assertEquals(before, lab.fingerprint());
    }
}
