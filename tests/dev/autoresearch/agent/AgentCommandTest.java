package dev.autoresearch.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.Problem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("locale")
class AgentCommandTest {
    private static final Path FILE = Path.of("/a folder/brief.md");

    @Test
    void withoutAPlaceholderTheBriefIsTheInput() {
        var command = AgentCommand.of("claude -p", "do it", FILE);
        assertEquals("claude -p", command.line());
        assertEquals("do it", command.input());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a {brief} b", "a \"{brief}\" b", "a '{brief}' b"})
    void aPlaceholderBecomesAVariableInDoubleQuotes(String text) {
        var command = AgentCommand.of(text, "$(rm -rf /)\0'\"", FILE);
        assertEquals("a \"$AUTORESEARCH_BRIEF\" b", command.line());
        assertEquals("$(rm -rf /)'\"", command.environment().get("AUTORESEARCH_BRIEF"));
        assertEquals("", command.input());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bash -c 'claude {brief}'",
                "bash -c \"claude {brief}\"",
                "a \"x \\\" {brief}\"",
                "sh -c \"a \"'b {brief_file}'"
            })
    void withinOtherQuotesAnotherShellCouldReadItSoItIsRefused(String text) {
        assertEquals(
                Problem.USAGE,
                assertThrows(Problem.class, () -> AgentCommand.check(text)).exit());
    }

    @Test
    void aBriefIsCutToWhatAProcessTakes() {
        var brief = AgentCommand.of("a {brief}", "\ud83d\ude00".repeat(100_000), FILE)
                .environment()
                .get("AUTORESEARCH_BRIEF");
        assertTrue(brief.getBytes(StandardCharsets.UTF_8).length < 128 * 1024);
        assertTrue(brief.endsWith("\ud83d\ude00"));
    }
}
