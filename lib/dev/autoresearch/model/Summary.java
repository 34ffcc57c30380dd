package dev.autoresearch.model;

import dev.autoresearch.model.SessionName.SessionList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What {@code status} knows.
 *
 * @param confidence the peers' ratio of the current segment
 * @param branch the git branch; empty when detached or without git
 * @param ideasPending open entries of the ideas backlog
 * @param warnings what is odd about the journal
 * @param sessions which other sessions the project has
 */
public record Summary(
        Session session,
        Layout layout,
        OptionalDouble confidence,
        Optional<String> branch,
        int ideasPending,
        List<String> warnings,
        SessionList sessions) {

    @Override
    public String toString() {
        if (!session.initialized())
            return Setup.NONE_YET
                    + (sessions.others().isEmpty() ? "" : "; use(\".\", NAME) turns to " + sessions.others());
        var line = new StringBuilder(SafeText.line(session.setup().name(), 60))
                .append(", ")
                .append(Format.count(session.runs().size(), "run"));
        var segment = session.current();
        segment.best()
                .ifPresent(
                        best -> line.append(", best ").append(session.metric().text(best.metric())));
        segment.change()
                .ifPresent(change ->
                        line.append(" (").append(Format.percent(change)).append(')'));
        if (session.pending().isPresent()) line.append(", one run waits to be logged");
        return line.toString();
    }
}
