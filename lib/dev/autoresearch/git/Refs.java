package dev.autoresearch.git;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The names that commits have in a repository, each in full: branches, and refs of ours. */
public final class Refs {
    private final GitCommand git;

    Refs(Repository repository) {
        this.git = repository.git();
    }

    /** Lets a ref, a branch or one of ours, name this commit, whatever it held before. */
    public void hold(String ref, String commit) {
        git.must("a commit cannot be stored", "update-ref -m", "autoresearch: keep", ref, commit);
    }

    /** The full names of the refs below one such as {@code refs/autoresearch}. */
    public Set<String> below(String prefix) {
        return new HashSet<>(git.run("for-each-ref --format=%(refname)", prefix).lines());
    }

    /** The commit that a ref names, if there is one. */
    public Optional<String> tip(String ref) {
        GitOutput output = git.run("rev-parse --verify -q", ref + "^{commit}");
        return output.ok() ? Optional.of(output.line()) : Optional.empty();
    }

    /** Forgets a ref of ours; one that is not there, or cannot be removed, does no harm. */
    public void forget(String ref) {
        git.run("update-ref -d", ref);
    }
}
