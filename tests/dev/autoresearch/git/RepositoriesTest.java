package dev.autoresearch.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What git said of a folder is remembered only as long as it is true. */
class RepositoriesTest extends InRepository {
    private final Repositories repositories = new Repositories();

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
        Sandbox.empty(inner);
        assertEquals(inner.toRealPath().resolve(".git"), at(inner).folder());
        Copying.deleteAll(inner.resolve(".git"));
        assertEquals("src/", at(inner).prefix());
    }

    @Test
    void aRepositoryThatIsGoneIsNotRemembered() {
        at(folder);
        Copying.deleteAll(folder.resolve(".git"));
        assertTrue(repositories.at(folder, List.of()).isEmpty());
    }

    private Git at(Path root) {
        return repositories.at(root, List.of()).orElseThrow();
    }
}
