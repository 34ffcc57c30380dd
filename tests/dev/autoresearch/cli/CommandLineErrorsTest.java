package dev.autoresearch.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.testing.TestRepo;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineErrorsTest {
    @TempDir
    Path folder;

    @Test
    void anUnknownOptionGetsTheNearOneSuggested() {
        var lab = TestRepo.in(folder).begun();
        lab.refuses("run", "--timout", "5").with(2, "unknown option --timout; did you mean --timeout?", "run --help");
        lab.refuses("log", "--descripton=x").with(2, "did you mean --description?", "autoresearch log --help");
        lab.refuses("status", "-x").with(2, "unknown option -x", "autoresearch status --help");
    }

    @Test
    void anUnknownCommandGetsTheNearOneSuggested() {
        var lab = TestRepo.in(folder);
        lab.refuses("staus").with(2, "unknown command staus; did you mean status?", "--help lists the commands");
        lab.refuses("").with(2, "unknown command", "--help lists the commands");
        lab.refuses("\033[31m").with(2, "unknown command \\e[31m", "--help lists the commands");
    }

    @Test
    void anOptionWithoutItsValueSaysSo() {
        var lab = TestRepo.in(folder).begun();
        lab.refuses("run", "-c").with(2, "option -c needs a value: CMD", "autoresearch run --help");
        lab.refuses("run", "--timeout").with(2, "option --timeout needs a value: SECONDS", "autoresearch run --help");
        lab.refuses("init", "--no-git=1").with(2, "option --no-git takes no value", "autoresearch init --help");
    }

    @Test
    void anArgumentTooManyIsNamed() {
        var lab = TestRepo.in(folder).begun().measured();
        lab.refuses("log", "-d", "two", "words").with(2, "unexpected argument \"words\"", "autoresearch log --help");
        lab.refuses("run", "--", "-c", "true").with(2, "unexpected argument \"-c\"", "autoresearch run --help");
    }

    @Test
    void aMissingFolderIsNamed() {
        var missing = folder.resolve("not there");
        var answer = TestRepo.cliAnywhere("-C", missing.toString(), "status").exits(1);
        answer.explains("there is no folder " + missing, "-C");
        assertEquals("", answer.out());
        var json = TestRepo.cliAnywhere("-C", missing.toString(), "status", "--json")
                .exits(1);
        assertEquals("there is no folder " + missing, json.json("error"));
        assertFalse(Files.exists(missing));
    }

    @Test
    void aFileInPlaceOfAFolderIsNamed() {
        var lab = TestRepo.withoutGit(folder);
        TestRepo.cliAnywhere("run", "-C", lab.path("value.txt").toString())
                .exits(1)
                .explains("value.txt is not a folder", "-C");
        TestRepo.cliAnywhere("run", "-C", folder + "\0").exits(2).explains("-C needs a folder");
    }

    @Test
    void anEmptyFolderNameIsRefusedSinceAnEmptyVariableIsUsuallyBehindIt() {
        TestRepo.cliAnywhere("status", "-C", "").exits(2).explains("-C needs a folder");
    }

    @Test
    void numbersThatAreNoneAreRefused() {
        var lab = TestRepo.in(folder).begun().measured();
        for (var value : new String[] {"NaN", "Infinity", "1e999", "1d", "0x10", "", "twelve", "1,000"})
            lab.refuses("log", "-d", "x", "--metric", value)
                    .with(2, "option --metric takes a finite number", "log --help");
        for (var value : new String[] {"-1", "NaN", "", "5s"})
            lab.refuses("attempt", "-d", "x", "--timeout", value).with(2, "option --timeout takes", "attempt --help");
        for (var value : new String[] {"0", "1.5", "x", "99999999999"})
            lab.refuses("show", value).with(2, "the run's number is a whole number from 1", "show --help");
        lab.refuses("status", "-n", "-1").with(2, "option --runs takes a whole number", "status --help");
    }

    @Test
    void wordsThatAreNotKnownAreRefusedWithThoseThatAre() {
        var lab = TestRepo.in(folder).begun().measured();
        lab.refuses("log", "-s", "kept").with(2, "unknown status \"kept\": it is keep, discard, crash", "log --help");
        lab.refuses("log", "--asi", "novalue").with(2, "option --asi takes KEY=VALUE", "log --help");
        lab.refuses("attempt", "-d", "x", "--rule", "best").with(2, "unknown rule", "attempt --help");
        for (var old : List.of("fast", "balanced", "thorough"))
            lab.refuses("attempt", "-d", "x", "--rule", old)
                    .with(2, "unknown rule \"" + old + "\"", "it is auto, paired, or single");
        lab.refuses("export", "--format", "xml").with(2, "unknown format", "export --help");
        lab.refuses("ideas", "remove", "1").with(2, "ideas knows add TEXT and done N", "ideas --help");
        lab.refuses("ideas", "add", " ").with(1, "an idea needs a text", "ideas add");
        lab.refuses("ideas", "done", "1").with(1, "there is no idea 1", "the backlog is empty");
        lab.refuses("show", "7").with(1, "there is no run 7", "status --all lists them");
        lab.refuses("restore", "7").with(1, "there is no run 7", "status --all lists them");
        lab.refuses("attempt").with(2, "option --description is required", "attempt --help");
    }

    @Test
    void aResetWithoutAPersonToAskNeedsForce() {
        TestRepo.in(folder).begun().refuses("reset").with(1, "nothing was reset", "autoresearch reset --force");
    }

    @Test
    void anExportThatCannotBeWrittenSaysWhere() {
        var lab = TestRepo.in(folder).begun();
        var file = lab.path("no/such/runs.json").toString();
        lab.refuses("export", "-o", file).with(1, "cannot write " + file, "-o runs.json");
    }

    @Test
    void aDefectIsStillOneSentenceAndOneDocument() {
        var broken = new PrintStream(OutputStream.nullOutputStream()) {
            @Override
            public void print(String text) {
                throw new IllegalStateException("no paper");
            }
        };
        var err = new ByteArrayOutputStream();
        var console = new Console(InputStream.nullInputStream(), broken, new PrintStream(err), Map.of());
        assertEquals(1, Cli.run(new String[] {"-C", folder.toString(), "status"}, console));
        assertTrue(
                err.toString(StandardCharsets.UTF_8).startsWith("autoresearch: a defect of autoresearch: "),
                err::toString);
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("no paper"), err::toString);
    }

    @Test
    void noRefusalEverShowsAStackTrace() {
        var lab = TestRepo.in(folder).begun();
        assertTrue(lab.cli("run", "-c", "a\0b").exit() > 0);
        for (var word : new String[] {"-C", "--cwd", "-", "--", "---", "-=", "--=", "=", "-\0", "--json=x"}) {
            var answer = lab.cli("status", word);
            assertFalse(answer.err().contains("\tat "), answer::toString);
        }
    }
}
