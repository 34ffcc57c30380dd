package dev.autoresearch.loop;

import dev.autoresearch.exec.Execution;
import dev.autoresearch.model.Idea;
import dev.autoresearch.workshop.AgentTree.Left;
import java.util.Optional;

/**
 * What came of an agent's work, before anybody decided about it.
 *
 * @param loop id of the loop
 * @param iteration from 1
 * @param place where the edits are
 * @param started epoch milliseconds
 * @param seconds how long the agent worked
 * @param execution how its command ended; empty when the loop was stopped meanwhile
 * @param words what it said
 * @param left what it left
 * @param offered the idea that it was asked to try
 */
record Proposed(
        String loop,
        int iteration,
        Workplace place,
        long started,
        double seconds,
        Optional<Execution> execution,
        AgentWords words,
        Left left,
        Optional<Idea> offered) {

    /** The same as if the loop had been stopped while the agent worked: stored, and not measured. */
    Proposed interrupted() {
        return new Proposed(loop, iteration, place, started, seconds, Optional.empty(), words, left, offered);
    }
}
