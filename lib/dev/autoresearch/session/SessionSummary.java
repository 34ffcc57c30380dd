package dev.autoresearch.session;

import dev.autoresearch.Problem;
import dev.autoresearch.Problem.Hint;
import dev.autoresearch.Problem.NextStep;
import dev.autoresearch.git.Git;
import dev.autoresearch.model.Format;
import dev.autoresearch.model.Layout;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.SafeText;
import dev.autoresearch.model.Segment;
import dev.autoresearch.model.Session;
import dev.autoresearch.model.SessionName.SessionList;
import dev.autoresearch.model.Setup;
import dev.autoresearch.model.Trial;
import dev.autoresearch.model.VerifyResult;
import dev.autoresearch.stats.PeerConfidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What {@code status} knows.
 *
 * @param confidence the peers' ratio of the current segment
 * @param branch the git branch; empty when detached or without git
 * @param ideasPending open entries of the ideas backlog
 * @param warnings what is odd about the journal, or about the verified total
 * @param sessions which other sessions the project has
 */
public record SessionSummary(
        Session session,
        Layout layout,
        OptionalDouble confidence,
        Optional<String> branch,
        int ideasPending,
        List<String> warnings,
        SessionList sessions) {

    public static SessionSummary of(SessionContext context) {
        return of(context, context.session());
    }

    /** As it was when a segment ended, counted from 1; a {@link Problem} when there is none. */
    public static SessionSummary ofSegment(SessionContext context, int number) {
        var session = context.session();
        int count = session.segments().size();
        if (number < 1 || number > count)
            throw new Problem(
                    "there is no segment " + number + "; the session has " + Format.count(count, "segment"),
                    Hint.of("{} shows the latest", NextStep.of("status").with("--segment", String.valueOf(count))));
        return of(context, session.endOf(number));
    }

    private static SessionSummary of(SessionContext context, Session session) {
        var repository = context.repository();
        var warnings = new ArrayList<>(context.store().warnings());
        warnings.addAll(verifyWarnings(session.current(), repository));
        context.store().removed().ifPresent(warnings::add);
        return new SessionSummary(
                session,
                context.files().layout(),
                PeerConfidence.of(session.current()),
                repository.flatMap(Git::branch),
                (int) context.ideas().stream().filter(idea -> !idea.done()).count(),
                List.copyOf(warnings),
                context.files().sessions());
    }

    /** What a person should know about the newest verified total; needs git only if there is one. */
    public static List<String> verifyWarnings(Segment segment, Optional<Git> git) {
        var verified = segment.checks().verified();
        if (verified.isEmpty()) return List.of();
        var warnings = new ArrayList<String>();
        boolean moved = git.filter(Git::hasCommits)
                .map(repository -> !repository.head().equals(verified.get().head()))
                .orElse(false);
        if (moved)
            warnings.add("the total was verified at "
                    + SafeText.shortId(verified.get().head())
                    + ", and HEAD has moved on since: verify measures it anew");
        var chained = chained(segment, verified.get().relative());
        if (!moved && chained.isPresent() && !verified.get().covers(chained.getAsDouble()))
            warnings.add("best against baseline, "
                    + size(segment, chained.getAsDouble(), verified.get().relative())
                    + ", lies outside the verified interval: "
                    + (isOneBuild(segment, verified.get())
                            ? "if the benchmark does not build what it measures, say how with verify --prepare CMD; else"
                                    + " believe the verified total"
                            : "believe the verified total"));
        return warnings;
    }

    /** Was perhaps what was built last measured on both sides? */
    private static boolean isOneBuild(Segment segment, VerifyResult verified) {
        return verified.covers(0) && segment.newest(Trial::prepare).isEmpty();
    }

    /** Best against baseline, each measured in its own time. */
    private static OptionalDouble chained(Segment segment, boolean relative) {
        var change = segment.change();
        if (relative) return change.isPresent() ? OptionalDouble.of(change.getAsDouble() / 100) : change;
        var baseline = segment.baseline().map(Run::value).orElse(OptionalDouble.empty());
        var best = segment.best().map(Run::value).orElse(OptionalDouble.empty());
        if (baseline.isEmpty() || best.isEmpty()) return OptionalDouble.empty();
        return OptionalDouble.of(best.getAsDouble() - baseline.getAsDouble());
    }

    private static String size(Segment segment, double change, boolean relative) {
        return relative
                ? Format.percent(100 * change)
                : segment.setup().metric().text(change);
    }

    @Override
    public String toString() {
        if (!session.initialized())
            return Setup.NONE_YET
                    + (sessions.others().isEmpty() ? "" : "; use(\".\", NAME) turns to " + sessions.others());
        return SafeText.line(session.setup().name(), 60) + ", "
                + Format.count(session.runs().size(), "run")
                + session.current().outcome()
                + (session.pending().isPresent() ? ", one run waits to be logged" : "");
    }
}
