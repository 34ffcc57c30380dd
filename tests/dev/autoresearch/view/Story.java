package dev.autoresearch.view;

import dev.autoresearch.model.Event;
import dev.autoresearch.model.Evidence;
import dev.autoresearch.model.Layout;
import dev.autoresearch.model.Metric;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.Session;
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
        var session = Session.replay(Layout.SDK, events);
        return new Summary(
                session, Layout.SDK, PeerConfidence.of(session.current()), Optional.of("main"), 0, List.of());
    }
}
