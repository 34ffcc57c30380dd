package dev.autoresearch.view;

import dev.autoresearch.model.Comparison;
import dev.autoresearch.model.Event;
import dev.autoresearch.model.Judgement;
import dev.autoresearch.model.Layout;
import dev.autoresearch.model.Metric;
import dev.autoresearch.model.Sessions;
import dev.autoresearch.model.Setup;
import dev.autoresearch.model.Status;
import dev.autoresearch.model.Summary;
import dev.autoresearch.stats.PeerConfidence;
import dev.autoresearch.testing.Tale;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** A session to show: a {@link Tale} with what a person sees of it. */
final class Story {
    private final Tale tale;

    Story(String name, Metric metric) {
        tale = Tale.of(Setup.of(name, metric));
    }

    /** A goal in milliseconds. */
    static Story latency() {
        return new Story("optimize-latency", Metric.lower("latency_ms").unit("ms"));
    }

    Story run(double metric, Status status, String description) {
        tale.run(metric, true, status, description, Map.of());
        return this;
    }

    Story crash(String description) {
        tale.crash(description);
        return this;
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

    /** A run of which a rule said this, without figures of its own. */
    Story judged(String verdict, boolean kept, double metric, String description) {
        then(new Judgement("auto", verdict, kept, OptionalDouble.empty(), verdict, Optional.empty()));
        return run(metric, kept ? Status.KEEP : Status.DISCARD, description);
    }

    /** A run of a sweep, of which a rule said this. */
    Story variant(String verdict, Status status, double metric, Map<String, Object> setting) {
        then(new Judgement("auto", verdict, status == Status.KEEP, OptionalDouble.empty(), verdict, Optional.empty()));
        tale.run(metric, true, status, "variant", Map.of("params", setting));
        return this;
    }

    /** A run that a first look has put aside. */
    Story screenedOut(double metric, String description) {
        then(new Judgement("auto", "screened_out", false, OptionalDouble.empty(), "no better", Optional.empty()));
        return run(metric, Status.DISCARD, description);
    }

    /** Anything else that the journal tells. */
    Story then(Event event) {
        tale.then(event);
        return this;
    }

    Summary told() {
        return told("main", 0, List.of(), Sessions.NONE);
    }

    Summary told(String branch, int ideas, List<String> warnings, Sessions sessions) {
        var session = tale.told();
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
