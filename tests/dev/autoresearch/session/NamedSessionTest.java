package dev.autoresearch.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.AutoResearch;
import dev.autoresearch.model.Metric;
import dev.autoresearch.model.Setup;
import dev.autoresearch.testing.TestRepo;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamedSessionTest {
    private static final String HOME = ".autoresearch/sessions/cache/";
    private static final String JOURNAL = HOME + "autoresearch.results.jsonl";

    @TempDir
    Path folder;

    private TestRepo withBoth() {
        var lab = TestRepo.in(folder).begun();
        lab.cli("attempt", "-d", "baseline").exits(0);
        lab.cli("init", "--session", "cache", "-n", "smaller cache", "-m", "ms", "-c", "./benchmark.sh")
                .exits(0)
                .prints("autoresearch attempt --session cache -d");
        return lab;
    }

    @Test
    void hasAJournalABranchAndABacklogOfItsOwn() {
        var lab = withBoth();
        var main = lab.read("autoresearch.results.jsonl");
        assertEquals("autoresearch/cache", lab.git("branch", "--show-current"));

        lab.cli("attempt", "--session", "cache", "-d", "baseline").exits(0);
        lab.write("value.txt", "90\n");
        lab.cli("attempt", "--session", "cache", "-d", "better", "-i", "even less")
                .exits(0);

        assertEquals(main, lab.read("autoresearch.results.jsonl"));
        assertTrue(lab.read(JOURNAL).contains("\"description\":\"better\""));
        assertEquals("- even less\n", lab.read(HOME + "autoresearch.ideas.md"));
        assertEquals("90", lab.git("show", "autoresearch/cache:value.txt"));
        assertEquals("100", lab.git("show", "main:value.txt"));
        assertEquals("", lab.git("status", "--porcelain"));
    }

    @Test
    void statusNamesTheOthersFromAnyBranch() {
        var lab = withBoth();
        lab.cli("status").exits(0).prints("goal   ms, lower", "other sessions: cache");
        lab.git("switch", "-q", "main");
        lab.cli("--session", "cache", "status")
                .exits(0)
                .prints("smaller cache   session cache   ms, lower", "other sessions: the unnamed one");
        lab.cli("status", "--session=cache", "--json").exits(0);
        var document = lab.cli("status", "--session=cache", "--json");
        assertEquals("cache", document.json("session"));
        assertEquals("[\"cache\"]", document.json("sessions"));
        lab.cli("ideas", "add", "on main", "--session", "cache").exits(0);
        lab.cli("export", "--session", "cache").exits(0).prints("smaller cache");
    }

    @Test
    void measuresAndRecordsOnItsBranchOnly() {
        var lab = withBoth();
        lab.git("switch", "-q", "main");
        lab.write("value.txt", "90\n");
        for (var command : List.of("attempt -d x", "log -d x", "verify")) {
            var words = (command + " --session cache").split(" ");
            lab.refuses(words)
                    .with(
                            1,
                            "the session cache works on the branch autoresearch/cache, and main is checked out",
                            "git switch autoresearch/cache");
        }
        lab.git("switch", "-q", "autoresearch/cache");
        lab.cli("run", "--session", "cache").exits(0);
        lab.cli("log", "--session", "cache", "-d", "kept").exits(0);
        lab.git("switch", "-q", "main");
        lab.cli("run").exits(0);
    }

    @Test
    void whatIsAdvisedNamesIt() {
        var lab = withBoth();
        lab.cli("run", "--session", "cache").exits(0).prints("autoresearch log --session cache -d");
        lab.cli("log", "--session", "cache", "-d", "baseline").exits(0);
        lab.cli("brief", "--session", "cache").exits(0).prints("    autoresearch brief --session cache\n");
        lab.cli("ideas", "--session", "cache").exits(0).prints("autoresearch ideas --session cache add");
        lab.write("value.txt", "90\n");
        lab.cli("attempt", "--session", "cache", "-d", "better").exits(0);
        lab.cli("finalize", "--session", "cache", "--plan")
                .exits(0)
                .prints("to make them: autoresearch finalize --session cache");
        lab.git("switch", "-q", "main");
        lab.cli("finalize", "--session", "cache", "--plan").exits(1);
    }

    @Test
    void theEnvironmentNamesItAndTheOptionWins() throws Exception {
        var lab = withBoth();
        var process = lab.process("status", "--json");
        process.environment().put("AUTORESEARCH_SESSION", "cache");
        assertEquals("smaller cache", TestRepo.finish(process.start()).json("name"));

        lab.cli("init", "--session", "third", "-n", "third", "-m", "ms").exits(0);
        var other = lab.process("status", "--json", "--session", "third");
        other.environment().put("AUTORESEARCH_SESSION", "cache");
        assertEquals("third", TestRepo.finish(other.start()).json("name"));
    }

    @Test
    void aNameThatCannotBeOneIsRefused() {
        TestRepo.in(folder)
                .refuses("init", "--session=../up", "-n", "n", "-m", "ms")
                .with(2, "called \"../up\"", "letters");
    }

    @Test
    void anEmptyNameIsNone() {
        TestRepo.in(folder).refuses("status", "--session", "").with(2, "--session needs a name", "--help");
    }

    @Test
    void whereOnlyNamedOnesAreTheyAreNamed() {
        var lab = TestRepo.in(folder);
        lab.cli("init", "--session", "cache", "-n", "n", "-m", "ms").exits(0);
        lab.refuses("run").with(1, "there is no session in " + folder + "; there is cache", "--session NAME");
        lab.refuses("run", "--session", "other")
                .with(1, "there is no session other in " + folder + "; there is cache", "init --session other -n");
        lab.cli("status").exits(0).prints("no session here yet; there is cache: autoresearch status --session cache");
    }

    @Test
    void withoutGitThereIsNoBranch() {
        var lab = TestRepo.in(folder);
        lab.cli("init", "--session", "cache", "--no-git", "-n", "n", "-m", "ms", "-c", "./benchmark.sh")
                .exits(0);
        assertEquals("main", lab.git("branch", "--show-current"));
        lab.cli("run", "--session", "cache").exits(0);
        lab.cli("log", "--session", "cache", "-d", "b").exits(0);
    }

    @Test
    void aBranchThatIsThereAlreadyIsTheUsers() {
        var lab = TestRepo.in(folder);
        lab.git("branch", "autoresearch/cache");
        lab.refuses("init", "--session", "cache", "-n", "n", "-m", "ms")
                .with(1, "the branch autoresearch/cache is there already", "git switch autoresearch/cache");
        lab.git("switch", "-q", "autoresearch/cache");
        lab.cli("init", "--session", "cache", "-n", "n", "-m", "ms").exits(0);
    }

    @Test
    void itsOwnScriptsComeBeforeThoseOfTheRoot() {
        var lab = TestRepo.in(folder);
        lab.script(HOME + "benchmark.sh", "echo METRIC ms=$(( $(cat value.txt) * 2 ))");
        lab.script(HOME + "autoresearch.checks.sh", "[ $(cat value.txt) != 13 ]");
        lab.cli("init", "--session", "cache", "-n", "n", "-m", "ms").exits(0);

        lab.cli("attempt", "--session", "cache", "-d", "baseline").exits(0).prints("200");
        lab.write("value.txt", "50\n");
        lab.cli("attempt", "--session", "cache", "-d", "half").exits(0);
        lab.write("value.txt", "13\n");
        lab.cli("attempt", "--session", "cache", "-d", "unlucky").exits(5);

        assertTrue(lab.read(JOURNAL).contains("\"pairing\":\"worktree\""));
        assertTrue(lab.read(JOURNAL).contains("\"" + HOME + "benchmark.sh\":"), "its script is protected");
    }

    @Test
    void aKilledStepOfOneIsFinishedByAnother() {
        var lab = withBoth();
        lab.cli("attempt", "--session", "cache", "-d", "baseline").exits(0);
        var head = lab.git("rev-parse", "HEAD");
        var journal = lab.read(JOURNAL);
        lab.write("value.txt", "110\n");
        lab.cli("attempt", "--session", "cache", "-d", "worse").exits(9);
        var stored = journalField(lab, "\"id\":\"", "stored");
        // as if it had been killed between the journal's line and the work tree
        lab.write("value.txt", "110\n");
        lab.write(
                ".autoresearch/unfinished.json",
                "{\"step\":\"put-back\",\"session\":\"cache\",\"runs\":1,\"stored\":\"" + stored + "\",\"head\":\""
                        + head + "\"}\n");

        lab.cli("ideas", "add", "any changing command").exits(0).explains("finished putting the tree back");

        assertEquals("100\n", lab.read("value.txt"));
        assertFalse(lab.has(".autoresearch/unfinished.json"));
        assertTrue(lab.read(JOURNAL).startsWith(journal));
    }

    private static String journalField(TestRepo lab, String key, String type) {
        for (var line : lab.read(JOURNAL).split("\n"))
            if (line.contains("\"type\":\"" + type + "\"")) {
                int from = line.indexOf(key) + key.length();
                return line.substring(from, line.indexOf('"', from));
            }
        throw new AssertionError("no line of type " + type);
    }

    @Test
    void itsHooksAndItsDocumentAreItsOwn() {
        var lab = TestRepo.in(folder);
        lab.write("autoresearch.hooks/before.sh", "echo from the project\n").commit("hook");
        lab.cli("init", "--session", "cache", "-n", "n", "-m", "ms", "-c", "./benchmark.sh")
                .exits(0);
        lab.cli("brief", "--session", "cache").prints("from the project", "autoresearch attempt --session cache -d");
        lab.write(HOME + "autoresearch.hooks/before.sh", "echo from the session\n");
        lab.cli("brief", "--session", "cache").prints("from the session");
        assertTrue(lab.read(HOME + "autoresearch.md").contains("autoresearch brief --session cache"));
        assertFalse(lab.has("autoresearch.md"));
    }

    @Test
    void theObjectTurnsToIt() {
        TestRepo.in(folder);
        var setup = Setup.of("goal", Metric.lower("ms")).command("./benchmark.sh");
        var research = new AutoResearch(folder, setup).named("cache");
        research.init();
        research.attempt("baseline");

        assertEquals(1, AutoResearch.in(folder).named("cache").runs().size());
        assertFalse(AutoResearch.in(folder).session().initialized());
        assertEquals(
                List.of("cache"), AutoResearch.in(folder).status().sessions().named());
    }

    @Test
    void resetKeepsTheOldJournalInItsFolder() {
        var lab = withBoth();
        lab.cli("attempt", "--session", "cache", "-d", "baseline").exits(0);
        lab.cli("reset", "--force", "--session", "cache").exits(0);
        assertTrue(lab.has(HOME + "autoresearch.results.1.jsonl"));
        assertEquals(
                1,
                lab.journal().stream()
                        .filter(line -> line.contains("\"run\":1"))
                        .count());
    }
}
