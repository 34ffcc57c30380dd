package dev.autoresearch.git;

import dev.autoresearch.Problem;
import dev.autoresearch.git.TreeDiff.Entry;
import dev.autoresearch.git.TreeDiff.PathDiff;
import dev.autoresearch.model.SafeText;
import dev.autoresearch.process.PlatformText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Moves the work tree from the candidate to a target tree, for the paths of the experiment only. What it removes or overwrites is in the known tree or in the target. Otherwise it refuses and touches nothing. Killed half-way it leaves
 * a mixture of the two, and doing it again finishes the work.
 */
final class TreeCheckout {
    private final Repository repository;
    private final CandidateTree candidate;
    private final String known;
    private final String target;
    private final boolean sparing;

    private TreeCheckout(Repository repository, CandidateTree candidate, String known, String target, boolean sparing) {
        this.sparing = sparing;
        this.repository = repository;
        this.candidate = candidate;
        this.known = known;
        this.target = target;
    }

    /**
     * Goes back to where an experiment began. Files that the target's ignore rules cover and the candidate's do not are
     * spared: they may have been there before.
     *
     * @param known a tree whose content is stored and may leave the work tree
     * @param target the tree that the work tree shall become
     * @return whether the ignore rules changed with it
     */
    static boolean back(Repository repository, CandidateTree candidate, String known, String target) {
        return new TreeCheckout(repository, candidate, known, target, true).run();
    }

    /** Brings a stored tree out, exactly; the parameters are those of {@link #back}. */
    static void out(Repository repository, CandidateTree candidate, String known, String target) {
        // git overwrites no file whose time differs from the index, even if its content is the same
        candidate.index().refresh();
        new TreeCheckout(repository, candidate, known, target, false).run();
    }

    private boolean run() {
        String from = candidate.tree();
        TreeDiff changes = repository.experiment(from, target);
        if (changes.isEmpty()) return false;
        refuseSubmodules(changes);
        refuseUnknown(from, changes);
        from = adopt(from, changes);
        TreeDiff rules = sparing ? changes.only(TreeCheckout::isIgnoreRules) : new TreeDiff(List.of());
        if (!rules.isEmpty()) {
            from = move(from, rules);
            from = forgetNowIgnored(from);
        }
        TreeDiff rest = repository.differences(from, target);
        TreeDiff mine = rest.only(change -> repository.scope().holds(change.path()));
        if (mine.equals(rest)) move(from, target);
        else move(from, mine);
        return !rules.isEmpty();
    }

    private static boolean isIgnoreRules(PathDiff change) {
        return change.path().equals(".gitignore") || change.path().endsWith("/.gitignore");
    }

    private void refuseSubmodules(TreeDiff changes) {
        for (PathDiff change : changes.changes()) {
            if (change.from().submodule() || change.to().submodule()) {
                String path = repository.scope().shown(change.path());
                String next = change.to().submodule()
                        ? "bring it there: git submodule update --init -- " + path
                        : "take it out: git rm --cached -- " + path;
                throw new Problem(
                        "the submodule " + path
                                + " is at another commit, and what is inside a submodule is never touched",
                        next + "\nthen try again");
            }
        }
    }

    /** Content that is neither stored nor wanted would be lost. */
    private void refuseUnknown(String from, TreeDiff changes) {
        var unknown = new HashSet<>(repository.differences(from, known).paths());
        TreeDiff lost = changes.only(
                change -> change.from().present() && unknown.contains(change.path()) && !isPartial(change));
        if (!lost.isEmpty())
            throw new Problem(
                    "changed since it was stored: "
                            + SafeText.names(repository.scope().shown(lost.paths())),
                    "nothing was touched; store the tree again, or commit or move these changes, then try again");
    }

    /** Is the file the beginning of a stored one? A git killed while it wrote leaves that, and nothing is lost with it. */
    private boolean isPartial(PathDiff change) {
        var content = content(change.path());
        return content.isPresent()
                && (begins(content.get(), change.path(), change.to())
                        || begins(content.get(), change.path(), entryOf(known, change.path())));
    }

    /** A plain file's content; what cannot be read is taken for the user's own. */
    private Optional<byte[]> content(String path) {
        try {
            Path file = PlatformText.path(repository.top(), PathScope.text(path));
            return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    ? Optional.of(Files.readAllBytes(file))
                    : Optional.empty();
        } catch (IOException | InvalidPathException unreadable) {
            return Optional.empty();
        }
    }

    private boolean begins(byte[] content, String path, Entry whole) {
        if (!whole.present()) return false;
        GitOutput output = repository
                .git()
                .atMost(content.length + 1)
                .run("cat-file --filters", "--path=" + PathScope.text(path), whole.id());
        byte[] bytes = output.bytes();
        return output.ok()
                && bytes.length > content.length
                && Arrays.equals(bytes, 0, content.length, content, 0, content.length);
    }

    private Entry entryOf(String tree, String path) {
        for (String field : repository
                .git()
                .run("--literal-pathspecs ls-tree -z --full-tree", tree, "--", PathScope.text(path))
                .fields()) {
            String[] words = field.substring(0, field.indexOf('\t')).split(" ");
            if (words[1].equals("blob")) return new Entry(words[0], words[2]);
        }
        return Entry.nothing(0);
    }

    /**
     * Git overwrites ignored files where the target wants something. Those that are just what the target wants go into the
     * candidate's index; any other is refused.
     */
    private String adopt(String from, TreeDiff changes) {
        var wanted = new LinkedHashSet<>(changes.added());
        if (wanted.isEmpty()) return from;
        List<String> inPlace = new ArrayList<>();
        List<String> blocking = new ArrayList<>();
        for (String other : untracked()) {
            if (wanted.contains(other)) inPlace.add(other);
            else if (blocks(other, wanted)) blocking.add(other);
        }
        String adopted = from;
        if (!inPlace.isEmpty()) {
            candidate.index().add(inPlace);
            adopted = candidate.index().writeTree();
            blocking.addAll(repository
                    .differences(adopted, target)
                    .only(change ->
                            wanted.contains(change.path()) && change.from().present())
                    .paths());
        }
        if (!blocking.isEmpty())
            throw new Problem(
                    "in the way, and not stored because git does not look at it: "
                            + SafeText.names(repository.scope().shown(blocking)),
                    "nothing was touched; move it away, then try again");
        return adopted;
    }

    private List<String> untracked() {
        return candidate
                .index()
                .git(repository.gitAtRoot())
                .must("the work tree cannot be read", "ls-files --others -z --full-name")
                .fields();
    }

    private static boolean blocks(String other, Set<String> wanted) {
        String folder = other.endsWith("/") ? other : other + "/";
        for (String path : wanted) if (other.startsWith(path + "/") || path.startsWith(folder)) return true;
        return false;
    }

    /** With the target's ignore rules back, what they ignore is no longer the experiment's to remove. */
    private String forgetNowIgnored(String from) {
        TreeDiff changes = repository.experiment(from, target);
        var ignored = new HashSet<>(repository.ignored(changes.removed()));
        if (ignored.isEmpty()) return from;
        candidate
                .index()
                .apply(changes.only(change -> ignored.contains(change.path())).changes());
        return candidate.index().writeTree();
    }

    private String move(String from, TreeDiff changes) {
        try (TemporaryIndex wanted = candidate.index().copy()) {
            wanted.apply(changes.changes());
            return move(from, wanted.writeTree());
        }
    }

    private String move(String from, String to) {
        if (from.equals(to)) return to;
        // at the root: git removes emptied folders, but not the one it stands in
        var git = candidate.index().git(repository.gitAtRoot());
        var marked = "-c " + candidate.index().marker();
        git.must("the work tree cannot be put back", marked + " -c submodule.recurse=false read-tree -m -u", from, to);
        repository.keepRoot();
        return to;
    }
}
