package dev.autoresearch.git;

import dev.autoresearch.git.TreeDiff.Entry;
import dev.autoresearch.git.TreeDiff.PathDiff;
import dev.autoresearch.model.Nullable;
import dev.autoresearch.model.TreeState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The tree being tried, as it stands now: HEAD's tree, with the work tree's content for the paths of the experiment. The
 * user's index decides only which ignored files are tracked all the same, and which paths git skips.
 */
final class CandidateTree implements AutoCloseable {
    private final Repository repository;
    private final TreeState head;
    private final List<GitStatus.Line> mine = new ArrayList<>();
    private final boolean foreignStaged;
    private @Nullable TemporaryIndex index;
    private String tree = "";

    CandidateTree(Repository repository) {
        this.repository = repository;
        GitStatus status = repository.status();
        this.head = status.commit().map(repository::point).orElseGet(repository::head);
        boolean elsewhere = !repository.scope().prefix().isEmpty();
        for (GitStatus.Line line : status.lines()) {
            if (!repository.scope().holds(line.path())) elsewhere |= line.touchesIndex();
            else if (!line.embeddedRepository()) mine.add(line);
        }
        this.foreignStaged = elsewhere;
    }

    TreeState head() {
        return head;
    }

    /** The candidate's tree; HEAD's own when nothing differs. */
    String tree() {
        if (tree.isEmpty()) tree = mine.isEmpty() ? head.tree() : index().writeTree();
        return tree;
    }

    /** An index of exactly this tree, which also knows the files' times. */
    TemporaryIndex index() {
        if (index != null) return index;
        TemporaryIndex fresh = repository.copyIndex();
        index = fresh;
        fill(fresh);
        return fresh;
    }

    /** The paths of the experiment whose index entry differs from HEAD. */
    List<String> staged() {
        return paths(GitStatus.Line::touchesIndex);
    }

    List<String> unmerged() {
        return paths(GitStatus.Line::unmerged);
    }

    private List<String> paths(Predicate<GitStatus.Line> which) {
        return mine.stream().filter(which).map(GitStatus.Line::path).toList();
    }

    /**
     * Makes a commit of it that a ref holds and no branch sees; its parents are HEAD, what is staged, and what the ref held.
     *
     * @return the commit
     */
    String store(String ref, String message) {
        List<String> parents = new ArrayList<>(List.of(head.commit()));
        stagedTree()
                .ifPresent(staged ->
                        parents.add(repository.commit(staged, List.of(head.commit()), "index of: " + message)));
        String old = repository.git().run("rev-parse --verify -q", ref).line();
        if (!old.isEmpty()) parents.add(old);
        String commit = repository.commit(tree(), parents, message);
        String expected = old.isEmpty() ? "0".repeat(commit.length()) : old;
        repository
                .git()
                .must("the changes cannot be stored", "update-ref -m", "autoresearch: store", ref, commit, expected);
        return commit;
    }

    private Optional<String> stagedTree() {
        if (staged().isEmpty()) return Optional.empty();
        try (TemporaryIndex index = repository.copyIndex()) {
            return index.tryWriteTree();
        }
    }

    @Override
    public void close() {
        if (index != null) index.close();
    }

    private void fill(TemporaryIndex fresh) {
        boolean fromHead = foreignStaged || !unmerged().isEmpty();
        if (fromHead) fresh.reset(head.commit());
        var nothing = Entry.nothing(head.tree().length());
        List<PathDiff> changes = new ArrayList<>();
        List<String> files = new ArrayList<>();
        for (GitStatus.Line line : mine) {
            boolean asIndexed = line.unstaged() == '.';
            if (!asIndexed && line.inWorkTree()) files.add(line.path());
            else if (!asIndexed || !line.index().present())
                changes.add(new PathDiff(line.path(), line.index(), nothing));
            else if (fromHead) changes.add(new PathDiff(line.path(), nothing, line.index()));
        }
        fresh.apply(changes);
        fresh.add(files);
        if (changes.stream().anyMatch(change -> change.to().present())) fresh.refresh();
    }
}
