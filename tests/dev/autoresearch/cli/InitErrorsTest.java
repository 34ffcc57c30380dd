package dev.autoresearch.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.testing.TestRepo;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitErrorsTest {
    @TempDir
    Path folder;

    @Test
    void anUnknownDirectionIsNamedWithTheTwoThereAre() {
        TestRepo.in(folder)
                .refuses("init", "-n", "goal", "-m", "ms", "-d", "upwards")
                .with(2, "unknown direction \"upwards\": it is lower or higher", "autoresearch init --help");
    }

    @Test
    void anEmptyMetricNameIsRefused() {
        TestRepo.in(folder).refuses("init", "-n", "goal", "-m", "").with(1, "the metric needs a name", "-m latency_ms");
    }

    @Test
    void aBlankMetricNameIsRefused() {
        TestRepo.in(folder)
                .refuses("init", "-n", "goal", "-m", " \t")
                .with(1, "the metric needs a name", "-m latency_ms");
    }

    @Test
    void aMetricNameOfTenKilobytesIsRefusedWithoutRepeatingIt() {
        var lab = TestRepo.in(folder);
        lab.refuses("init", "-n", "goal", "-m", "m".repeat(10_000))
                .with(1, "the metric's name has 10000 characters, more than 200", "use a short name");
        assertTrue(lab.cli("init", "-n", "goal", "-m", "m".repeat(10_000)).err().length() < 300);
    }

    @Test
    void aMetricNameThatNoMetricLineCanHaveIsRefused() {
        var lab = TestRepo.withoutGit(folder);
        lab.refuses("init", "-n", "goal", "-m", "a\nb").with(1, "cannot have the character \"\\n\"", "use letters");
        lab.refuses("init", "-n", "goal", "-m", "\033[31mred").with(1, "the character \"\\e\"", "use letters");
        lab.refuses("init", "-n", "goal", "-m", "__proto__").with(1, "cannot be called __proto__", "choose another");
    }

    @Test
    void anEmptyOrEndlessNameIsRefused() {
        var lab = TestRepo.withoutGit(folder);
        lab.refuses("init", "-n", " ", "-m", "ms").with(1, "the session needs a name", "-n ");
        lab.refuses("init", "-n", "n".repeat(10_000), "-m", "ms").with(1, "the name has 10000 characters", "few words");
    }

    @Test
    void aNameWithLineBreaksAndTerminalCodesIsStoredAsItIsAndShownEscaped() {
        var lab = TestRepo.in(folder);
        var shown = lab.cli("init", "-n", "fast\n\033[31mred\007", "-m", "ms", "-u", "\033[5mms")
                .exits(0);
        assertFalse(shown.out().contains("\033"), shown::toString);
        shown.prints("fast\\n\\e[31mred\\u0007");
        assertTrue(lab.journal().get(0).contains("\"name\":\"fast\\n\\u001B[31mred\\u0007\""), lab.journal()::toString);
        var status = lab.cli("status").exits(0).prints("fast\\n\\e[31mred");
        assertFalse(status.out().contains("\033"), status::toString);
        assertEquals("fast\n\033[31mred\007", lab.cli("status", "--json").json("name"));
    }

    @Test
    void noWordOfARunCanSteerTheTerminal() {
        var lab = TestRepo.in(folder);
        lab.cli("init", "-n", "goal", "-m", "ms", "-u", "\033[5mms", "-c", "printf 'METRIC ms=1\\n\\033[2J'")
                .exits(0);
        var said = new StringBuilder();
        said.append(lab.cli("run"))
                .append(lab.cli("log", "-d", "\033]0;title\007", "-i", "\033[1midea", "--asi", "a=\033b"));
        said.append(lab.cli("run", "-c", "printf '\\033[2J'; exit 3"))
                .append(lab.cli("run"))
                .append(lab.cli("status"));
        said.append(lab.cli("log", "-d", "\033[31m")).append(lab.cli("ideas")).append(lab.cli("show", "1"));
        said.append(lab.cli("attempt", "-d", "x", "-c", "echo METRIC ms=0; printf '\\033[2J'"));
        said.append(lab.cli("export", "--format", "md"));
        assertFalse(said.toString().contains("\033"), said::toString);
    }

    @Test
    void aSecondInitIsRefusedAndNamesReset() {
        TestRepo.in(folder)
                .begun()
                .refuses("init", "-n", "other", "-m", "s")
                .with(1, "a session is here already: goal   ms, lower is better", "init --reset");
    }

    @Test
    void initWithResetKeepsTheOldJournalBesideTheNewOne() {
        var lab = TestRepo.in(folder).begun();
        var old = lab.read("autoresearch.results.jsonl");
        lab.cli("init", "--reset", "-n", "other", "-m", "s").exits(0);
        assertEquals(old, lab.read("autoresearch.results.1.jsonl"));
        assertEquals(1, lab.journal().size());
    }

    @Test
    void aDirtyTreeIsRefusedAndTheFilesAreNamed() {
        var lab = TestRepo.in(folder).write("value.txt", "99\n").write("new file", "x");
        lab.refuses("init", "-n", "goal", "-m", "ms")
                .with(1, "the tree has changes that are not committed: value.txt, new file", "--no-git");
        lab.cli("init", "--no-git", "-n", "goal", "-m", "ms").exits(0);
    }

    @Test
    void aRepositoryWithoutACommitIsRefused() {
        var lab = TestRepo.withoutGit(folder);
        lab.git("init", "-q");
        lab.refuses("init", "-n", "goal", "-m", "ms").with(1, "has no commit yet", "git add -A && git commit");
    }

    @Test
    void whatIsRequiredIsNamed() {
        var lab = TestRepo.withoutGit(folder);
        lab.refuses("init", "-n", "goal").with(2, "option --metric is required", "autoresearch init --help");
        lab.refuses("init", "-m", "ms").with(2, "option --name is required", "autoresearch init --help");
        lab.refuses("init", "-n", "goal", "-m", "ms", "--layout", "svn").with(2, "unknown layout", "init --help");
    }

    @Test
    void aRefusedInitLeavesNothingBehindWhereNoSessionWas() {
        var lab = TestRepo.in(folder).write("value.txt", "99\n");
        lab.cli("init", "-n", "goal", "-m", "ms").exits(1);
        assertFalse(lab.has(".autoresearch"));
    }
}
