package dev.autoresearch.session;

import dev.autoresearch.Problem;
import dev.autoresearch.Problem.Hint;
import dev.autoresearch.Problem.NextStep;
import dev.autoresearch.git.Git;
import dev.autoresearch.model.Event;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.SafeText;
import dev.autoresearch.model.TreeState;
import java.util.Optional;

/** Looks into what a run changed, and brings it back. */
public record RunTrees(SessionContext context) {
    public Run restore(int number) {
        var run = context.run(number);
        var session = context.session();
        var git = context.repository()
                .orElseThrow(() -> new Problem(
                        "there is no git repository here, so no trees were stored",
                        "run git init before the next session"));
        context.refusePending(session);
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

    /** A disk that fills up on the way leaves files half-written; they are not the run's. */
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

    /** The commit of a run's tree: stored when it was put away, else the one it was kept as. */
    private static Optional<String> place(Git git, Run run) {
        var commit = run.evidence().stored().map(Event.Stored::commit).orElse(run.commit());
        return Optional.of(commit).filter(id -> !id.isEmpty() && git.exists(id));
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
