package dev.autoresearch.model;

/** Something that happened, as the journal tells it. The state of a session is the fold over its events. */
public sealed interface Event
        permits AuditResult,
                Event.Begin,
                Event.Stored,
                Event.Unknown,
                BenchmarkFingerprint,
                HookRun,
                Judgement,
                LoopBegun,
                LoopEnded,
                Measurement,
                Proposal,
                Run,
                Trial,
                VerifyResult {

    /** Lets this event change the state. */
    void foldInto(SessionReplay fold);

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

        @Override
        public void foldInto(SessionReplay fold) {
            fold.begin(this);
        }
    }

    /** A tree that was put away under a git ref, for the run that is logged next. */
    record Stored(String ref, String commit) implements Event {
        @Override
        public void foldInto(SessionReplay fold) {
            fold.stored(this);
        }
    }

    /** A line of a kind that we do not know: passed over, never rewritten. */
    record Unknown(String type) implements Event {
        @Override
        public void foldInto(SessionReplay fold) {
            // Another tool's line says nothing about our state.
        }
    }
}
