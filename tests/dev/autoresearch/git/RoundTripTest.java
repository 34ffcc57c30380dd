package dev.autoresearch.git;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.autoresearch.testing.TestRepo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;

class RoundTripTest {

    @Tag("unicode-names")
    @Property(tries = 25, shrinking = ShrinkingMode.OFF)
    void whateverAnExperimentDoesIsStoredPutBackAndBroughtOutToTheLastByte(@ForAll long seed) throws Exception {
        roundTrip(seed);
    }

    /** An edit chose a folder in which only ignored files were left. */
    @Example
    void soIsAnExperimentWhereNothingButIgnoredFilesIsLeft() throws Exception {
        roundTrip(-2373);
    }

    private static void roundTrip(long seed) throws Exception {
        Path folder = Files.createTempDirectory("round-trip");
        try {
            roundTrip(folder, new Random(seed));
        } finally {
            remove(folder);
        }
    }

    private static void roundTrip(Path folder, Random random) throws Exception {
        TestRepo repo = TestRepo.empty(folder)
                .write(".gitignore", "*.log\n")
                .write("sub/x", "x")
                .write("own/journal", "1");
        repo.write("x.log", "ignored").write("sub/y.log", "ignored").write("own/z.log", "ignored");
        Path root = random.nextInt(4) == 0 ? folder.resolve("sub") : folder;
        new RandomEdits(folder, random).several(20);
        repo.commit("start");
        Git git = new RepositoryCache().at(root, List.of("own")).orElseThrow();
        Map<String, String> before = repo.files();
        String status = repo.status();

        new RandomEdits(root, random).several(8);
        if (random.nextInt(3) == 0) {
            repo.git("add", "-A", root.toString());
            new RandomEdits(root, random).several(4);
        }
        String tree = git.snapshot();
        Map<String, String> candidate = repo.files();

        String stored = git.store("refs/autoresearch/1", "random");
        assertEquals(tree, git.treeOf(stored));
        assertEquals(candidate, repo.files());
        assertEquals(List.of(), git.putBack(stored, "HEAD"));
        assertEquals(before, repo.files());
        assertEquals(status, repo.status());
        git.restore(stored);
        assertEquals(candidate, repo.files());
        assertEquals(tree, git.snapshot());
        String commit = git.keep(tree, "kept");
        assertEquals(tree, git.treeOf(commit));
        assertEquals("", repo.status());
        assertEquals(candidate, repo.files());
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
