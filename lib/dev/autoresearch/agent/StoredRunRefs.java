package dev.autoresearch.agent;

import dev.autoresearch.git.Git;
import dev.autoresearch.model.Event;
import dev.autoresearch.model.Session;
import dev.autoresearch.session.Recovery;
import java.util.ArrayList;
import java.util.List;

/**
 * The trees of runs that were put away, as git names them before an agent begins. A ref is the only name that each has
 * there. One that a person has removed by then stays forgotten; one that an agent removes comes back.
 */
final class StoredRunRefs {
    private static final String OURS = Recovery.ref("");

    private final Git git;
    private final List<Event.Stored> known = new ArrayList<>();

    StoredRunRefs(Session session, Git git) {
        this.git = git;
        for (var segment : session.segments())
            for (var run : segment.runs())
                run.evidence().stored().filter(StoredRunRefs::isOurs).ifPresent(known::add);
        known.removeAll(missing());
    }

    /** The journal is text that others write to. */
    private static boolean isOurs(Event.Stored stored) {
        return stored.ref().startsWith(OURS);
    }

    private List<Event.Stored> missing() {
        if (known.isEmpty()) return List.of();
        var there = git.refs().below(OURS);
        return known.stream().filter(stored -> !there.contains(stored.ref())).toList();
    }

    /** Brings back those that are gone, as long as git has their commits. Tells what it did. */
    void mend(List<String> told) {
        var missing = missing();
        int back = 0;
        for (var stored : missing) {
            if (!git.exists(stored.commit())) continue;
            git.refs().hold(stored.ref(), stored.commit());
            back++;
        }
        if (!missing.isEmpty())
            told.add("the refs of stored runs were removed; " + back + " of " + missing.size() + " are back");
    }
}
