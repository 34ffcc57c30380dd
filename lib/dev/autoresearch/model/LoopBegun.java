package dev.autoresearch.model;

import java.util.List;

/**
 * A loop begins, or goes on after an interruption when its id is known already.
 *
 * @param id unique
 * @param agent the agent's command
 * @param limits when it ends, in words
 * @param started epoch milliseconds
 */
public record LoopBegun(String id, String agent, List<String> limits, long started) implements Event {
    public LoopBegun {
        limits = List.copyOf(limits);
    }

    @Override
    public void foldInto(SessionReplay fold) {
        fold.loopBegun(this);
    }
}
