package dev.autoresearch.model;

import dev.autoresearch.model.Measurement.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Events in the order in which a test tells them: {@code EventSequence.in(SDK).begins(lower("ms")).keeps(5).discards(7)}. */
final class EventSequence {
    private final Layout layout;
    private final List<Event> events = new ArrayList<>();

    private EventSequence(Layout layout) {
        this.layout = layout;
    }

    static EventSequence in(Layout layout) {
        return new EventSequence(layout);
    }

    EventSequence begins(Metric metric) {
        return add(new Event.Begin(Setup.of("goal", metric), true));
    }

    /** A config line that says no direction. */
    EventSequence beginsWithoutDirection(String metric) {
        return add(new Event.Begin(Setup.of("goal", Metric.lower(metric)), false));
    }

    EventSequence keeps(double metric) {
        return add(run(0, metric, Status.KEEP));
    }

    EventSequence discards(double metric) {
        return add(run(0, metric, Status.DISCARD));
    }

    EventSequence crashes() {
        return add(run(0, 0, Status.CRASH, false));
    }

    EventSequence logs(int number, double metric, Status status) {
        return add(run(number, metric, status));
    }

    EventSequence measures(String id, double metric) {
        return add(measurement(id, metric));
    }

    EventSequence judges(boolean kept) {
        return add(new Judgement(
                "single", kept ? "improved" : "not better", kept, OptionalDouble.empty(), "because", Optional.empty()));
    }

    EventSequence stores(String ref) {
        return add(new Event.Stored(ref, "c0ffee"));
    }

    EventSequence runsHook() {
        return add(new Event.HookRun("before", OptionalInt.of(0), 1, 0));
    }

    EventSequence add(Event event) {
        events.add(event);
        return this;
    }

    Session session() {
        return Session.replay(layout, events);
    }

    static Run run(int number, double metric, Status status) {
        return run(number, metric, status, true);
    }

    private static Run run(int number, double metric, Status status, boolean measured) {
        return new Run(
                number,
                "abc1234",
                metric,
                measured,
                Map.of(),
                status,
                false,
                "text",
                1_000,
                99,
                OptionalDouble.empty(),
                Map.of(),
                Evidence.NONE);
    }

    static Measurement measurement(String id, double metric) {
        return new Measurement(
                id,
                1_000,
                "./benchmark.sh",
                Outcome.PASSED,
                OptionalInt.of(0),
                0.5,
                OptionalDouble.of(metric),
                Map.of("ms", metric),
                Map.of(),
                "",
                List.of(),
                Optional.empty(),
                "host",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0);
    }
}
