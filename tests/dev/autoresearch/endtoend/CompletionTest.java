package dev.autoresearch.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What bash offers after Tab. */
class CompletionTest {
    @TempDir
    Path folder;

    private CheckoutCommand autoresearch;

    @BeforeEach
    void build() {
        autoresearch = new CheckoutCommand(folder);
    }

    /** What is offered when the last word is being typed. */
    private String offered(String... words) {
        var result = autoresearch.shell("""
                set -e
                source <(autoresearch completion)
                [ "$(complete -p autoresearch)" = "complete -F _autoresearch autoresearch" ]
                COMP_WORDS=(autoresearch '%s'); COMP_CWORD=%d
                _autoresearch
                echo "${COMPREPLY[@]}"
                """.formatted(String.join("' '", words), words.length));
        assertEquals(0, result.exit(), result.err());
        return result.out().strip();
    }

    @Test
    void commandsAreOfferedFirst() {
        assertEquals("restore reset", offered("re"));
        assertEquals("attempt", offered("att"));
    }

    @Test
    void thenTheOptionsOfTheCommand() {
        assertEquals("--status", offered("log", "--st"));
        assertEquals("--reset", offered("init", "--res"));
    }

    @Test
    void thenTheValuesOfAnOption() {
        assertEquals("keep discard crash checks_failed", offered("log", "-s", ""));
        assertEquals("lower higher", offered("init", "-d", ""));
        assertEquals("openclaw", offered("init", "--layout", "o"));
    }

    @Test
    void foldersAreOfferedForCwdBeforeTheCommandToo() {
        autoresearch.shell("mkdir -p here/inside");

        assertEquals("here", offered("-C", "he"));
        assertEquals("status", offered("-C", "here", "stat"));
    }
}
