package dev.autoresearch.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.Change;
import dev.autoresearch.Problem;
import dev.autoresearch.git.RepositoryCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("locale")
class LabTest {
    @TempDir
    Path folder;

    private Path lab;

    @BeforeEach
    void nameTheLab() {
        lab = folder.resolve("over/there");
    }

    @Test
    void itsFirstFilesAreItsFirstCommit() {
        Lab.make(lab, () -> Files.writeString(lab.resolve("a.txt"), "a"));

        var git = new RepositoryCache().at(lab, List.of()).orElseThrow();
        assertTrue(git.hasCommits());
        assertEquals(List.of(), git.dirty());
    }

    @Test
    void aLabThatIsThereStaysAsItIs() throws IOException {
        Lab.make(lab, Change.NONE);
        Files.writeString(lab.resolve("mine.txt"), "mine");
        var head = new RepositoryCache().at(lab, List.of()).orElseThrow().head();

        Lab.make(lab, () -> Files.writeString(lab.resolve("mine.txt"), "overwritten"));

        assertEquals("mine", Files.readString(lab.resolve("mine.txt")));
        assertEquals(
                head, new RepositoryCache().at(lab, List.of()).orElseThrow().head());
    }

    @Test
    void aFolderWithFilesAndNoRepositoryIsRefusedUntouched() throws IOException {
        Files.writeString(folder.resolve("thesis.txt"), "years of work");

        var refused = assertThrows(Problem.class, () -> Lab.make(folder, Change.NONE));

        assertTrue(refused.getMessage().contains("holds files and is no git repository"), refused.getMessage());
        assertFalse(Files.exists(folder.resolve(".git")));
    }

    @Test
    void aLabWhoseFirstFilesFailedIsBegunAgain() {
        var failed = assertThrows(
                Problem.class,
                () -> Lab.make(lab, () -> {
                    throw new IOException("no such corpus");
                }));

        Lab.make(lab, () -> Files.writeString(lab.resolve("a.txt"), "a"));

        assertTrue(failed.getMessage().contains("no such corpus"), failed.getMessage());
        assertTrue(Files.exists(lab.resolve("a.txt")));
        assertTrue(new RepositoryCache().at(lab, List.of()).orElseThrow().hasCommits());
    }

    @Test
    void aLabInsideARepositoryIsARepositoryOfItsOwn() throws IOException {
        Lab.make(folder, Change.NONE);
        var outer = new RepositoryCache().at(folder, List.of()).orElseThrow().head();

        Lab.make(lab, () -> Files.writeString(lab.resolve("a.txt"), "a"));

        assertEquals(
                outer, new RepositoryCache().at(folder, List.of()).orElseThrow().head());
        assertFalse(outer.equals(
                new RepositoryCache().at(lab, List.of()).orElseThrow().head()));
    }

    @Test
    void aLabThatGoesOnNamesTheFirstFilesThatWouldBeOthersNow() {
        Lab.make(lab, () -> {
            Files.writeString(lab.resolve("same.txt"), "a");
            Files.writeString(lab.resolve("other.txt"), "a");
            Files.writeString(lab.resolve("fewer.txt"), "a");
        });

        var other = Lab.otherFiles(lab, now -> {
            Files.writeString(now.resolve("same.txt"), "a");
            Files.writeString(now.resolve("other.txt"), "b");
            Files.writeString(now.resolve("new file.txt"), "c");
        });

        assertEquals(List.of("new file.txt", "other.txt"), other);
    }
}
