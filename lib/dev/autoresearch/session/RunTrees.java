package dev.autoresearch.session;

import dev.autoresearch.Problem;
import dev.autoresearch.Problem.Hint;
import dev.autoresearch.Problem.NextStep;
import dev.autoresearch.git.Git;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.SafeText;
import dev.autoresearch.model.TreeState;
import java.util.Optional;

/** Looks into what a run changed, and brings it back. */
public final class RunTrees {
    private final SessionContext context;

    public RunTrees(SessionContext context) {
        this.context = context;
    }

    public Run restore(int number) {
        var run = context.run(number);
        var session = context.session();
        var git = context.repository()
                .orElseThrow(() -> new Problem(
                        "there is no git repository here, so no trees were stored",
                        "run git init before the next session"));
        if (session.pending().isPresent()) context.refusePending(session);
        var dirty = git.dirty();
        if (!dirty.isEmpty())
            throw new Problem(
                    "the tree has changes that are not committed: " + SafeText.names(dirty),
                    Hint.of("commit or stash them first, or record them: {}", NextStep.attempt("what they do")));
        var commit = place(git, run)
                .orElseThrow(() ->
                        new Problem(run.title() + " has no stored tree", "only runs of a session with git have one"));
        bring(git, commit, run);
        return run;
    }

    /** A disk that fills up on the way leaves files half-written, and nobody must take those for the run's. */
    private static void bring(Git git, String commit, Run run) {
        try {
            git.restore(commit);
        } catch (Problem halfway) {
            if (git.dirty().isEmpty()) throw halfway;
            throw new Problem(
                            "run " + run.number() + " is restored in part only: " + halfway.getMessage(),
                            Hint.of(
                                    "nothing is lost, the run is stored: see to the cause, take away what is in the tree with\n"
                                            + "git stash -u, then {}",
                                    NextStep.of("restore", run.number())))
                    .because(halfway);
        }
    }

    /** Where the tree of a run is: stored when it was put away, else the commit that it was kept as or stood on. */
    private static Optional<String> place(Git git, Run run) {
        var stored = run.evidence().stored();
        if (stored.isPresent()) return Optional.of(stored.get().commit()).filter(git::exists);
        return Optional.of(run.commit()).filter(id -> !id.isEmpty() && git.exists(id));
    }

    /** What a run changed; empty without git, or when its trees are gone. */
    public String diff(Run run) {
        var git = context.repository();
        var candidate = run.evidence().tried();
        if (git.isEmpty() || candidate.isEmpty()) return "";
        TreeState measured = candidate.get();
        if (!git.get().exists(measured.tree()) || !git.get().exists(measured.commit())) return "";
        return git.get().diff(git.get().treeOf(measured.commit()), measured.tree());
    }
}
