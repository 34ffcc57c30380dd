package dev.autoresearch.git;

import dev.autoresearch.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Commits made anew on another base. Only objects and refs are written: no file, no index, no current branch is touched,
 * and no hook runs. Authors and both dates stay, so that the same input gives the same ids.
 */
public final class Branches {
    private static final String SHOW = "show -s --no-show-signature --encoding=UTF-8 ";

    private final Repository repository;
    private final GitCommand git;

    /**
     * A commit between a base and HEAD.
     *
     * @param id full id
     * @param message as it was written
     * @param paths what it changed against its first parent, everywhere in the repository; a renamed file by both names
     */
    public record Revision(String id, String message, List<String> paths) {
        public Revision {
            paths = List.copyOf(paths);
        }

        public String subject() {
            int end = message.indexOf('\n');
            return end < 0 ? message : message.substring(0, end);
        }
    }

    Branches(Repository repository) {
        this.repository = repository;
        this.git = repository.git();
    }

    /**
     * Where this line of work left its trunk: the merge-base of HEAD with one of these, the first that HEAD
     * has left: the upstream branch, the remote's default branch, main, master.
     */
    public Optional<String> fork() {
        var head = repository.head().commit();
        for (var trunk : List.of("@{upstream}", "refs/remotes/origin/HEAD", "refs/heads/main", "refs/heads/master")) {
            var base = git.run("merge-base", trunk, "HEAD");
            if (base.ok() && !base.line().equals(head)) return Optional.of(base.line());
        }
        return Optional.empty();
    }

    /**
     * The commits after a base up to HEAD along first parents, oldest first; those that change nothing are left out.
     *
     * @throws Problem when HEAD does not descend from the base
     */
    public List<Revision> since(String base) {
        if (!repository.isAncestor(base, "HEAD"))
            throw new Problem(
                    "HEAD does not descend from " + base, "give a commit that it descends from: git log --oneline");
        var revisions = new ArrayList<Revision>();
        var ids = git.must("the commits cannot be listed", "rev-list --reverse --first-parent", base + "..HEAD");
        for (var id : ids.lines()) {
            var paths = changed(id + "^1", id);
            if (!paths.isEmpty()) revisions.add(new Revision(id, message(id), paths));
        }
        return revisions;
    }

    /** The paths that two trees or commits hold differently, everywhere in the repository. */
    public List<String> changed(String from, String to) {
        return repository.differences(from, to).paths().stream()
                .map(PathScope::text)
                .toList();
    }

    private String message(String id) {
        return git.must("a commit cannot be read", SHOW + "--format=%B", id)
                .text()
                .strip();
    }

    /** A tree with what a commit changed against its first parent laid over it. */
    public String with(String tree, Revision revision) {
        return overlaid(tree, repository.differences(revision.id() + "^1", revision.id()));
    }

    /** A tree with these paths as another tree or commit has them. */
    public String taking(String tree, Collection<String> paths, String from) {
        var wanted = new HashSet<>(paths);
        return overlaid(
                tree,
                repository.differences(tree, from).only(change -> wanted.contains(PathScope.text(change.path()))));
    }

    private String overlaid(String tree, TreeDiff changes) {
        if (changes.isEmpty()) return repository.treeOf(tree);
        try (var index = repository.copyIndex()) {
            index.reset(tree);
            index.apply(changes.changes());
            return index.writeTree();
        }
    }

    /** A commit of this tree with the author and the dates of another; signed where the user signs commits. */
    public String commit(String tree, String parent, Revision like, String message) {
        var who = git.must("a commit cannot be read", SHOW + "--format=%an%x00%ae%x00%aI%x00%cI", like.id())
                .text()
                .strip()
                .split("\0", -1);
        var arguments = new ArrayList<>(List.of(tree, "-p", parent));
        if (git.run("config --type=bool commit.gpgSign").line().equals("true")) arguments.add("-S");
        return git.with("GIT_AUTHOR_NAME", who[0])
                .with("GIT_AUTHOR_EMAIL", who[1])
                .with("GIT_AUTHOR_DATE", who[2])
                .with("GIT_COMMITTER_DATE", who[3])
                .reading(message.getBytes(StandardCharsets.UTF_8))
                .must(
                        "the commit cannot be made anew",
                        "-c i18n.commitEncoding=UTF-8 commit-tree",
                        arguments.toArray(new String[0]))
                .line();
    }

    public Optional<String> tip(String branch) {
        return repository.tip("refs/heads/" + branch);
    }

    public boolean isName(String branch) {
        return !branch.startsWith("-")
                && git.run("check-ref-format", "refs/heads/" + branch).ok();
    }

    /** Makes all these branches, name to commit, or none of them; one that exists is refused. */
    public void create(Map<String, String> branches) {
        var orders = new StringBuilder();
        branches.forEach((name, commit) -> orders.append("create refs/heads/")
                .append(name)
                .append(' ')
                .append(commit)
                .append('\n'));
        git.reading(orders.toString().getBytes(StandardCharsets.UTF_8))
                .must("the branches cannot be made", "update-ref -m", "autoresearch: finalize", "--stdin");
    }
}
