package dev.autoresearch.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("locale")
class OutputFilesTest {
    @TempDir
    Path folder;

    @Test
    void theNewestFiftyStayAndNamesSortByAge() throws IOException {
        Path logs = folder.resolve("state/output");
        Files.createDirectories(logs);
        Path other = Files.writeString(logs.resolve("notes.txt"), "mine");
        List<Path> given = new ArrayList<>();
        for (int i = 0; i < 60; i++) given.add(new OutputFiles(logs).next());
        assertEquals(given, given.stream().sorted().distinct().toList());
        for (int i = 0; i < 60; i++) assertEquals(i >= 10, Files.exists(given.get(i)), "file " + i);
        assertTrue(Files.exists(other));
    }

    @Test
    void aFolderThatCannotBeMadeGivesAPathAllTheSame() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "mine");
        Path path = new OutputFiles(file.resolve("below")).next();
        assertTrue(path.startsWith(file));
        assertFalse(Files.exists(path));
        assertEquals("mine", Files.readString(file));
    }
}
