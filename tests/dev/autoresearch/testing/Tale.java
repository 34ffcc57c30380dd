package dev.autoresearch.testing;

import dev.autoresearch.model.Event;
import dev.autoresearch.model.Evidence;
import dev.autoresearch.model.Layout;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.Session;
import dev.autoresearch.model.Setup;
import dev.autoresearch.model.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Runs as a session would have logged them: {@code Tale.of(setup).keep(100, "baseline").discard(101, "x", "learned …")}. */
public final class Tale {
    private final List<Event> events = new ArrayList<>();
    private int number;

    private Tale(Setup setup) {
        events.add(new Event.Begin(setup, true));
    }

    public static Tale of(Setup setup) {
        return new Tale(setup);
    }

    public Tale keep(double metric, String description) {
        return run(metric, true, Status.KEEP, description, Map.of());
    }

    /** A discard with what was learned from it. */
    public Tale discard(double metric, String description, String... learned) {
        return run(
                metric,
                true,
                Status.DISCARD,
                description,
                learned.length == 0 ? Map.of() : Map.of("learned", List.of(learned)));
    }

    public Tale crash(String description) {
        return run(0, false, Status.CRASH, description, Map.of());
    }

    public Tale run(double metric, boolean measured, Status status, String description, Map<String, Object> asi) {
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

    /** Anything else that the journal tells. */
    public Tale then(Event event) {
        events.add(event);
        return this;
    }

    public Session told() {
        return Session.replay(Layout.SDK, events);
    }

    public List<Run> runs() {
        return told().runs();
    }
}
