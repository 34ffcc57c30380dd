package dev.autoresearch.git;

import dev.autoresearch.Problem;
import dev.autoresearch.model.SafeText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Moves the work tree from the candidate to a target tree, for the paths of the experiment only. What it removes or
 * overwrites is in the known tree or in the target, else it refuses before it touches anything. Killed half-way it leaves
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
        List<PathDiff> all = repository.differences(from, target);
        List<PathDiff> changes = inside(all);
        if (changes.isEmpty()) return false;
        refuseSubmodules(changes);
        refuseUnknown(from, changes);
        from = new UntrackedConflicts(repository, candidate, target).adopt(from, changes);
        boolean rules = sparing && !ignoreRules(changes).isEmpty();
        if (rules) {
            from = move(from, ignoreRules(changes));
            from = forgetNowIgnored(from);
        }
        List<PathDiff> rest = repository.differences(from, target);
        List<PathDiff> mine = inside(rest);
        if (mine.size() == rest.size()) {
            move(from, target);
        } else {
            move(from, mine);
        }
        return rules;
    }

    private List<PathDiff> inside(List<PathDiff> differences) {
        return differences.stream()
                .filter(difference -> repository.scope().holds(difference.path()))
                .toList();
    }

    private static List<PathDiff> ignoreRules(List<PathDiff> changes) {
        return changes.stream()
                .filter(change ->
                        change.path().equals(".gitignore") || change.path().endsWith("/.gitignore"))
                .toList();
    }

    private void refuseSubmodules(List<PathDiff> changes) {
        for (PathDiff change : changes) {
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
    private void refuseUnknown(String from, List<PathDiff> changes) {
        Set<String> unknown = new HashSet<>();
        for (PathDiff difference : repository.differences(from, known)) unknown.add(difference.path());
        List<String> lost = new ArrayList<>();
        for (PathDiff change : changes) {
            if (change.from().present() && unknown.contains(change.path()) && !halfWritten(change)) {
                lost.add(change.path());
            }
        }
        if (!lost.isEmpty()) {
            throw new Problem(
                    "changed since it was stored: "
                            + SafeText.names(repository.scope().shown(lost)),
                    "nothing was touched; store the tree again, or commit or move these changes, then try again");
        }
    }

    /** A git killed while it wrote a file leaves the beginning of it. */
    private boolean halfWritten(PathDiff change) {
        PartialFile fragment = new PartialFile(repository, change.path());
        return fragment.begins(change.to()) || fragment.beginsIn(known);
    }

    /** With the target's ignore rules back, what they ignore is no longer the experiment's to remove. */
    private String forgetNowIgnored(String from) {
        List<String> leaving = new ArrayList<>();
        for (PathDiff change : inside(repository.differences(from, target))) {
            if (!change.to().present()) leaving.add(change.path());
        }
        List<String> ignored = repository.ignored(leaving);
        if (ignored.isEmpty()) return from;
        StringBuilder info = new StringBuilder();
        for (String path : ignored) info.append(candidate.removal(path));
        candidate.index().edit(info);
        return candidate.index().writeTree();
    }

    private String move(String from, List<PathDiff> changes) {
        try (TemporaryIndex wanted = candidate.index().copy()) {
            StringBuilder info = new StringBuilder();
            StringBuilder set = new StringBuilder();
            for (PathDiff change : changes) {
                if (change.to().present()) {
                    set.append(CandidateTree.setting(change.path(), change.to()));
                } else {
                    info.append(candidate.removal(change.path()));
                }
            }
            wanted.edit(info.append(set));
            return move(from, wanted.writeTree());
        }
    }

    private String move(String from, String to) {
        if (!from.equals(to)) {
            // at the root: git removes emptied folders, but not the one it stands in
            candidate
                    .index()
                    .git(repository.gitAtRoot())
                    .must(
                            "the work tree cannot be put back",
                            "-c",
                            candidate.index().marker(),
                            "-c",
                            "submodule.recurse=false",
                            "read-tree",
                            "-m",
                            "-u",
                            from,
                            to);
            repository.keepRoot();
        }
        return to;
    }
}
