package dev.autoresearch.model;

/** Something that happened, as the journal tells it. The state of a session is the fold over its events. */
public sealed interface Event
        permits Audited, Event.Begin, Event.Stored, Event.Unknown, Judgement, Measurement, Run, Trial, Verified {

    /** Lets this event change the state. */
    void foldInto(Fold fold);

    /** A config line: a segment begins, or is described anew before its first run. */
    record Begin(Setup setup, boolean directionKnown) implements Event {
        @Override
        public void foldInto(Fold fold) {
            fold.begin(this);
        }
    }

    /** A tree that was put away under a git ref, for the run that is logged next. */
    record Stored(String ref, String commit) implements Event {
        @Override
        public void foldInto(Fold fold) {
            fold.stored(this);
        }
    }

    /** A line of a kind that we do not know: passed over, never rewritten. */
    record Unknown(String type) implements Event {
        @Override
        public void foldInto(Fold fold) {
            // Another tool's line says nothing about our state.
        }
    }
}
