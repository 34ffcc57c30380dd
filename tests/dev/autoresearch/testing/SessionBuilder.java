package dev.autoresearch.testing;

import dev.autoresearch.model.Event;
import dev.autoresearch.model.Evidence;
import dev.autoresearch.model.Judgement;
import dev.autoresearch.model.Judgement.ComparisonFigures;
import dev.autoresearch.model.Layout;
import dev.autoresearch.model.Metric;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.Session;
import dev.autoresearch.model.SessionName.SessionList;
import dev.autoresearch.model.Settlement;
import dev.autoresearch.model.Setup;
import dev.autoresearch.model.Status;
import dev.autoresearch.model.Verdict;
import dev.autoresearch.session.SessionSummary;
import dev.autoresearch.stats.PeerConfidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Runs as a session would have logged them: {@code SessionBuilder.of(setup).keep(100, "baseline").discard(101, "x", "learned …")}. */
public final class SessionBuilder {
    private final List<Event> events = new ArrayList<>();
    private int number;

    private SessionBuilder(Setup setup) {
        events.add(new Event.Begin(setup, true));
    }

    public static SessionBuilder of(Setup setup) {
        return new SessionBuilder(setup);
    }

    public static SessionBuilder of(String goal, Metric metric) {
        return of(Setup.of(goal, metric));
    }

    /** A goal in milliseconds. */
    public static SessionBuilder latency() {
        return of(Setup.of("optimize-latency", Metric.lower("latency_ms").unit("ms")));
    }

    public SessionBuilder keep(double metric, String description) {
        return run(metric, true, Status.KEEP, description, Map.of());
    }

    /** A discard with what was learned from it. */
    public SessionBuilder discard(double metric, String description, String... learned) {
        return run(
                metric,
                true,
                Status.DISCARD,
                description,
                learned.length == 0 ? Map.of() : Map.of("learned", List.of(learned)));
    }

    public SessionBuilder crash(String description) {
        return run(0, false, Status.CRASH, description, Map.of());
    }

    public SessionBuilder run(
            double metric, boolean measured, Status status, String description, Map<String, Object> asi) {
        events.add(new Run(
                ++number,
                "abc1234",
                metric,
                measured,
                Map.of(),
                status,
                number == 1,
                description,
                1763865457000.0,
                0,
                OptionalDouble.empty(),
                asi,
                Evidence.NONE));
        return this;
    }

    public SessionBuilder run(double metric, Status status, String description) {
        return run(metric, true, status, description, Map.of());
    }

    /** A run that pairs have decided, with the change and the ends of its interval as fractions, the better one first. */
    public SessionBuilder paired(
            double metric, Status status, double change, double high, double low, String description) {
        var figures = new ComparisonFigures(
                17,
                8,
                0.05,
                OptionalDouble.of(0.02),
                OptionalDouble.of(0.005),
                OptionalDouble.of(change),
                OptionalDouble.of(low),
                OptionalDouble.of(high),
                true,
                OptionalDouble.empty(),
                List.of());
        boolean kept = status == Status.KEEP;
        var verdict = kept ? "improved" : "regressed";
        then(new Judgement("auto", verdict, kept, OptionalDouble.empty(), verdict, Optional.of(figures)));
        return run(metric, status, description);
    }

    /** A run that a model kept, with the change as a fraction and how sure it is of it. */
    public SessionBuilder likely(Verdict verdict, double metric, double change, double sure, String description) {
        var figures = new ComparisonFigures(
                2,
                0,
                -change,
                OptionalDouble.of(0.01),
                OptionalDouble.empty(),
                OptionalDouble.of(change),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                true,
                OptionalDouble.of(sure),
                List.of());
        then(new Judgement("auto", verdict, true, OptionalDouble.empty(), verdict.word(), Optional.of(figures)));
        return run(metric, Status.KEEP, description);
    }

    /** What nine executions, four of them in idle time, made of the run of that number. */
    public SessionBuilder settled(int number, Settlement.Outcome outcome, double sure) {
        var revert = outcome == Settlement.Outcome.REVOKED ? "77ab01cdef" : "";
        return then(new Settlement(
                number, "abc1234", outcome, sure, 9, 4, OptionalDouble.of(-0.013), true, revert, 1763865458000L));
    }

    /** A run of which a rule said this, without figures of its own. */
    public SessionBuilder judged(String verdict, boolean kept, double metric, String description) {
        then(new Judgement("auto", verdict, kept, OptionalDouble.empty(), verdict, Optional.empty()));
        return run(metric, kept ? Status.KEEP : Status.DISCARD, description);
    }

    /** A run of a sweep, of which a rule said this. */
    public SessionBuilder variant(String verdict, Status status, double metric, Map<String, Object> setting) {
        then(new Judgement("auto", verdict, status == Status.KEEP, OptionalDouble.empty(), verdict, Optional.empty()));
        return run(metric, true, status, "variant", Map.of("params", setting));
    }

    /** A run that a first look has put aside. */
    public SessionBuilder screenedOut(double metric, String description) {
        then(new Judgement("auto", "screened_out", false, OptionalDouble.empty(), "no better", Optional.empty()));
        return run(metric, Status.DISCARD, description);
    }

    /** Anything else that the journal tells. */
    public SessionBuilder then(Event event) {
        events.add(event);
        return this;
    }

    public Session session() {
        return Session.replay(Layout.SDK, events);
    }

    public List<Run> runs() {
        return session().runs();
    }

    /** As a person sees it on the branch main. */
    public SessionSummary summary() {
        return summary("main", 0, List.of(), SessionList.NONE);
    }

    public SessionSummary summary(String branch, int ideas, List<String> warnings, SessionList sessions) {
        var session = session();
        return new SessionSummary(
                session,
                Layout.SDK,
                PeerConfidence.of(session.current()),
                Optional.of(branch),
                ideas,
                warnings,
                sessions);
    }
}
