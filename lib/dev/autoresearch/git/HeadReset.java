package dev.autoresearch.git;

import dev.autoresearch.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** HEAD and its branch: where they are, and back to where they were, with no file of the work tree touched. */
public final class HeadReset {
    private static final String[] HOOKLESS = {"-c", "core.hooksPath=/dev/null"};
    private static final List<String> LOCKS = List.of("index.lock", "HEAD.lock");

    private final Repository repository;

    HeadReset(Repository repository) {
        this.repository = repository;
    }

    /** Where HEAD and its branch are. */
    public HeadPosition position() {
        var branch = repository.git().run("symbolic-ref", "-q", "HEAD");
        var commit = repository.git().run("rev-parse", "--verify", "-q", "HEAD^{commit}");
        return new HeadPosition(branch.ok() ? branch.line() : "", commit.ok() ? commit.line() : "");
    }

    /** Is it exactly there, with no merge or rebase under way? */
    public boolean isAt(HeadPosition before) {
        if (!position().equals(before)) return false;
        for (var name : Repository.UNDER_WAY)
            if (Files.exists(repository.gitDir().resolve(name))) return false;
        return true;
    }

    /** Brings HEAD and its branch back, softly: what was committed since becomes uncommitted edits. */
    public void to(HeadPosition before) {
        quit();
        var now = position();
        if (before.branch().isEmpty()) detach(before.commit());
        else {
            update(before.branch(), before.commit());
            if (!now.branch().equals(before.branch()))
                repository.git().must("HEAD cannot be put back", hookless("symbolic-ref", "HEAD", before.branch()));
        }
        var added = now.commit().isEmpty()
                ? List.<String>of()
                : repository.experiment(before.commit(), now.commit()).added();
        repository.git().mustUnderLock("the git index cannot be put back", hookless("reset", "-q", "--mixed"));
        // what the ignore rules cover was committed all the same, so it is part of the candidate
        repository.track(repository.ignored(added));
        repository.resetIndex(List.of());
    }

    private void update(String ref, String commit) {
        repository.git().must("the branch cannot be put back", hookless("update-ref", ref, commit));
    }

    private void detach(String commit) {
        repository.git().must("HEAD cannot be put back", hookless("update-ref", "--no-deref", "HEAD", commit));
    }

    /** Leaves a merge or rebase as it is; each fails where there is none. */
    private void quit() {
        for (var name : Repository.UNDER_WAY) {
            if (!Files.exists(repository.gitDir().resolve(name))) continue;
            var word = name.startsWith("rebase") ? "rebase" : name.substring(0, name.indexOf("_HEAD"));
            var command = word.toLowerCase(java.util.Locale.ROOT).replace('_', '-');
            boolean quit = repository.git().run(hookless(command, "--quit")).ok();
            if (!quit) repository.git().run(hookless("am", "--quit"));
        }
    }

    private static String[] hookless(String... arguments) {
        var line = new ArrayList<>(List.of(HOOKLESS));
        line.addAll(List.of(arguments));
        return line.toArray(new String[0]);
    }

    /** Moves locks that an ended git left into a folder, and names them. Only when nobody else is at work here. */
    public List<String> moveLocks(Path aside) {
        var moved = new ArrayList<String>();
        for (var name : LOCKS) {
            var lock = repository.gitDir().resolve(name);
            if (!Files.exists(lock)) continue;
            try {
                Files.createDirectories(aside);
                Files.move(lock, aside.resolve(name + "-" + System.nanoTime()));
                moved.add(name);
            } catch (IOException e) {
                throw new Problem("cannot move " + lock + ": " + e.getMessage(), StaleGit.LOCK_HINT).because(e);
            }
        }
        return moved;
    }
}
