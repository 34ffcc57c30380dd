package dev.autoresearch.model;

/**
 * A run with all that is known of it, to be looked at: {@code print(show(3))}.
 *
 * @param metric the metric of the run's segment
 * @param diff what it changed; empty without git, or when it changed nothing
 */
public record RunDetails(Run run, Metric metric, String diff) {
    /** Why it is as it is, in a sentence: what the pairs said, or the error that stopped the benchmark; may be empty. */
    public String reason() {
        var failed = run.evidence().measurement().filter(measured -> !measured.passed());
        return failed.map(Measurement::cause)
                .orElseGet(
                        () -> run.evidence().judgement().map(Judgement::reason).orElse(""));
    }

    /** The end of what the benchmark printed; empty where nothing was measured. */
    public String tail() {
        return run.evidence().measurement().map(Measurement::tail).orElse("");
    }

    /** One line: {@code #3 discard  98.3 ms  larger buffer   no better in a quick look}. */
    @Override
    public String toString() {
        return "#" + run.number() + " " + run.outcome() + "  " + run.result(metric) + "  "
                + SafeText.line(run.description(), 80)
                + (reason().isEmpty() ? "" : "   " + SafeText.line(reason(), 100));
    }
}
