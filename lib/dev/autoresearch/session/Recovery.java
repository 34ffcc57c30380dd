package dev.autoresearch.session;

import dev.autoresearch.Problem;
import dev.autoresearch.git.Git;
import dev.autoresearch.journal.DurableFile;
import dev.autoresearch.journal.SessionFiles;
import dev.autoresearch.json.JsonFields;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.SessionName;
import dev.autoresearch.model.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A step that touches both the tree and the journal leaves a note until it is done. After a crash the note says what
 * to finish or to undo. So an interrupted command has either happened or not.
 */
public record Recovery(SessionContext context) {
    private static final String KEEP = "keep";
    private static final String PUT_BACK = "put-back";
    private static final String CHANGE = "change";
    private static final String SWAP = "swap";
    private static final String REVERT = "revert";

    /** A commit of the measured tree is about to be made on top of {@code head}; {@code runs} are logged already. */
    void beforeKeep(String head, String tree, int runs) {
        write(Map.of("step", KEEP, "head", head, "tree", tree, "runs", runs));
    }

    /** The journal is about to say that {@code stored} is put away and {@code head} stands again. */
    void beforePutBack(String stored, String head, int runs) {
        write(Map.of("step", PUT_BACK, "stored", stored, "head", head, "runs", runs));
    }

    /** A script's change is about to edit a clean tree. */
    public void beforeChange(String description, String head) {
        write(Map.of("step", CHANGE, "description", description, "head", head));
    }

    /**
     * A kept run is about to be taken out by a commit on top of {@code head}.
     *
     * @param stored a commit of the tree without it
     */
    public void beforeRevert(String stored, String head, Run run) {
        write(Map.of("step", REVERT, "stored", stored, "head", head, "number", run.number(), "commit", run.commit()));
    }

    /** The incumbent is about to take the candidate's place for one execution. */
    public void beforeSwap(String stored, String head) {
        write(Map.of("step", SWAP, "stored", stored, "head", head));
    }

    public void done() {
        DurableFile.remove(file());
    }

    private void write(Map<String, Object> note) {
        context.files().makeState();
        var facts = new LinkedHashMap<String, Object>(note);
        context.files().name().ifPresent(name -> facts.put("session", name.text()));
        context.site().ifPresent(site -> {
            facts.put("folder", site.tree().toString());
            facts.put("kept", site.kept());
        });
        DurableFile.replace(file(), facts);
    }

    private Path file() {
        return context.files().state().resolve("unfinished.json");
    }

    /** Finishes or undoes what a killed command or loop left; nothing to do as a rule. */
    public void finish() {
        finishStep();
        // where no loop ever was, nothing is asked of git
        if (Files.exists(context.files().state().resolve("loop.lock"))) new AgentTree(context).recoverAbandoned();
    }

    private void finishStep() {
        var note = SessionFiles.fields(file());
        if (note.isEmpty()) return;
        var git = repository(note.get());
        var owner = note.get().text("session");
        if (!owner.equals(context.files().name().map(SessionName::text).orElse(""))) {
            git.ifPresent(repository -> refuseElsewhere(repository, note.get(), owner));
            new Recovery(context.ofSession(owner)).finish();
            return;
        }
        if (git.isPresent()) {
            git.get().settle();
            switch (note.get().text("step")) {
                case KEEP -> undoKeep(git.get(), note.get());
                case PUT_BACK -> finishPutBack(git.get(), note.get());
                case SWAP -> swapBack(git.get(), note.get());
                case REVERT -> undoRevert(git.get(), note.get());
                case CHANGE -> putAwayChange(git.get(), note.get());
                default ->
                    context.notice("an unknown unfinished step was forgotten: "
                            + note.get().text("step"));
            }
        }
        done();
    }

    /** Another session's step is finished on the commit where it was interrupted, and nowhere else. */
    private static void refuseElsewhere(Git git, JsonFields note, String owner) {
        if (note.text("step").equals(KEEP) || git.head().equals(note.text("head"))) return;
        var name = owner.isEmpty() ? "the unnamed session" : "the session " + owner;
        throw new Problem(
                name + " was interrupted before it put its tree back, and HEAD is elsewhere now",
                owner.isEmpty()
                        ? "git switch to the branch that it works on, then repeat this command"
                        : "git switch " + new SessionName(owner).branch() + ", then repeat this command");
    }

    /** That of the tree where it happened; a worktree of our own may be gone, with nothing left to finish. */
    private Optional<Git> repository(JsonFields note) {
        var elsewhere = note.text("folder");
        return elsewhere.isEmpty() ? context.home() : context.repository(Path.of(elsewhere));
    }

    /** The commit was made, the journal does not have it: take the commit back, the run is pending as before. */
    private void undoKeep(Git git, JsonFields note) {
        var head = git.head();
        if (isLogged(note)) {
            if (!note.text("kept").isEmpty() && git.treeOf(head).equals(note.text("tree")))
                git.hold(note.text("kept"), head);
            return;
        }
        if (head.equals(note.text("head")) || !git.treeOf(head).equals(note.text("tree"))) return;
        if (git.undoCommit(head, note.text("head")))
            context.notice("an interrupted log was undone; its run is still waiting to be logged");
    }

    /** The journal has the run: finish what it says. It has not: the tree was not touched yet. */
    private void finishPutBack(Git git, JsonFields note) {
        if (!isLogged(note)) return;
        putBack(git, note.text("stored"), note.text("head"));
        context.notice("finished putting the tree back after an interrupted log");
    }

    /** The journal says that the run was taken out, or HEAD and the tree are as they were before that. */
    private void undoRevert(Git git, JsonFields note) {
        var head = git.head();
        for (var run : context.session().runs()) {
            boolean same = run.number() == note.whole("number") && run.commit().equals(note.text("commit"));
            if (!same || run.status() != Status.REVOKED) continue;
            if (!note.text("kept").isEmpty()) git.hold(note.text("kept"), head);
            return;
        }
        boolean committed = !head.equals(note.text("head")) && git.treeOf(head).equals(git.treeOf(note.text("stored")));
        if (committed && !git.undoCommit(head, note.text("head"))) return;
        if (!git.head().equals(note.text("head")) || git.dirty().isEmpty()) return;
        putBack(git, note.text("stored"), note.text("head"));
        context.notice("an interrupted revert was undone; it is made again when the session goes on");
    }

    /** The candidate comes back, however far the swap got; edits made meanwhile are stored first. */
    private void swapBack(Git git, JsonFields note) {
        var stored = note.text("stored");
        if (git.snapshot().equals(git.treeOf(stored))) return;
        try {
            git.putBack(stored, note.text("head"));
        } catch (Problem foreign) {
            var ref = ref("edited-" + context.clock().millis());
            git.putBack(git.store(ref, "Edits made while the incumbent was measured"), note.text("head"));
            context.notice("what was written while the incumbent stood in the tree is stored as " + ref);
        }
        git.restore(stored);
    }

    private void putAwayChange(Git git, JsonFields note) {
        var session = context.session();
        // a trial that was begun is resumed on the tree as it is
        if (session.pending().isPresent()
                || session.trial().isPresent()
                || git.dirty().isEmpty()) return;
        var ref = ref("interrupted-" + context.clock().millis());
        var stored = git.store(ref, "Interrupted attempt: " + note.text("description"));
        putBack(git, stored, note.text("head"));
        context.notice("an interrupted attempt was put away as " + ref + ": " + note.text("description"));
    }

    /** Puts the tree back; content that is in neither place (edited after a crash) is stored first. */
    public void putBack(Git git, String stored, String head) {
        var now = git.snapshot();
        var safe = now.equals(git.treeOf(stored))
                ? stored
                : git.store(ref("edited-" + context.clock().millis()), "The tree as it was found when it was put back");
        git.putBack(safe, head);
    }

    /** The full name of a ref of ours: {@code refs/autoresearch/NAME}. */
    public static String ref(String name) {
        return "refs/autoresearch/" + name;
    }

    private boolean isLogged(JsonFields note) {
        return context.session().totalRuns() > note.whole("runs");
    }
}
