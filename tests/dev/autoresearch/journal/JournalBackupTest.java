package dev.autoresearch.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalBackupTest {
    @TempDir
    Path folder;

    @Test
    void aJournalThatWasRemovedIsBackAlsoWhereALinkToNowhereTookItsPlace() throws IOException {
        var journal = Files.writeString(folder.resolve("journal.jsonl"), "line\n");
        var name = new JournalBackup(journal, folder.resolve("git/second.jsonl"));
        name.keep();
        assertFalse(name.bringBack(), "it is there");
        Files.delete(journal);
        assertTrue(name.bringBack());
        Files.delete(journal);
        Files.createSymbolicLink(journal, folder.resolve("nowhere/at-all"));
        assertTrue(name.bringBack());
        assertEquals("line\n", Files.readString(journal));
        assertFalse(Files.isSymbolicLink(journal));
        assertTrue(JournalBackup.isHeld(journal));
    }
}
