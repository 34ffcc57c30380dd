package dev.autoresearch.model;

import dev.autoresearch.model.Event.BenchmarkFingerprint;
import dev.autoresearch.model.Event.LoopBegun;
import dev.autoresearch.model.Event.LoopEnded;
import dev.autoresearch.model.Measurement.Role;
import dev.autoresearch.model.Segment.Checks;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Builds a {@link Session} event by event. */
public final class SessionReplay {
    private final Layout layout;
    private final List<Segment> closed = new ArrayList<>();
    private List<Run> runs = new ArrayList<>();
    private Setup setup;
    private boolean initialized;
    private boolean hasIncumbent;
    private int lastNumber;
    private List<Measurement> calibration = new ArrayList<>();
    private @Nullable BenchmarkFingerprint fingerprint;
    private Evidence pending = Evidence.NONE;
    private Checks checks = Checks.NONE;
    private List<Measurement> rounds = new ArrayList<>();
    private List<Event> course = new ArrayList<>();
    private @Nullable LoopState loop;

    public SessionReplay(Layout layout) {
        this.layout = layout;
        this.setup = Setup.of("", Metric.lower("metric")).layout(layout);
    }

    public Session session() {
        var segments = new ArrayList<>(closed);
        segments.add(segment());
        var trial = pending.trial().isPresent() ? Optional.of(pending) : Optional.<Evidence>empty();
        return new Session(
                initialized,
                List.copyOf(segments),
                pending.measurement(),
                trial,
                lastNumber + 1,
                Optional.ofNullable(loop));
    }

    private Segment segment() {
        return new Segment(
                closed.size(),
                setup,
                List.copyOf(runs),
                List.copyOf(calibration),
                Optional.ofNullable(fingerprint),
                checks,
                List.copyOf(rounds),
                List.copyOf(course));
    }

    /** Lets an event change the state; a hook's run changes nothing. */
    public void apply(Event event) {
        if (event instanceof Run run) logged(run);
        else if (event instanceof Measurement measurement) measured(measurement);
        else if (event instanceof Judgement judgement) pending = pending.with(judgement);
        else if (event instanceof Trial trial) tried(trial);
        else if (event instanceof Event.Stored stored) pending = pending.with(stored);
        else if (event instanceof Event.Begin begin) begin(begin);
        else if (event instanceof BenchmarkFingerprint taken) fingerprint = taken;
        else if (event instanceof VerifyResult verified) checks = checks.with(verified);
        else if (event instanceof AuditResult audited) checks = checks.with(audited);
        else if (event instanceof Settlement settlement) settled(settlement);
        else if (event instanceof LoopBegun begun) loopBegun(begun);
        else if (event instanceof Proposal proposal) ofLoop(proposal.loop(), known -> known.with(proposal));
        else if (event instanceof LoopEnded end) ofLoop(end.id(), known -> known.with(end));
    }

    private void begin(Event.Begin begin) {
        // As all peers count: any run before, in whatever segment, makes this a new one.
        if (!runs.isEmpty() || !closed.isEmpty()) {
            closed.add(segment());
            hasIncumbent = false;
            calibration = new ArrayList<>();
            checks = Checks.NONE;
            rounds = new ArrayList<>();
            course = new ArrayList<>();
            loop = null;
            runs = new ArrayList<>();
            if (!layout.numbersAcrossSegments()) lastNumber = 0;
        }
        setup = begin.after(setup).layout(layout);
        initialized = true;
        fingerprint = null;
        pending = Evidence.NONE;
    }

    private void measured(Measurement measurement) {
        if (measurement.role().isEmpty()) pending = Evidence.of(measurement);
        else if (measurement.role().get().purpose().isCheck()) checks = checks.with(measurement);
        else if (measurement.role().get().purpose().isIdle()) course.add(measurement);
        else if (measurement.role().get().purpose() == Role.Purpose.ROUND) rounds.add(measurement);
        else {
            // the warm-up of a sweep's rounds is about a variant, and none of the baseline's
            boolean ofRounds = measurement.attempt().isPresent();
            if (measurement.role().get().purpose() != Role.Purpose.TRIAL && !ofRounds) calibration.add(measurement);
            pending = pending.with(measurement);
        }
    }

    private void tried(Trial trial) {
        // Until something is kept, each try is a baseline of its own.
        if (!hasIncumbent) calibration = new ArrayList<>();
        pending = Evidence.of(trial);
        if (!trial.rule().equals(Trial.HALVING)) return;
        for (var execution : rounds)
            if (execution.attempt().equals(Optional.of(trial.description()))) pending = pending.with(execution);
    }

    private void loopBegun(LoopBegun begun) {
        loop = loop != null && loop.id().equals(begun.id()) ? loop.with(begun) : LoopState.of(begun);
    }

    private void ofLoop(String id, UnaryOperator<LoopState> change) {
        if (loop != null && loop.id().equals(id)) loop = change.apply(loop);
    }

    /** What is settled of a run that is not there is about none of this segment's. */
    private void settled(Settlement settlement) {
        for (int i = runs.size() - 1; i >= 0; i--) {
            var run = runs.get(i);
            if (run.number() != settlement.number()
                    || !run.kept()
                    || !run.commit().equals(settlement.commit())) continue;
            runs.set(i, run.settled(settlement));
            course.add(settlement);
            if (settlement.isRevoked() && loop != null) loop = loop.withoutKeep();
            return;
        }
    }

    private void logged(Run run) {
        int number = run.number() > 0 ? run.number() : lastNumber + 1;
        var placed = run.placed(number, closed.size(), runs.isEmpty(), withPrimary(run), pending.settled());
        runs.add(placed);
        course.add(placed);
        if (loop != null) loop = loop.with(placed);
        lastNumber = Math.max(lastNumber, number);
        hasIncumbent |= run.kept() && run.measured();
        if (!hasIncumbent) calibration = new ArrayList<>();
        pending = Evidence.NONE;
    }

    /** Layouts differ in whether {@code metrics} repeats the primary metric; in memory it always does. */
    private Map<String, Double> withPrimary(Run run) {
        var name = setup.metric().name();
        if (!run.measured() || run.metrics().containsKey(name)) return run.metrics();
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put(name, run.metric());
        metrics.putAll(run.metrics());
        return Collections.unmodifiableMap(metrics);
    }
}
