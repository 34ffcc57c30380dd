package dev.autoresearch.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the journal holds about a run in other lines than its own.
 *
 * @param measurement the execution that its metrics are from
 * @param trial the trial that decided about it
 * @param executions every execution of that trial, in order
 * @param stored where its tree was put away
 * @param settlement what later executions made of it, once it was kept
 */
public record Evidence(
        Optional<Measurement> measurement,
        Optional<Trial> trial,
        List<Measurement> executions,
        Optional<Judgement> judgement,
        Optional<Event.Stored> stored,
        Optional<Settlement> settlement) {
    public static final Evidence NONE = new Evidence(
            Optional.empty(), Optional.empty(), List.of(), Optional.empty(), Optional.empty(), Optional.empty());

    /** A new measurement makes what was known of an older one void. */
    static Evidence of(Measurement measurement) {
        return new Evidence(
                Optional.of(measurement), NONE.trial, NONE.executions, NONE.judgement, NONE.stored, NONE.settlement);
    }

    static Evidence of(Trial trial) {
        return new Evidence(
                NONE.measurement, Optional.of(trial), NONE.executions, NONE.judgement, NONE.stored, NONE.settlement);
    }

    Evidence with(Measurement execution) {
        var more = new ArrayList<>(executions);
        more.add(execution);
        return new Evidence(measurement, trial, List.copyOf(more), judgement, stored, settlement);
    }

    Evidence with(Judgement judgement) {
        return new Evidence(measurement, trial, executions, Optional.of(judgement), stored, settlement);
    }

    Evidence with(Event.Stored stored) {
        return new Evidence(measurement, trial, executions, judgement, Optional.of(stored), settlement);
    }

    Evidence with(Settlement settlement) {
        return new Evidence(measurement, trial, executions, judgement, stored, Optional.of(settlement));
    }

    /** The tree that was tried, where git is used. */
    public Optional<TreeState> tried() {
        return trial.filter(begun -> !begun.tree().isEmpty())
                .map(begun -> new TreeState(begun.commit(), begun.tree()))
                .or(() -> measurement.flatMap(Measurement::candidate));
    }

    /**
     * The execution that stands for the run: its measurement, or the typical one of its trial's candidate. If the candidate
     * failed in the end, its earlier values do not count, and the failure stands for the run.
     */
    public Optional<Measurement> representative() {
        if (measurement.isPresent() || executions.isEmpty()) return measurement;
        var last = executions.get(executions.size() - 1);
        boolean isFailed = last.isAt(Side.CANDIDATE) && !last.isMeasured();
        return Optional.of(isFailed ? last : typical(Side.CANDIDATE).orElse(last));
    }

    /** The same with the execution that stands for the run as its measurement. */
    Evidence settled() {
        return new Evidence(representative(), trial, executions, judgement, stored, settlement);
    }

    /** The execution with the median value of one side; of two in the middle the lower. */
    public Optional<Measurement> typical(Side side) {
        var measured = new ArrayList<Measurement>();
        for (var execution : executions) if (execution.isAt(side) && execution.counts()) measured.add(execution);
        measured.sort(
                (a, b) -> Double.compare(a.primary().orElseThrow(), b.primary().orElseThrow()));
        return measured.isEmpty() ? Optional.empty() : Optional.of(measured.get((measured.size() - 1) / 2));
    }
}
