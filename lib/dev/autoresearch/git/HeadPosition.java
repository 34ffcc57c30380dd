package dev.autoresearch.git;

import static dev.autoresearch.git.GitCommand.NO_HOOKS;

import java.util.List;

/** Where HEAD and its branch are at one moment. Coming back touches no file of the work tree. */
public final class HeadPosition {
    private final Repository repository;
    private final GitCommand git;
    private final String branch;
    private final String commit;

    HeadPosition(Repository repository, String branch, String commit) {
        this.repository = repository;
        this.git = repository.git();
        this.branch = branch;
        this.commit = commit;
    }

    static HeadPosition current(Repository repository) {
        var git = repository.git();
        var branch = git.run("symbolic-ref -q HEAD");
        var commit = git.run("rev-parse --verify -q HEAD^{commit}");
        return new HeadPosition(repository, branch.ok() ? branch.line() : "", commit.ok() ? commit.line() : "");
    }

    /** Full name of the branch's ref; empty when HEAD is detached. */
    public String branch() {
        return branch;
    }

    /** Full id; empty when the branch has no commit. */
    public String commit() {
        return commit;
    }

    /** Is HEAD exactly here, with no merge or rebase under way? */
    public boolean isCurrent() {
        var now = current(repository);
        return now.branch.equals(branch)
                && now.commit.equals(commit)
                && repository.underWay().isEmpty();
    }

    /** Brings HEAD and its branch back, softly: what was committed since becomes uncommitted edits. */
    public void restore() {
        quit();
        var now = current(repository);
        if (branch.isEmpty()) {
            must("HEAD cannot be put back", "update-ref --no-deref HEAD", commit);
        } else {
            must("the branch cannot be put back", "update-ref", branch, commit);
            if (!now.branch.equals(branch)) must("HEAD cannot be put back", "symbolic-ref HEAD", branch);
        }
        var added = now.commit.isEmpty()
                ? List.<String>of()
                : repository.experiment(commit, now.commit).added();
        git.mustUnderLock("the git index cannot be put back", NO_HOOKS + "reset -q --mixed");
        // what the ignore rules cover was committed all the same, so it is part of the candidate
        repository.track(repository.ignored(added));
        repository.resetIndex(List.of());
    }

    private void must(String what, String words, String... more) {
        git.must(what, NO_HOOKS + words, more);
    }

    /** Leaves a merge or rebase as it is; each fails where there is none. */
    private void quit() {
        for (var command : repository.underWay()) {
            boolean quit = git.run(NO_HOOKS + command + " --quit").ok();
            if (!quit) git.run(NO_HOOKS + "am --quit");
        }
    }
}
