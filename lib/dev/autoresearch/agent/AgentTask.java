package dev.autoresearch.agent;

import dev.autoresearch.ideas.IdeasFile.Idea;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What an agent is sent to do.
 *
 * @param loop id of the loop
 * @param iteration from 1
 * @param place where it works
 * @param brief what it is told
 * @param file where the brief stands
 * @param offered the idea that it is asked to try
 * @param most time limit besides the agent's own; zero for none
 * @param reader hears what it says
 * @param leash calls it back
 */
record AgentTask(
        String loop,
        int iteration,
        Workspace place,
        String brief,
        Path file,
        Optional<Idea> offered,
        Duration most,
        AgentOutput reader,
        AgentInterrupt leash) {

    /** What the agent tries, as far as it is known while it works. */
    String trying() {
        var said = reader.topic();
        if (!said.isEmpty()) return said;
        return offered.map(Idea::text).orElse("something that it has not told yet");
    }
}
