package dev.autoresearch.view;

import dev.autoresearch.model.Comparison;
import dev.autoresearch.model.Event;
import dev.autoresearch.model.Evidence;
import dev.autoresearch.model.Judgement;
import dev.autoresearch.model.Layout;
import dev.autoresearch.model.Metric;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.Session;
import dev.autoresearch.model.Sessions;
import dev.autoresearch.model.Setup;
import dev.autoresearch.model.Status;
import dev.autoresearch.model.Summary;
import dev.autoresearch.stats.PeerConfidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** A session to show, in few words. */
final class Story {
    private final List<Event> events = new ArrayList<>();
    private int number;

    Story(String name, Metric metric) {
        events.add(new Event.Begin(Setup.of(name, metric), true));
    }

    /** A goal in milliseconds. */
    static Story latency() {
        return new Story("optimize-latency", Metric.lower("latency_ms").unit("ms"));
    }

    Story run(double metric, Status status, String description) {
        return add(metric, true, status, description);
    }

    Story crash(String description) {
        return add(0, false, Status.CRASH, description);
    }

    /** A run that pairs have decided, with the change and the ends of its interval as fractions, the better one first. */
    Story paired(double metric, Status status, double change, double high, double low, String description) {
        var figures = new Comparison(
                17,
                8,
                0.05,
                OptionalDouble.of(0.02),
                OptionalDouble.of(0.005),
                OptionalDouble.of(change),
                OptionalDouble.of(low),
                OptionalDouble.of(high),
                true,
                List.of());
        boolean kept = status == Status.KEEP;
        var verdict = kept ? "improved" : "regressed";
        then(new Judgement("auto", verdict, kept, OptionalDouble.empty(), verdict, Optional.of(figures)));
        return run(metric, status, description);
    }

    /** A run that a first look has put aside. */
    Story screenedOut(double metric, String description) {
        then(new Judgement("auto", "screened_out", false, OptionalDouble.empty(), "no better", Optional.empty()));
        return run(metric, Status.DISCARD, description);
    }

    /** Anything else that the journal tells. */
    Story then(Event event) {
        events.add(event);
        return this;
    }

    private Story add(double metric, boolean measured, Status status, String description) {
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
                Map.of(),
                Evidence.NONE));
        return this;
    }

    Summary told() {
        return told("main", 0, List.of(), Sessions.NONE);
    }

    Summary told(String branch, int ideas, List<String> warnings, Sessions sessions) {
        var session = Session.replay(Layout.SDK, events);
        return new Summary(
                session,
                Layout.SDK,
                PeerConfidence.of(session.current()),
                Optional.of(branch),
                ideas,
                warnings,
                sessions);
    }
}
