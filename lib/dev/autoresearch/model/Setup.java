package dev.autoresearch.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a session sets out to do.
 *
 * @param name the goal in a few words
 * @param command the benchmark, when one was given
 * @param git false: commits are only noted, never made, and nothing is put back
 * @param report where the benchmark reports its samples, as {@code --report} says it; empty: it prints METRIC lines
 */
public record Setup(
        String name,
        Metric metric,
        Optional<String> command,
        Layout layout,
        boolean git,
        Optional<String> report,
        Safeguards safeguards) {

    /** What there is to see before anything was set out. */
    public static final String NONE_YET =
            "no session here yet: init(\"goal\", lower(\"metric_name\"), \"./benchmark.sh\")";

    /** A goal and a metric; the benchmark script is found by its name, git is used where there is one. */
    public static Setup of(String name, Metric metric) {
        return new Setup(name, metric, Optional.empty(), Layout.SDK, true, Optional.empty(), Safeguards.NONE);
    }

    public Setup command(String command) {
        return new Setup(name, metric, Optional.of(command), layout, git, report, safeguards);
    }

    public Setup layout(Layout layout) {
        return new Setup(name, metric, command, layout, git, report, safeguards);
    }

    public Setup git(boolean git) {
        return new Setup(name, metric, command, layout, git, report, safeguards);
    }

    /** The same with the metric taken from this report of the benchmark: {@code jmh:target/jmh.json#MyBench.parse}. */
    public Setup report(String report) {
        return new Setup(name, metric, command, layout, git, Optional.of(report), safeguards);
    }

    public Setup safeguards(Safeguards safeguards) {
        return new Setup(name, metric, command, layout, git, report, safeguards);
    }

    /** The same with one more guard, such as {@code memory_mb <= +2%} or {@code errors == 0}. */
    public Setup guard(String guard) {
        return safeguards(safeguards.guard(guard));
    }

    /** The same with more files that no experiment may touch; {@code !} before a glob lifts the protection. */
    public Setup protect(String glob) {
        return safeguards(safeguards.protect(glob));
    }

    /** Is it the same undertaking: name, metric and direction? */
    public boolean sameGoal(Setup other) {
        return name.equals(other.name)
                && metric.name().equals(other.metric.name())
                && metric.direction() == other.metric.direction();
    }

    @Override
    public String toString() {
        return SafeText.line(name) + "   " + metric
                + command.map(c -> "   " + SafeText.line(c)).orElse("")
                + report.map(r -> "   report " + SafeText.line(r)).orElse("");
    }

    /**
     * What a candidate must not do to be kept.
     *
     * @param guards conditions on other metrics, such as {@code memory_mb <= +2%}
     * @param protect globs of files that no candidate may touch, besides the benchmark, the checks and the settings; one that
     *     begins with {@code !} lifts the protection
     * @param holdout is there a second benchmark that only decides whether a gain is confirmed?
     */
    public record Safeguards(List<String> guards, List<String> protect, boolean holdout) {
        /** None but the usual: the benchmark itself is protected. */
        public static final Safeguards NONE = new Safeguards(List.of(), List.of(), false);

        public Safeguards guard(String guard) {
            return new Safeguards(plus(guards, guard), protect, holdout);
        }

        public Safeguards protect(String glob) {
            return new Safeguards(guards, plus(protect, glob), holdout);
        }

        private static List<String> plus(List<String> list, String item) {
            var longer = new ArrayList<>(list);
            longer.add(item);
            return List.copyOf(longer);
        }
    }
}
