package dev.autoresearch.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputTailTest {
    @TempDir
    Path folder;

    @Test
    void theNewestFileIsFollowedAsItGrows() throws IOException {
        var tail = new SessionFollower.OutputTail(folder);
        assertFalse(tail.look());
        Files.writeString(folder.resolve("run-20250131-235959-123-000.log"), "old\n");
        var newest = folder.resolve("run-20250131-235959-123-001.log");
        Files.writeString(newest, "one\ntw");
        assertTrue(tail.look());
        assertEquals(List.of("one", "tw"), tail.lines());
        assertFalse(tail.look(), "nothing is new");
        Files.writeString(newest, "o\n", StandardOpenOption.APPEND);
        assertTrue(tail.look());
        assertEquals(List.of("one", "two"), tail.lines());
        assertEquals(
                Instant.parse("2025-01-31T23:59:59.123Z").toEpochMilli(),
                tail.begun().orElseThrow());
    }

    @Test
    void ofALongOutputOnlyTheEndIsRead() throws IOException {
        Files.writeString(folder.resolve("run-20250131-235959-123-000.log"), "x".repeat(100_000) + "\nlast\n");
        var tail = new SessionFollower.OutputTail(folder);
        tail.look();
        assertEquals("last", tail.lines().get(tail.lines().size() - 1));
        assertTrue(tail.lines().get(0).length() <= 8192);
    }

    @Test
    void aNameThatOnlyLooksLikeOursHasNoTime() throws IOException {
        Files.writeString(folder.resolve("run-x.log"), "");
        var tail = new SessionFollower.OutputTail(folder);
        tail.look();
        assertTrue(tail.begun().isEmpty());
    }

    @Test
    void whatSteersATerminalIsLeftOut() {
        assertEquals("red\n", SessionFollower.OutputTail.plain("\u001b[1;31mred\u001b[0m\n"));
        assertEquals("100%\nnext", SessionFollower.OutputTail.plain("10%\r50%\r100%\nnext"));
        assertEquals("windows\nline", SessionFollower.OutputTail.plain("windows\r\nline"));
        assertEquals("a    b", SessionFollower.OutputTail.plain("a\tb"));
        assertEquals("cut", SessionFollower.OutputTail.plain("cut\u001b"));
        assertEquals("cut", SessionFollower.OutputTail.plain("cut\u001b[3"));
    }
}
