package dev.autoresearch.agent;

import dev.autoresearch.model.Idea;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What an agent is to do in one iteration.
 *
 * @param loop id of the loop
 * @param iteration from 1
 * @param workspace where it works
 * @param brief what it is to read
 * @param file where the brief stands
 * @param offered the idea that it is asked to try
 * @param most time limit besides the agent's own; zero for none
 * @param output what it prints
 */
record AgentTask(
        String loop,
        int iteration,
        Workspace workspace,
        String brief,
        Path file,
        Optional<Idea> offered,
        Duration most,
        AgentOutput output) {

    /** What the agent tries, as far as it is known while it works. */
    String trying() {
        var said = output.topic();
        if (!said.isEmpty()) return said;
        return offered.map(Idea::text).orElse("something that it has not told yet");
    }
}
