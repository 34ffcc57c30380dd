package dev.autoresearch.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Something that happened, as a line of the journal says. The state of a session is the fold over its events. */
public sealed interface Event
        permits AuditResult,
                Event.Begin,
                Event.BenchmarkFingerprint,
                Event.HookRun,
                Event.LoopBegun,
                Event.LoopEnded,
                Event.Stored,
                Judgement,
                Measurement,
                Proposal,
                Run,
                Settlement,
                Trial,
                VerifyResult {

    /** A config line: a segment begins, or is described anew before its first run. Empty names are not given. */
    record Begin(Setup setup, boolean directionKnown) implements Event {
        /** What the segment sets out to do: where the line is silent, what was meant before it. */
        Setup after(Setup before) {
            var name = setup.name().isEmpty() ? before.name() : setup.name();
            var metric = setup.metric();
            var known = metric.name().isEmpty()
                    ? before.metric()
                    : new Metric(metric.name(), metric.unit(), before.metric().direction());
            var direction = directionKnown ? metric.direction() : known.direction();
            return new Setup(
                    name,
                    new Metric(known.name(), known.unit(), direction),
                    setup.command(),
                    setup.layout(),
                    setup.git(),
                    setup.report(),
                    setup.safeguards());
        }
    }

    /** A tree that was put away under a git ref, for the run that is logged next. */
    record Stored(String ref, String commit) implements Event {}

    /**
     * A loop begins, or goes on after an interruption when its id is known already.
     *
     * @param id unique
     * @param limits when it ends, in words
     * @param started epoch milliseconds
     */
    record LoopBegun(String id, String agent, List<String> limits, long started) implements Event {
        public LoopBegun {
            limits = List.copyOf(limits);
        }
    }

    /**
     * A loop ended.
     *
     * @param reason the exit word: the limit that was reached, {@code interrupted}, {@code idle} or {@code agent_failing}
     * @param at epoch milliseconds
     */
    record LoopEnded(String id, String reason, long at) implements Event {
        /** Exit word of a loop that was asked to stop; it goes on when it is started again. */
        public static final String INTERRUPTED = "interrupted";
        /** Exit word of a loop whose agent only fails. */
        public static final String AGENT_FAILING = "agent_failing";

        /** Many iterations in a row left nothing to measure. */
        public static final String IDLE = "idle";
    }

    /**
     * A hook was run; noted for a reader of the journal; it does not change the session's state.
     *
     * @param name {@code before} or {@code after}
     * @param exit its exit code; empty when its time was up
     * @param durationSeconds wall time
     * @param bytes how much it printed on standard output
     */
    record HookRun(String name, OptionalInt exit, double durationSeconds, long bytes) implements Event {}

    /**
     * What the files that measure looked like at the baseline of a segment.
     *
     * @param command the benchmark as it was run then
     * @param files path relative to the session root → SHA-256 of its content, in hexadecimal
     */
    record BenchmarkFingerprint(String command, Map<String, String> files) implements Event {

        /** How the files that are there now differ, each with a word: {@code benchmark.sh (changed)}. */
        public List<String> differences(Map<String, String> now) {
            var differences = new ArrayList<String>();
            files.forEach((path, hash) -> {
                if (!now.containsKey(path)) differences.add(path + " (deleted)");
                else if (!hash.equals(now.get(path))) differences.add(path + " (changed)");
            });
            for (var path : now.keySet()) if (!files.containsKey(path)) differences.add(path + " (added)");
            return differences;
        }
    }
}
