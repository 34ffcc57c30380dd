package dev.autoresearch.git;

import dev.autoresearch.model.Nullable;
import dev.autoresearch.model.SafeText;
import java.util.Optional;

/**
 * Commits that were kept elsewhere while the user's tree could not follow, on a ref next to the user's branch. The ref is
 * there only as long as it holds something that the branch does not. It is no branch, so that HEAD is never on it.
 */
public final class PendingKeeps {
    private static final String PREFIX = "autoresearch/kept";
    private static final String REFS = "refs/";
    private static final String HEADS = "refs/heads/";

    private final Repository repository;
    private final GitCommand git;
    private final String branch;
    private final String session;
    private @Nullable String passedOver;
    private String lastTip = "";

    /**
     * What was kept elsewhere by a session for a branch.
     *
     * @param branch the user's; empty for a detached HEAD
     * @param session its name; may be empty
     */
    PendingKeeps(Repository repository, String branch, String session) {
        this.repository = repository;
        this.git = repository.git();
        this.branch = branch;
        this.session = session;
    }

    /**
     * Its name, as {@code git merge} takes it: {@code autoresearch/kept/main}, or {@code autoresearch/kept-sub/main} for a
     * session of that name, or in that folder of the repository.
     */
    public String name() {
        var prefix = repository.scope().prefix();
        var below = prefix.isEmpty() ? "" : prefix.substring(0, prefix.length() - 1);
        return PREFIX + suffix(below) + suffix(session) + "/" + (branch.isEmpty() ? "detached" : branch);
    }

    /** What a person types to take over what waits. */
    public String command() {
        boolean elsewhere = !branch.isEmpty() && !currentBranch(repository).equals(branch);
        return (elsewhere ? "git switch " + branch + " && " : "") + "git merge " + name();
    }

    /** Two sessions on one branch must not share it. */
    private static String suffix(String name) {
        if (name.isEmpty()) return "";
        var plain = name.replaceAll("[^A-Za-z0-9]", "-");
        return "-" + plain + (plain.equals(name) ? "" : "-" + Integer.toHexString(name.hashCode()));
    }

    public String ref() {
        return REFS + name();
    }

    /** The newest commit that waits to be merged; empty when none does. */
    public Optional<String> waiting() {
        return repository
                .tip(ref())
                .filter(commit -> !commit.equals(passedOver))
                .filter(commit -> !repository.isAncestor(commit, tip()));
    }

    /** The commit that waits while the branch has moved on without it, so that it could only be merged; empty when none does. */
    public Optional<String> overtaken() {
        return waiting().filter(commit -> !repository.isAncestor(tip(), commit));
    }

    /** Takes this commit for one that does not wait; null: there is none to be passed over. */
    public void passOver(@Nullable String commit) {
        passedOver = commit;
    }

    /** Forgets a commit that need not wait any more, unless another has taken its place. */
    public void forget(String commit) {
        git.run("update-ref -d", ref(), commit);
    }

    /** The full id of the commit that the next candidate builds on: the newest that waits, or else the user's. */
    public String head() {
        return waiting().orElseGet(this::tip);
    }

    /** Is this commit the next candidate's base already, or one that it builds on? */
    public boolean holds(String commit) {
        return repository.isAncestor(commit, head());
    }

    /** The newest commit that a stored candidate and the next one's base have in common. */
    public String forkOf(String stored) {
        var fork = git.run("merge-base", stored, head());
        return fork.ok() ? fork.line() : head();
    }

    /**
     * Fast-forwards the user's branch and tree to what waits, if nothing of the user's is in the way.
     *
     * @return why that cannot be, so that it still waits; empty when nothing waits any more
     */
    public Optional<String> merge() {
        var tip = repository.tip(ref());
        if (tip.isEmpty()) return Optional.empty();
        if (!repository.isAncestor(tip.get(), tip())) {
            var hindrance = hindrance(tip.get());
            if (hindrance.isPresent()) return hindrance;
            StaleGit.awaitIndexLock(repository.gitDir());
            var merged = git.inUsersLocale()
                    .run(
                            "-c submodule.recurse=false merge --ff-only --quiet --no-stat --no-autostash"
                                    + " --no-overwrite-ignore",
                            tip.get());
            if (!merged.ok()) return Optional.of("git refuses: " + String.join(" ", merged.words()));
        }
        forget(tip.get());
        return Optional.empty();
    }

    private Optional<String> hindrance(String tip) {
        var now = currentBranch(repository);
        if (!now.equals(branch))
            return Optional.of("the tree is on " + (now.isEmpty() ? "no branch" : now) + " and not on " + shown());
        if (!repository.isAncestor(tip(), tip)) return Optional.of(shown() + " has moved on meanwhile");
        var dirty = new Git(repository).dirty();
        if (!dirty.isEmpty()) return Optional.of("the tree has changes of its own (" + SafeText.names(dirty) + ")");
        return Optional.empty();
    }

    private String shown() {
        return branch.isEmpty() ? "the commit of before" : branch;
    }

    /** The full id of the commit that the user's branch is at. */
    public String tip() {
        var found = repository.tip(branch.isEmpty() ? "HEAD" : HEADS + branch).or(() -> repository.tip("HEAD"));
        lastTip = found.or(this::removed).orElseGet(() -> repository.head().commit());
        return lastTip;
    }

    /** The branch that HEAD is on was deleted: it is made again, since a person would not delete it. */
    private Optional<String> removed() {
        if (lastTip.isEmpty() || !currentBranch(repository).equals(branch)) return Optional.empty();
        git.must(branch + " was removed and cannot be brought back", "update-ref", HEADS + branch, lastTip, "");
        return Optional.of(lastTip);
    }

    static String currentBranch(Repository repository) {
        return new Git(repository).branch().orElse("");
    }
}
