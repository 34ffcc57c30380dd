package dev.autoresearch.agent;

import dev.autoresearch.process.CommandResult;
import dev.autoresearch.session.AgentTree.AgentChanges;
import java.util.Optional;

/**
 * What came of an agent's work, before it is decided about.
 *
 * @param task what it was to do, and where
 * @param started epoch milliseconds
 * @param seconds how long the agent worked
 * @param result how its command ended; empty when the loop was stopped meanwhile
 * @param reply what it said
 * @param left what it left
 */
record AgentProposal(
        AgentTask task,
        long started,
        double seconds,
        Optional<CommandResult> result,
        AgentOutput.Reply reply,
        AgentChanges left) {

    /** The same as if the loop had been stopped while the agent worked: stored, and not measured. */
    AgentProposal interrupted() {
        return new AgentProposal(task, started, seconds, Optional.empty(), reply, left);
    }
}
