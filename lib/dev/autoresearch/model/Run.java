package dev.autoresearch.model;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A logged experiment.
 *
 * @param number from 1; per segment or across segments, as the layout has it
 * @param commit short id of HEAD after logging; empty without git
 * @param metric the primary metric; 0 where nothing was measured
 * @param measured false: {@code metric} is no measurement (I6)
 * @param metrics every metric of the run by name
 * @param baseline is it the first run of its segment?
 * @param timestamp epoch milliseconds
 * @param segment from 0
 * @param confidence the peers' ratio at that moment (contract: advisory)
 * @param evidence what other lines of the journal hold about it
 */
public record Run(
        int number,
        String commit,
        double metric,
        boolean measured,
        Map<String, Double> metrics,
        Status status,
        boolean baseline,
        String description,
        double timestamp,
        int segment,
        OptionalDouble confidence,
        Map<String, Object> asi,
        Evidence evidence)
        implements Event {
    /** Key of a run's note: what had to be put right after a loop's agent, as its next agent reads it. */
    public static final String REMARK = "told_agent";

    /** That note's name for a person. */
    public static final String REMARKED = "told to the agent";

    /** How a sentence names it: {@code run 4 (larger read buffer)}. */
    public String title() {
        return "run " + number + " (" + SafeText.line(description, 60) + ")";
    }

    public boolean kept() {
        return status == Status.KEEP;
    }

    public OptionalDouble value() {
        return measured ? OptionalDouble.of(metric) : OptionalDouble.empty();
    }

    /** How the benchmark ended, when this is a crash that we saw; what it printed before that says little. */
    public Optional<String> crashed() {
        if (status != Status.CRASH) return Optional.empty();
        return evidence.measurement().filter(Measurement::crashed).map(Measurement::ending);
    }

    /** Is it kept until later executions say more? */
    public boolean isProvisional() {
        return kept()
                && evidence.settlement().isEmpty()
                && evidence.judgement().map(Judgement::verdict).equals(Optional.of(Verdict.PROVISIONAL));
    }

    /** Is it kept, and shown to be an improvement by pairs, in idle time too, or by a metric without noise? */
    public boolean isProven() {
        var judged = evidence.judgement()
                .filter(one ->
                        one.verdict() == Verdict.IMPROVED && one.comparison().isPresent());
        var settled = evidence.settlement().filter(one -> one.outcome() == Settlement.Outcome.PROVEN);
        return kept() && (judged.isPresent() || settled.isPresent());
    }

    /** The probability that it is good enough as it was known last, 0 to 1; empty where no model told one. */
    public OptionalDouble sure() {
        var settled = evidence.settlement();
        if (settled.isPresent()) return OptionalDouble.of(settled.get().sure());
        return comparison().map(Judgement.ComparisonFigures::sure).orElse(OptionalDouble.empty());
    }

    /** Its status for a person's eyes: {@code keep}, {@code provisional}. */
    public String label() {
        return isProvisional() ? Verdict.PROVISIONAL.word() : status.label();
    }

    /** The same with what overruled a better result: {@code discard: guard}. */
    public String outcome() {
        var overruled = status == Status.DISCARD
                ? evidence.judgement().flatMap(Judgement::overruledBy)
                : Optional.<String>empty();
        return label() + overruled.map(what -> ": " + what).orElse("");
    }

    /**
     * What became of it by a rule, in a word or two: {@code improved}, {@code provisional 71 % sure}; a settlement outranks
     * what was judged before it. Empty where that would repeat what it is called.
     */
    public Optional<String> verdict() {
        return evidence.settlement()
                .map(settled -> settled.outcome().word())
                .or(() -> evidence.judgement().flatMap(Judgement::label))
                .map(word ->
                        isProvisional() && sure().isPresent() ? word + " " + Format.sure(sure().getAsDouble()) : word)
                .filter(word -> !word.equalsIgnoreCase(description.strip()));
    }

    /** Its result on a line: {@code 98.3 ms}, {@code exit 1} or a dash. */
    public String result(Metric metric) {
        return crashed()
                .orElseGet(() -> measured
                        ? metric.text(this.metric)
                        : evidence.measurement()
                                .map(one -> one.passed() ? "no metric" : one.ending())
                                .orElse("—"));
    }

    /** The change of a result in percent against a value to beat; empty when there is no such result. */
    public OptionalDouble changeFrom(Optional<Run> reference) {
        if (!measured || reference.isEmpty() || status == Status.CRASH) return OptionalDouble.empty();
        return Format.change(reference.get().metric(), metric);
    }

    /** What became of the metric, in a word or a percentage: as a rule decided, else as the one value says. */
    public Optional<String> change(Optional<Run> reference) {
        return effect(reference).map(effect -> (effect + "  " + interval()).strip());
    }

    /** The same without the interval. */
    public Optional<String> effect(Optional<Run> reference) {
        if (status == Status.CRASH) return Optional.empty();
        var judged = evidence.judgement().flatMap(Judgement::effect);
        if (judged.isPresent() || !measured) return judged;
        return Optional.of(Format.percent("", changeFrom(reference), "")).filter(text -> !text.isEmpty());
    }

    /** The 90 % interval of the change: {@code -5.9…-2.2}; empty where there is none. */
    public String interval() {
        return crashed().isPresent()
                ? ""
                : evidence.judgement().map(Judgement::interval).orElse("");
    }

    /** The figures of its pairs, where pairs were measured. */
    public Optional<Judgement.ComparisonFigures> comparison() {
        return evidence.judgement().flatMap(Judgement::comparison);
    }

    /** A note of its agent; empty where there is none, or one that is no text. */
    public Optional<String> note(String key) {
        return asi.get(key) instanceof String text && !text.isBlank() ? Optional.of(text.strip()) : Optional.empty();
    }

    /** What its agent learned, oldest first, as our agents or pi's note it. */
    public List<String> learned() {
        var learned = new LinkedHashSet<String>();
        for (var key : List.of("learned", "rollback_reason")) {
            note(key).ifPresent(learned::add);
            if (asi.get(key) instanceof List<?> list)
                for (var item : list) if (item instanceof String text && !text.isBlank()) learned.add(text.strip());
        }
        return List.copyOf(learned);
    }

    /** The same run at its place in a session. */
    Run placed(int number, int segment, boolean baseline, Map<String, Double> metrics, Evidence evidence) {
        return copy(number, status, segment, baseline, metrics, confidence, evidence);
    }

    public Run confidence(OptionalDouble confidence) {
        return copy(number, status, segment, baseline, metrics, confidence, evidence);
    }

    /** The same run after later executions. */
    Run settled(Settlement settlement) {
        var now = settlement.isRevoked() ? Status.REVOKED : status;
        return copy(number, now, segment, baseline, metrics, confidence, evidence.with(settlement));
    }

    private Run copy(
            int number,
            Status status,
            int segment,
            boolean baseline,
            Map<String, Double> metrics,
            OptionalDouble confidence,
            Evidence evidence) {
        return new Run(
                number,
                commit,
                metric,
                measured,
                metrics,
                status,
                baseline,
                description,
                timestamp,
                segment,
                confidence,
                asi,
                evidence);
    }

    @Override
    public String toString() {
        var value = crashed().orElse(measured ? Format.number(metric) : "—");
        return "#" + number + " " + label() + "  " + value + "  " + SafeText.line(description, 100) + why();
    }

    /** What a line about it ends with when the benchmark or the checks failed: {@code Foo.java:3: error: …}. */
    String why() {
        return evidence.measurement().map(Measurement::why).orElse("");
    }

    /**
     * A run with all that is known of it, to be looked at: {@code print(show(3))}.
     *
     * @param diff what it changed; empty without git, or when it changed nothing
     */
    public record RunDetails(Run run, Metric metric, String diff) {
        /** Why it is as it is, in a sentence: what the pairs said, or the error that stopped the benchmark; may be empty. */
        public String reason() {
            var failed = run.evidence().measurement().filter(measured -> !measured.passed());
            return failed.map(Measurement::cause)
                    .orElseGet(() ->
                            run.evidence().judgement().map(Judgement::reason).orElse(""));
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

    /**
     * What a person may know of the holdout, and the loop may not.
     *
     * @param file where its numbers are kept, outside the project
     * @param runs one for each candidate so far; kept where the gain was confirmed
     */
    public record HoldoutResult(String command, Path file, List<Run> runs) {
        /** One line: {@code ./second.sh, 3 candidates, 2 confirmed}. */
        @Override
        public String toString() {
            long confirmed = runs.stream().filter(Run::kept).count();
            return SafeText.line(command, 80) + ", " + Format.count(runs.size(), "candidate") + ", " + confirmed
                    + " confirmed";
        }
    }
}
