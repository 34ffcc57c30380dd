package dev.autoresearch.git;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.autoresearch.testing.SmallDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StaleGitTest {
    @TempDir
    Path folder;

    private void tree(String name, String note) throws IOException {
        var tree = Files.createDirectories(folder.resolve("incumbents").resolve(name));
        Files.writeString(tree.resolve("file"), "content");
        Files.writeString(tree.resolve(".git"), note + "\n");
    }

    @Test
    void onlyAWorktreeWhoseRepositoryIsGoneIsRemoved() throws IOException {
        Files.createDirectories(folder.resolve("alive/.git"));
        tree("gone-1", "gitdir: " + folder.resolve("gone/.git/worktrees/gone-1"));
        tree("alive-1", "gitdir: " + folder.resolve("alive/.git/worktrees/alive-1"));
        tree("renamed", "gitdir: " + folder.resolve("gone/.git/worktrees/other"));
        tree("submodule", "gitdir: " + folder.resolve("gone/.git/modules/submodule"));
        tree("relative", "gitdir: ../gone/.git/worktrees/relative");
        tree("odd", "\u0000");
        Files.createDirectories(folder.resolve("incumbents/repository/.git"));
        Files.createDirectories(folder.resolve("incumbents/empty"));
        StaleGit.removeOrphanWorktrees(folder.resolve("incumbents"));
        assertEquals(
                Set.of("alive-1", "renamed", "submodule", "relative", "odd", "repository", "empty"),
                names(folder.resolve("incumbents")));
    }

    @Test
    void oneThatCannotBeRemovedHindersNobody() throws IOException {
        tree("stuck-1", "gitdir: " + folder.resolve("gone/.git/worktrees/stuck-1"));
        tree("gone-1", "gitdir: " + folder.resolve("gone/.git/worktrees/gone-1"));
        var incumbents = folder.resolve("incumbents");
        try (var disk = SmallDisk.at(incumbents.resolve("stuck-1/mounted"), 64)) {
            StaleGit.removeOrphanWorktrees(incumbents);
            assertEquals(Set.of("stuck-1"), names(incumbents), disk::toString);
        }
    }

    private static Set<String> names(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            var names = new TreeSet<String>();
            files.forEach(file -> names.add(file.getFileName().toString()));
            return names;
        }
    }
}
