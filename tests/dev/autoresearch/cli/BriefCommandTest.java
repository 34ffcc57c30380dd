package dev.autoresearch.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.testing.TestRepo;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What agents are told, and what they and their forerunners leave for one another. */
@Tag("locale")
class BriefCommandTest {
    @TempDir
    Path folder;

    /** A session with a baseline of 100 and a discard that learned something. */
    private TestRepo begun() {
        var lab = TestRepo.in(folder).begun();
        lab.cli("attempt", "-d", "baseline").exits(0);
        lab.write("value.txt", "105\n");
        lab.cli("attempt", "-d", "Thread pool of 16", "--asi", "learned=no gain while parsing is serial")
                .exits(9);
        return lab;
    }

    @Test
    void theBriefTellsWhereItStandsAndWhatToDo() {
        var lab = begun();
        lab.cli("ideas", "add", "Intern the keys");

        var brief = lab.cli("brief").exits(0);

        brief.prints(
                "- goal\n",
                "Try this idea from the backlog (number 1):\n> Intern the keys",
                "- `benchmark.sh`",
                "- `autoresearch.hooks/**`",
                "#2 discard  Thread pool of 16  105",
                "learned: no gain while parsing is serial");
        var document = lab.cli("brief", "--json").exits(0);
        assertEquals(brief.out(), document.json("brief"));
        assertEquals("1", document.json("offered_idea.number"));
        lab.cli("brief", "--unattended").prints("DESCRIPTION what you changed", "Do not run git commit");
    }

    @Test
    void withoutASessionThereIsNothingToTell() {
        TestRepo.in(folder).refuses("brief").with(1, "there is no session", "autoresearch init");
    }

    @Test
    void aHoldoutIsNamedAndNothingOfItIsTold() {
        var lab = TestRepo.in(folder);
        lab.cli("init", "-n", "goal", "-m", "ms", "-c", "./benchmark.sh", "--holdout", "echo METRIC ms=7; : secret")
                .exits(0);

        var brief = lab.cli("brief").exits(0);

        brief.prints("a second benchmark that you do not see");
        assertFalse(brief.out().contains("secret"), brief.out());
        assertFalse(lab.read("autoresearch.md").contains("secret"));
    }

    @Test
    void anIdeaThatWasTriedIsAddedWithAWord() {
        var lab = begun();

        lab.cli("ideas", "add", "use a thread pool of 16")
                .exits(0)
                .explains("that looks like run 2, discarded: Thread pool of 16")
                .prints("1  [ ] use a thread pool of 16  (like run 2, discarded)");
        var fresh = lab.cli("ideas", "add", "thread pool of 8").exits(0);

        assertEquals("", fresh.err());
        lab.cli("brief").prints("backlog (number 2)", "- use a thread pool of 16  (like run 2, discarded)");
        assertEquals("2", lab.cli("ideas", "--json").json("0.like_run"));
    }

    @Test
    void theSessionDocumentFollowsEveryStep() {
        var lab = TestRepo.in(folder)
                .write("autoresearch.md", "Leave the API alone.")
                .commit("document")
                .begun();
        assertTrue(lab.read("autoresearch.md").startsWith("Leave the API alone.\n\n<!-- autoresearch:begin -->"));
        assertEquals("", lab.git("diff", "--name-only", "--", ":!autoresearch.md"));

        lab.cli("attempt", "-d", "baseline").exits(0);
        lab.write("value.txt", "90\n");
        lab.cli("attempt", "-d", "Parse in parallel").exits(0);
        lab.write("value.txt", "95\n");
        lab.cli("attempt", "-d", "Thread pool").exits(9);
        lab.cli("ideas", "add", "Intern the keys");

        var document = lab.read("autoresearch.md");
        for (var part : new String[] {
            "- Baseline 100, best 90 (-10.0%) after 3 runs: 2 kept, 1 discarded.",
            "- #2 keep  Parse in parallel  90",
            "- Thread pool (#3)",
            "- Intern the keys",
            "- measured by: `./benchmark.sh`"
        }) assertTrue(document.contains(part), document);
        lab.cli("brief").prints("> Leave the API alone.");
        // tracked, changed, and yet no part of any experiment
        assertEquals("Leave the API alone.", lab.git("show", "HEAD:autoresearch.md"));
        lab.cli("reset", "--force").exits(0);
        assertTrue(lab.read("autoresearch.md").contains("There is no baseline yet."));
        assertFalse(lab.read("autoresearch.md").contains("Parse in parallel"));
    }

    @Test
    void aDocumentThatCannotBeKeptTrueNeverKeepsARunFromBeingLogged() {
        var lab = TestRepo.in(folder).folder("autoresearch.md").begun();

        lab.cli("attempt", "-d", "baseline").exits(0).explains("autoresearch.md was left as it is: it is no file");
        lab.folder("autoresearch.ideas.md").cli("run").exits(0);
        lab.cli("log", "-d", "no ideas can be read").explains("the session document was left as it is");
        assertEquals(
                2,
                lab.journal().stream()
                        .filter(line -> line.startsWith("{\"run\":"))
                        .count());

        assertEquals("", lab.git("status", "--porcelain"));
    }
}
