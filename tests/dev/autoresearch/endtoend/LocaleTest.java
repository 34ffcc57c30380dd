package dev.autoresearch.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.testing.TestRepo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Text beyond ASCII where no locale knows it, as in cron and in containers: what programs read is UTF-8 to the last byte
 * all the same. Each runs in a process of its own with nothing in its environment but what is given here.
 */
class LocaleTest {
    private static final String AUTORESEARCH = "autoresearch() { '" + RealJBang.COMMAND + "' \"$@\"; }\nset -e\n";

    /** What the sessions of all tests printed as they were made, by their variables. */
    private static final Map<String, RealJBang.Result> MADE = new HashMap<>();

    @TempDir
    static Path sessions;

    @TempDir
    Path folder;

    private TestRepo lab;

    @BeforeEach
    void aRepository() {
        lab = TestRepo.in(folder);
    }

    /** Runs a script in an emptied environment; from a file, since an argument passes through this JVM's encoding. */
    private RealJBang.Result bash(String variables, String script) throws IOException {
        var file = Files.createTempFile("script", ".sh");
        Files.writeString(file, AUTORESEARCH + script);
        var words = new ArrayList<>(RealJBang.alone(variables));
        words.addAll(List.of("bash", file.toString()));
        var result = RealJBang.finish(RealJBang.start(folder, Map.of(), words), "");
        Files.delete(file);
        return result;
    }

    private RealJBang.Result passes(String variables, String script) throws IOException {
        var result = bash(variables, script);
        assertEquals(0, result.exit(), result.out() + result.err());
        return result;
    }

    /**
     * A session whose benchmark, ideas, runs and changed files all have names that ASCII lacks: made once with these
     * variables, of which each test gets a copy.
     */
    private RealJBang.Result session(String variables) throws IOException {
        var kept = sessions.resolve(variables + "session");
        if (MADE.containsKey(variables)) {
            passes(variables, "cp -a --remove-destination '" + kept + "/.' .");
        } else {
            MADE.put(variables, begun(variables));
            passes(variables, "cp -a . '" + kept + "'");
        }
        return MADE.get(variables);
    }

    private RealJBang.Result begun(String variables) throws IOException {
        return passes(variables, """
                git config user.name Zoë
                echo 'echo METRIC ms=$(cat value.txt); echo "schön: $WORD"' > größe.sh
                git add . && git commit -qm ä
                autoresearch init -n größer -m ms -c 'bash größe.sh; echo …'
                export WORD=日本
                autoresearch attempt -d Grundlinie
                echo 90 > value.txt; mkdir daß; echo ü > daß/größe-数.txt
                autoresearch attempt --rule single -d '変更 „ü“' --asi hypothesis=weil…
                autoresearch ideas add 'Größe … ändern'
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"LC_ALL=C", ""})
    void theJournalHoldsTheTextAndTheBenchmarkHasItsWordsAndVariables(String variables) throws IOException {
        session(variables);

        var journal = utf8("autoresearch.results.jsonl");
        assertTrue(journal.contains("\"name\":\"größer\""), journal);
        assertTrue(journal.contains("\"description\":\"変更 „ü“\""), journal);
        assertTrue(journal.contains("\"tail\":\"METRIC ms=90\\nschön: 日本\\n…\\n\""), journal);
        assertTrue(journal.contains(",\"größe.sh\":\""), "the benchmark is protected: " + journal);
        assertTrue(utf8("autoresearch.ideas.md").contains("- Größe … ändern\n"));
        var commits = passes(variables, "autoresearch finalize >&2; git log -2 --all --author=Zoë --format='%an: %s'")
                .out();
        assertEquals("Zoë: 変更 „ü“\nZoë: 変更 „ü“\n", commits);
    }

    /** Throws when the bytes are no UTF-8. */
    private String utf8(String name) throws IOException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(Files.readAllBytes(folder.resolve(name))))
                .toString();
    }

    @Test
    void jsonExportsAndTheBriefAreTheSameAsInAUtf8Locale() throws IOException {
        session("");
        var script = """
                for format in json csv tsv md html; do autoresearch export -f $format | sed 's/updated [^<]*//'; done
                autoresearch export -f csv -o daß/größe.csv --json && cat daß/größe.csv
                autoresearch export -o daß/größe.png --json && ls daß
                for command in status log 'show 2' ideas brief 'diff 9'; do autoresearch $command --json || true; done
                autoresearch brief
                """;

        var here = passes("LC_ALL=C.UTF-8", script).out();

        for (var variables : List.of("LC_ALL=C", ""))
            assertEquals(lines(here), lines(passes(variables, script).out()), variables);
        for (var text : List.of("größer", "変更 „ü“", "weil…", "> Größe … ändern", "daß/größe-数.txt", "`größe.sh`"))
            assertTrue(here.contains(text), text + " is not in " + here);
    }

    private static List<String> lines(String text) {
        return text.lines().toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"LC_ALL=C", ""})
    void forPeopleTheCommandsOwnSymbolsAreAsciiAndTheirTextIsNot(String variables) throws IOException {
        var begun = session(variables);
        lab.write("value.txt", "95\n");
        var discarded = bash(variables, "autoresearch attempt --rule single -d größer");
        var status = passes(variables, "autoresearch status").out();

        assertEquals(9, discarded.exit(), discarded.out() + discarded.err());
        assertTrue(begun.out().contains("größer   ms, lower is better   bash größe.sh; echo ..."), begun.out());
        assertTrue(status.contains("baseline 100 -> best 90  -10.0%\n"), status);
        assertTrue(status.contains("変更 „ü“\n"), status);
        for (var symbol : List.of("→", "✓", "·", "✗", "▁", "—"))
            assertFalse((begun.out() + discarded.out() + status).contains(symbol), symbol + " is in " + status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"LC_ALL=C", ""})
    void anotherCommandThanTheBaselinesIsSeenInItsScript(String variables) throws IOException {
        session(variables);

        var result = bash(variables, "echo 'echo METRIC ms=1' > größe.sh; autoresearch attempt -d faster --json");

        assertEquals(1, result.exit(), result.out());
        assertTrue(result.out().contains("größe.sh"), result.out());
        assertFalse(utf8("autoresearch.results.jsonl").contains("faster"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"LC_ALL=C", ""})
    void scriptsAndJShellPrintAndWriteIt(String variables) throws IOException {
        var words = """
                init("größer", lower("ms"), "cat wert-ä.txt; echo …");
                write("wert-ä.txt", "METRIC ms=7\\n");
                attempt("変更 „ü“");
                print(best());
                print(sh("printf %s größe…"));
                """;
        Files.writeString(
                folder.resolve("Groesse.java"),
                // javac 17 reads a source in the locale's encoding
                "//JAVAC_OPTIONS -encoding UTF-8\n//DEPS " + RealJBang.PROJECT
                        + "/autoresearch.java\nimport static dev.autoresearch.Dsl.*;\n"
                        + "class Groesse { public static void main(String... args) {\n" + words + "} }\n");
        Files.writeString(folder.resolve("loop.jsh"), words);
        lab.commit("scripts");

        var script = passes(variables, "'" + RealJBang.LAUNCHER + "' --quiet Groesse.java")
                .out();
        var shell = passes(
                        variables,
                        "git reset -q --hard HEAD~1; autoresearch reset --force; " + "autoresearch shell < loop.jsh")
                .out();

        for (var out : List.of(script, shell)) {
            assertTrue(out.contains("変更 „ü“\n"), out);
            assertTrue(out.contains("\ngröße…\n"), out);
        }
        var run = lab.cli("show", "1", "--json").out();
        assertTrue(run.contains("変更 „ü“"), run);
    }
}
