package dev.autoresearch.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.testing.TestRepo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What git said of a folder is remembered only as long as it is true. */
@Tag("locale")
class RepositoryCacheTest extends RepositoryTests {
    private final RepositoryCache repositories = new RepositoryCache();

    @Test
    void aLinkThatLeadsElsewhereInTheSameRepositoryIsLookedAtAnew() throws Exception {
        var link = Files.createSymbolicLink(folder.resolve("build"), folder.resolve("src"));
        assertEquals("src/", at(link).prefix());
        repo.write("src2/Other.java", "class Other {}\n");
        Files.delete(link);
        Files.createSymbolicLink(link, folder.resolve("src2"));
        assertEquals("src2/", at(link).prefix());
        assertEquals(List.of("Other.java"), at(link).dirty());
    }

    @Test
    void aNearerRepositoryTakesTheFurtherOnesPlaceAndGivesItBack() throws Exception {
        var inner = folder.resolve("src");
        assertEquals(folder.toRealPath().resolve(".git"), at(inner).folder());
        TestRepo.empty(inner);
        assertEquals(inner.toRealPath().resolve(".git"), at(inner).folder());
        FileSet.deleteAll(inner.resolve(".git"));
        assertEquals("src/", at(inner).prefix());
    }

    @Test
    void aRepositoryThatIsGoneIsNotRemembered() {
        at(folder);
        FileSet.deleteAll(folder.resolve(".git"));
        assertTrue(repositories.at(folder, List.of()).isEmpty());
    }

    @Test
    void aWorktreeInALinkedFolderIsKnownByARelativePathToo() throws Exception {
        Files.createDirectories(folder.resolve("build/far/away"));
        var cache = Files.createSymbolicLink(folder.resolve("build/cache"), folder.resolve("build/far/away"));
        var worktree = repo.experiment().worktree(cache.resolve("one"));
        worktree.make("HEAD");
        Files.writeString(cache.resolve("one/.git"), "gitdir: ../../../../.git/worktrees/one\n");
        worktree.ready("state");
        assertTrue(worktree.isReady("state"));
        assertTrue(Files.notExists(cache.resolve("one/autoresearch-ready")), "what is measured is only the code");
    }

    private Git at(Path root) {
        return repositories.at(root, List.of()).orElseThrow();
    }
}
