package dev.autoresearch.journal;

import static dev.autoresearch.model.Layout.OPENCLAW;
import static dev.autoresearch.model.Layout.PI;
import static dev.autoresearch.model.Layout.SDK;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.Problem;
import dev.autoresearch.model.Layout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("locale")
class SessionFilesTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Layout.class)
    void aNewSessionHasTheLayoutThatIsWanted(Layout wanted) {
        assertEquals(wanted, SessionFiles.of(folder, wanted, Optional.empty()).layout());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".auto/log.jsonl",
                ".auto/prompt.md",
                ".auto/ideas.md",
                ".auto/measure.sh",
                ".auto/checks.sh",
                ".auto/config.json",
                ".auto/hooks/before.sh"
            })
    void anyFileOfAPiSessionMakesItPi(String file) throws Exception {
        write(file, "");
        write("autoresearch.results.jsonl", "");
        assertEquals(PI, SessionFiles.of(folder, SDK, Optional.empty()).layout());
    }

    @ParameterizedTest
    @ValueSource(strings = {".auto/README.md", ".auto/log.jsonl.torn"})
    void aFolderWithoutSessionFilesDoesNotCount(String file) throws Exception {
        write(file, "");
        assertEquals(SDK, SessionFiles.of(folder, SDK, Optional.empty()).layout());
    }

    @Test
    void aBareEmptyFolderDoesNotCount() throws Exception {
        Files.createDirectory(folder.resolve(".auto"));
        assertEquals(
                OPENCLAW, SessionFiles.of(folder, OPENCLAW, Optional.empty()).layout());
    }

    @Test
    void theJournalThatIsThereDecidesAndTheSdksComesFirst() throws Exception {
        write("autoresearch.jsonl", "");
        assertEquals(OPENCLAW, SessionFiles.of(folder, PI, Optional.empty()).layout());
        write("autoresearch.results.jsonl", "");
        assertEquals(SDK, SessionFiles.of(folder, PI, Optional.empty()).layout());
    }

    @ParameterizedTest
    @CsvSource({
        "SDK, autoresearch.results.jsonl, autoresearch.ideas.md, autoresearch.checks.sh, autoresearch.config.json",
        "OPENCLAW, autoresearch.jsonl, autoresearch.ideas.md, autoresearch.checks.sh, autoresearch.config.json",
        "PI, .auto/log.jsonl, .auto/ideas.md, .auto/checks.sh, .auto/config.json"
    })
    void eachLayoutHasItsNames(Layout layout, String journal, String ideas, String checks, String settings) {
        var files = SessionFiles.of(folder, layout, Optional.empty());
        assertEquals(folder.resolve(journal), files.journal());
        assertEquals(folder.resolve(ideas), files.ideas());
        assertEquals(folder.resolve(checks), files.checks());
        assertEquals(folder.resolve(settings), files.settings());
        assertTrue(files.own().contains(journal));
        assertTrue(files.own().contains(".autoresearch"));
    }

    @Test
    void theBenchmarkScriptIsFoundByItsName() throws Exception {
        var sdk = SessionFiles.of(folder, SDK, Optional.empty());
        assertEquals(Optional.empty(), sdk.benchmark());
        write("benchmark.sh", "");
        assertEquals(Optional.of("benchmark.sh"), sdk.benchmark());
        assertEquals(
                Optional.empty(),
                SessionFiles.of(folder, OPENCLAW, Optional.empty()).benchmark());
        write("autoresearch.sh", "");
        assertEquals(Optional.of("autoresearch.sh"), sdk.benchmark());
        assertEquals(
                Optional.of("autoresearch.sh"),
                SessionFiles.of(folder, OPENCLAW, Optional.empty()).benchmark());
        write(".auto/measure.sh", "");
        assertEquals(
                Optional.of(".auto/measure.sh"),
                SessionFiles.of(folder, PI, Optional.empty()).benchmark());
    }

    @Test
    void settingsRedirectTheRoot() throws Exception {
        write("autoresearch.config.json", """
                {
                    // where the work is
                    "workingDir": "work", /* the rest is another tool's */
                    "maxIterations": 5,
                }
                """);
        Files.createDirectory(folder.resolve("work"));
        assertEquals(
                folder.resolve("work"),
                SessionFiles.of(folder, SDK, Optional.empty()).root());
        write("work/autoresearch.jsonl", "");
        assertEquals(
                OPENCLAW, SessionFiles.of(folder, SDK, Optional.empty()).layout(), "the session that is there decides");
    }

    @Test
    void piSettingsAreReadInTheirPlace() throws Exception {
        write(".auto/config.json", "{\"workingDir\": \"../elsewhere\"}");
        Files.createDirectory(folder.resolveSibling("elsewhere"));
        try {
            var files = SessionFiles.of(folder, SDK, Optional.empty());
            assertEquals(folder.resolveSibling("elsewhere"), files.root());
            assertEquals(PI, files.layout());
        } finally {
            Files.delete(folder.resolveSibling("elsewhere"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "{}", "{\"workingDir\": null}", "{\"workingDir\": \"\"}", "[]", "null"})
    void settingsThatSayNothingChangeNothing(String settings) throws Exception {
        write("autoresearch.config.json", settings);
        assertEquals(folder, SessionFiles.of(folder, SDK, Optional.empty()).root());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"workingDir\": 5}", "{\"workingDir\": \"missing\"}", "{\"workingDir\"", "{\"a\": 1} x{"})
    void settingsThatCannotBeFollowedAreAProblemThatNamesTheFile(String settings) throws Exception {
        write("autoresearch.config.json", settings);
        var problem = assertThrows(Problem.class, () -> SessionFiles.of(folder, SDK, Optional.empty()));
        assertTrue(problem.getMessage().contains("autoresearch.config.json"), problem.getMessage());
        assertFalse(problem.hint().isEmpty());
    }

    @Test
    void aMissingFolderIsAProblem() throws Exception {
        var missing = assertThrows(Problem.class, () -> SessionFiles.of(folder.resolve("none"), SDK, Optional.empty()));
        assertTrue(missing.getMessage().startsWith("there is no folder "));
        write("file", "");
        var file = assertThrows(Problem.class, () -> SessionFiles.of(folder.resolve("file"), SDK, Optional.empty()));
        assertTrue(file.getMessage().endsWith(" is not a folder"));
    }

    @ParameterizedTest
    @CsvSource({
        "SDK, autoresearch.results.1.jsonl, autoresearch.results.2.jsonl",
        "OPENCLAW, autoresearch.1.jsonl, autoresearch.2.jsonl",
        "PI, .auto/log.1.jsonl, .auto/log.2.jsonl"
    })
    void anOldJournalIsPutAsideUnderTheNextFreeNumber(Layout layout, String first, String second) throws Exception {
        var files = SessionFiles.of(folder, layout, Optional.empty());
        assertEquals(Optional.empty(), files.archive());
        write(layout.journal(), "one");
        assertTrue(files.own().contains(first), "git never sees it, not even before it is there");
        assertEquals(Optional.of(folder.resolve(first)), files.archive());
        write(layout.journal(), "two");
        assertTrue(files.own().contains(second));
        assertEquals(Optional.of(folder.resolve(second)), files.archive());
        assertEquals("one", Files.readString(folder.resolve(first)));
        assertEquals("two", Files.readString(folder.resolve(second)));
        assertFalse(Files.exists(files.journal()));
    }

    @Test
    void ourOwnFolderHidesItselfFromGit() throws Exception {
        var state = SessionFiles.of(folder, SDK, Optional.empty()).makeState();
        assertEquals("*\n", Files.readString(state.resolve(".gitignore")));
    }

    private void write(String path, String text) throws IOException {
        var file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
