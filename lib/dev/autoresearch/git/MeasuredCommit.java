package dev.autoresearch.git;

import dev.autoresearch.Problem;
import dev.autoresearch.model.SafeText;
import dev.autoresearch.model.TreeState;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One commit of exactly the measured tree; when it cannot be had, nothing has happened. */
final class MeasuredCommit {
    private static final String HOOK_REF = "refs/autoresearch/hook";

    private final Repository repository;
    private final String tree;

    MeasuredCommit(Repository repository, String tree) {
        this.repository = repository;
        this.tree = tree;
    }

    String keep(String message) {
        StaleGit.settle(repository.gitDir());
        repository.refuseUnfinishedMerge();
        try (CandidateTree candidate = new CandidateTree(repository)) {
            refuseUnmerged(candidate);
            refuseChanged(candidate);
            TreeState head = candidate.head();
            if (head.tree().equals(tree)) return head.commit();
            StaleGit.awaitIndexLock(repository.gitDir());
            GitOutput output = commit(candidate, message);
            TreeState now = repository.head();
            if (!now.commit().equals(head.commit()) && now.tree().equals(tree)) {
                followInIndex(candidate, head, now);
                return now.commit();
            }
            throw undone(head, now, output);
        }
    }

    private GitOutput commit(CandidateTree candidate, String message) {
        var git = candidate.index().git().inUsersLocale().reading(message.getBytes(StandardCharsets.UTF_8));
        var marked = "-c " + candidate.index().marker();
        return git.run(marked + " -c i18n.commitEncoding=UTF-8 commit --quiet --cleanup=verbatim --file=-");
    }

    /** The user's index takes over what was committed, or the commit is taken back. */
    private void followInIndex(CandidateTree candidate, TreeState head, TreeState now) {
        try {
            List<String> paths = new ArrayList<>(candidate.staged());
            paths.addAll(repository.experiment(head.tree(), now.tree()).paths());
            repository.resetIndex(paths);
        } catch (Problem problem) {
            repository.moveHead(now.commit(), head.commit());
            throw problem;
        }
    }

    /** Everything as it was before, and why: the hook's version of the files is stored first. */
    private Problem undone(TreeState head, TreeState now, GitOutput output) {
        boolean committed = !now.commit().equals(head.commit());
        if (committed) repository.moveHead(now.commit(), head.commit());
        List<String> touched = putMeasuredBack();
        String where = touched.isEmpty() ? "" : "what the hook made of them is stored: git show " + HOOK_REF + "\n";
        if (committed) {
            List<String> different = repository
                    .scope()
                    .shown(repository.differences(tree, now.tree()).paths());
            return new Problem(
                    "a hook changed " + SafeText.names(different)
                            + ": the commit was not what was measured, and is undone",
                    where + "let the hook do its work before the measurement (run it by hand), then measure again");
        }
        Problem refused = output.problem(
                "git refused the commit",
                where + "nothing was committed and the files are as they were; " + asked(output));
        return touched.isEmpty()
                ? refused
                : new Problem(
                        refused.getMessage() + " (a hook changed " + SafeText.names(touched) + ")",
                        refused.nextSteps());
    }

    private static String asked(GitOutput output) {
        return output.words().isEmpty()
                ? "git gave no reason, as when a hook ends with an error: see .git/hooks, then try again"
                : "do what git asks for, then try again";
    }

    private List<String> putMeasuredBack() {
        try (CandidateTree after = new CandidateTree(repository)) {
            TreeDiff differences = repository.experiment(tree, after.tree());
            if (!differences.isEmpty()) {
                String stored = after.store(HOOK_REF, "what a hook made of the candidate");
                TreeCheckout.back(repository, after, repository.treeOf(stored), tree);
            }
            return repository.scope().shown(differences.paths());
        }
    }

    private void refuseUnmerged(CandidateTree candidate) {
        if (!candidate.unmerged().isEmpty())
            throw new Problem(
                    "unmerged: " + SafeText.names(repository.scope().shown(candidate.unmerged())),
                    "resolve the conflict (git status says how), then measure again");
    }

    private void refuseChanged(CandidateTree candidate) {
        if (!candidate.tree().equals(tree)) {
            List<String> changed = repository
                    .scope()
                    .shown(repository.experiment(tree, candidate.tree()).paths());
            throw new Problem(
                    "the tree is not the one that was measured: " + SafeText.names(changed),
                    "measure it again; files that the benchmark itself writes belong into .gitignore");
        }
    }

    /** Moves the branch from exactly this commit back to its first parent, if that is this base; tells whether it was so. */
    static boolean undo(Repository repository, String commit, String base) {
        StaleGit.settle(repository.gitDir());
        GitOutput output = repository.git().run("rev-parse HEAD HEAD^1", commit + "^{commit}", base + "^{commit}");
        List<String> ids = output.lines();
        if (!output.ok() || !ids.get(0).equals(ids.get(2)) || !ids.get(1).equals(ids.get(3))) return false;
        repository.moveHead(ids.get(0), ids.get(1));
        return true;
    }
}
