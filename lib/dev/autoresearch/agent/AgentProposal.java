package dev.autoresearch.agent;

import dev.autoresearch.ideas.IdeasFile.Idea;
import dev.autoresearch.process.CommandResult;
import dev.autoresearch.session.AgentTree.Left;
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
record AgentProposal(
        String loop,
        int iteration,
        Workspace place,
        long started,
        double seconds,
        Optional<CommandResult> execution,
        AgentReply words,
        Left left,
        Optional<Idea> offered) {

    /** The same as if the loop had been stopped while the agent worked: stored, and not measured. */
    AgentProposal interrupted() {
        return new AgentProposal(loop, iteration, place, started, seconds, Optional.empty(), words, left, offered);
    }
}
