package dev.autoresearch.git;

import dev.autoresearch.Problem;
import dev.autoresearch.model.SafeText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Files that git does not look at, in places where the target wants something: git would overwrite the ignored ones. */
final class UntrackedConflicts {
    private final Repository repository;
    private final CandidateTree candidate;
    private final String target;

    UntrackedConflicts(Repository repository, CandidateTree candidate, String target) {
        this.repository = repository;
        this.candidate = candidate;
        this.target = target;
    }

    /** Takes those that are just what the target wants into the candidate's index, and refuses when there are others. */
    String adopt(String from, TreeDiff changes) {
        var wanted = new LinkedHashSet<>(changes.added());
        if (wanted.isEmpty()) return from;
        List<String> inPlace = new ArrayList<>();
        List<String> blocking = new ArrayList<>();
        for (String other : untracked()) {
            if (wanted.contains(other)) {
                inPlace.add(other);
            } else if (blocks(other, wanted)) {
                blocking.add(other);
            }
        }
        String adopted = from;
        if (!inPlace.isEmpty()) {
            candidate.index().add(inPlace);
            adopted = candidate.index().writeTree();
            blocking.addAll(unlike(adopted, wanted));
        }
        refuse(blocking);
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

    private List<String> unlike(String adopted, Set<String> wanted) {
        return repository
                .differences(adopted, target)
                .only(change -> wanted.contains(change.path()) && change.from().present())
                .paths();
    }

    private void refuse(List<String> blocking) {
        if (!blocking.isEmpty())
            throw new Problem(
                    "in the way, and not stored because git does not look at it: "
                            + SafeText.names(repository.scope().shown(blocking)),
                    "nothing was touched; move it away, then try again");
    }
}
