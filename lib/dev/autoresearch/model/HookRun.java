package dev.autoresearch.model;

import java.util.OptionalInt;

/**
 * A hook was run; told for whoever reads the journal, and without meaning for the session's state.
 *
 * @param name {@code before} or {@code after}
 * @param exit its exit code; empty when its time was up
 * @param durationSeconds wall time
 * @param bytes how much it printed on standard output
 */
public record HookRun(String name, OptionalInt exit, double durationSeconds, long bytes) implements Event {
    @Override
    public void foldInto(SessionReplay fold) {
        // What a hook did outside says nothing about our state.
    }
}
