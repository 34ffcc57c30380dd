package dev.autoresearch.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * One execution of the benchmark: what {@code run} returns, and the pending run until it is logged.
 *
 * @param id unique within the journal
 * @param started epoch milliseconds
 * @param command as given to {@code bash -c}
 * @param exitCode empty when our time limit ended the command
 * @param durationSeconds wall time of the command alone
 * @param primary the value of the session's metric, if it was printed or reported
 * @param metrics the last value of each name, in order of first appearance
 * @param samples every value of the names that were printed several times; the samples of a report
 * @param warnings what to know before believing it
 * @param candidate the tree that was measured, where git is used
 * @param attempt what an {@code attempt} that is not recorded yet was about
 * @param role what it was for, when it is part of a calibration or a trial; such a one is never pending
 * @param output file that holds the whole output, relative to the session root
 * @param busyCores how many cores agents kept busy meanwhile, ≥ 0; only looks in idle time know it
 */
public record Measurement(
        String id,
        long started,
        String command,
        Outcome outcome,
        OptionalInt exitCode,
        double durationSeconds,
        OptionalDouble primary,
        Map<String, Double> metrics,
        Map<String, List<Double>> samples,
        String tail,
        List<String> warnings,
        Optional<TreeState> candidate,
        String host,
        Optional<String> attempt,
        Optional<Role> role,
        Optional<String> output,
        double busyCores)
        implements Event {
    /** As the JVM, javac, gcc, rustc and Maven print one. */
    private static final String NAMES_ERROR = "Exception|Error|\\berror(\\[\\w+])?:|\\[ERROR]";

    private static final int LONGEST_CAUSE = 100;

    /** Exit code 0, in time, checks passed. */
    public boolean passed() {
        return outcome == Outcome.PASSED;
    }

    /** The same execution, while agents kept so many cores busy. */
    public Measurement beside(double cores) {
        return copy(id, warnings, attempt, role, candidate, cores);
    }

    /** The benchmark itself failed or timed out. */
    public boolean crashed() {
        return outcome == Outcome.FAILED || outcome == Outcome.TIMED_OUT;
    }

    public boolean timedOut() {
        return outcome == Outcome.TIMED_OUT;
    }

    /** How it ended, in a word or two: {@code passed}, {@code exit 3}, {@code timed out}, {@code checks failed}. */
    public String ending() {
        return switch (outcome) {
            case PASSED -> "passed";
            case FAILED -> "exit " + (exitCode.isPresent() ? exitCode.getAsInt() : "unknown");
            case TIMED_OUT -> "timed out";
            case CHECKS_FAILED -> "checks failed";
        };
    }

    /** The line of its output that most likely says why it failed: the first that names an error, else the last. */
    public String cause() {
        var error = Pattern.compile(NAMES_ERROR);
        var last = "";
        for (var line : tail.split("\n")) {
            if (error.matcher(line).find()) return afterThread(line.strip());
            if (!line.isBlank()) last = line.strip();
        }
        return last;
    }

    private static String afterThread(String line) {
        var end = line.startsWith("Exception in thread") ? line.indexOf("\" ") : -1;
        return end < 0 ? line : line.substring(end + 2);
    }

    public Measurement as(Role role) {
        return copy(id, warnings, attempt, Optional.of(role), candidate, busyCores);
    }

    public Measurement on(TreeState candidate) {
        return copy(id, warnings, attempt, role, Optional.of(candidate), busyCores);
    }

    public Measurement about(Optional<String> attempt) {
        return copy(id, warnings, attempt, role, candidate, busyCores);
    }

    public Measurement warning(List<String> more) {
        var all = new ArrayList<>(warnings);
        all.addAll(more);
        return copy(id, List.copyOf(all), attempt, role, candidate, busyCores);
    }

    /** An earlier execution that stands for the incumbent, under an id of its own. */
    public Measurement remembered(String newId, Role role) {
        var warning = "not measured again: an earlier value stands for the incumbent";
        return copy(newId, List.of(warning), Optional.empty(), Optional.of(role), Optional.empty(), busyCores);
    }

    private Measurement copy(
            String id,
            List<String> warnings,
            Optional<String> attempt,
            Optional<Role> role,
            Optional<TreeState> candidate,
            double busyCores) {
        return new Measurement(
                id,
                started,
                command,
                outcome,
                exitCode,
                durationSeconds,
                primary,
                metrics,
                samples,
                tail,
                warnings,
                candidate,
                host,
                attempt,
                role,
                output,
                busyCores);
    }

    /** What a line about it ends with: why it gave no value; empty when it gave one, or said nothing. */
    public String why() {
        return isMeasured() || cause().isEmpty() ? "" : "   " + SafeText.line(cause(), LONGEST_CAUSE);
    }

    /** Did it pass, and print or report the session's metric? */
    public boolean isMeasured() {
        return passed() && primary.isPresent();
    }

    /** Did it give a value that counts: passed, the primary metric printed, no warm-up? */
    public boolean counts() {
        boolean warmUp = role.isPresent() && role.get().purpose() == Role.Purpose.WARM_UP;
        return isMeasured() && !warmUp;
    }

    /** Is it an execution of this side of the trial? */
    public boolean isAt(Side side) {
        return role.isPresent() && role.get().side() == side;
    }

    @Override
    public String toString() {
        var line = new StringBuilder(ending()).append(" in ").append(Format.duration(durationSeconds));
        metrics.forEach(
                (name, value) -> line.append("   ").append(name).append(' ').append(Format.number(value)));
        return line + why();
    }

    /**
     * What an execution was for, when it is part of something larger than a run.
     *
     * @param purpose warm-up, calibration, trial, or a check of what was kept
     */
    public record Role(Purpose purpose, Side side) {

        /** Why a benchmark was executed. */
        public enum Purpose implements Keyword {
            /** Not counted: caches and compilers get warm. */
            WARM_UP,
            /** Identical code, to learn the noise. */
            CALIBRATION,
            /** A candidate on its way to a verdict. */
            TRIAL,
            /** A variant in a round of a sweep, before it is known whether it comes to a verdict. */
            ROUND,
            /** Not counted: the baseline and HEAD get warm before they are verified. */
            VERIFY_WARM_UP,
            /** The baseline against HEAD. */
            VERIFY,
            /** Not counted: HEAD, or HEAD without a change, gets warm while an agent works. */
            LOOK_WARM_UP,
            /** HEAD, or HEAD without a kept change, while an agent works. */
            LOOK,
            /** Not counted: HEAD and HEAD without a change get warm before an audit. */
            AUDIT_WARM_UP,
            /** HEAD without one of the kept changes against HEAD. */
            AUDIT;

            /** {@code warmup}, {@code verify-warmup}. */
            @Override
            public String word() {
                return Keyword.super.word().replace("warm_up", "warmup").replace('_', '-');
            }

            /** Does it check what was kept, rather than decide about a candidate? */
            public boolean isCheck() {
                return ofVerify() || ofAudit();
            }

            /** Was it made while an agent worked, which costs nothing? */
            public boolean isIdle() {
                return this == LOOK || this == LOOK_WARM_UP;
            }

            boolean ofVerify() {
                return this == VERIFY || this == VERIFY_WARM_UP;
            }

            boolean ofAudit() {
                return this == AUDIT || this == AUDIT_WARM_UP;
            }
        }
    }

    /** How one execution of the benchmark ended. */
    public enum Outcome implements Keyword {
        /** Exit code 0, in time, and the checks passed if there are any. */
        PASSED,
        /** A non-zero exit code or a signal. */
        FAILED,
        TIMED_OUT,
        /** The benchmark passed, the checks script did not. */
        CHECKS_FAILED;
    }
}
