package dev.autoresearch.git;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes a commit of the candidate that no branch sees: parents are HEAD, what is staged, and what the ref held before. */
final class RefStash {
    private RefStash() {}

    static String store(Repository repository, CandidateTree candidate, String ref, String message) {
        List<String> parents = new ArrayList<>();
        parents.add(candidate.head().commit());
        Optional<String> staged = stagedTree(repository, candidate);
        staged.ifPresent(tree ->
                parents.add(commit(repository, tree, List.of(candidate.head().commit()), "index of: " + message)));
        String old = repository.git().run("rev-parse --verify -q", ref).line();
        if (!old.isEmpty()) parents.add(old);
        String commit = commit(repository, candidate.tree(), parents, message);
        String expected = old.isEmpty() ? "0".repeat(commit.length()) : old;
        repository
                .git()
                .must("the changes cannot be stored", "update-ref -m", "autoresearch: store", ref, commit, expected);
        return commit;
    }

    private static Optional<String> stagedTree(Repository repository, CandidateTree candidate) {
        if (candidate.staged().isEmpty()) return Optional.empty();
        try (TemporaryIndex index = repository.copyIndex()) {
            return index.tryWriteTree();
        }
    }

    /** A commit that no ref holds yet. */
    static String commit(Repository repository, String tree, List<String> parents, String message) {
        List<String> arguments = new ArrayList<>(List.of(tree));
        for (String parent : parents) {
            arguments.add("-p");
            arguments.add(parent);
        }
        return repository
                .git()
                .asAutoresearch()
                .reading(message.getBytes(StandardCharsets.UTF_8))
                .must(
                        "the changes cannot be stored",
                        "-c i18n.commitEncoding=UTF-8 commit-tree",
                        arguments.toArray(new String[0]))
                .line();
    }
}
