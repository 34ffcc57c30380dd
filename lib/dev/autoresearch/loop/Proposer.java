package dev.autoresearch.loop;

import dev.autoresearch.AgentTree;
import dev.autoresearch.AutoResearch;
import dev.autoresearch.Premises;
import dev.autoresearch.Problem;
import dev.autoresearch.exec.Execution;
import dev.autoresearch.exec.OutputFiles;
import dev.autoresearch.exec.Task;
import dev.autoresearch.journal.DurableFile;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/** Lets an agent work in a workplace. */
final class Proposer {
    private static final int INTERRUPTED = 130;

    private final AutoResearch research;
    private final Premises premises;
    private final Agent agent;

    Proposer(AutoResearch research, Agent agent) {
        this.research = research;
        this.premises = research.premises();
        this.agent = agent;
    }

    /**
     * One iteration's work of the agent.
     *
     * @param remarks what the agent should know of the last iteration
     * @param most time limit besides the agent's own
     */
    Proposed propose(String loop, int iteration, Workplace place, List<String> remarks, Duration most) {
        var briefing = new Briefing(research);
        var offered = briefing.offered();
        var brief = briefing.text(remarks);
        var file = premises.files().makeState().resolve("brief.md");
        DurableFile.replace(file, brief);
        var command = BriefedCommand.of(agent.command(), brief, file);
        place.open(loop, iteration);
        var environment = new HashMap<>(command.environment());
        environment.put(AgentTree.MARKER, loop + "." + iteration);
        var reader = new WordReader();
        var output = new OutputFiles(premises.outputs()).next();
        long started = premises.clock().millis();
        long clock = System.nanoTime();
        var task =
                new Task(command.line(), place.folder(), timeout(most), environment, command.input(), output, reader);
        var execution = execute(task);
        double seconds = (System.nanoTime() - clock) / 1e9;
        boolean interrupted = Thread.interrupted();
        try {
            return new Proposed(
                    loop, iteration, place, started, seconds, execution, reader.words(), place.takeBack(), offered);
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
    }

    /** Empty when this program was asked to stop meanwhile. */
    private Optional<Execution> execute(Task task) {
        try {
            return Optional.of(premises.executor().execute(task, premises.watcher()::line));
        } catch (Problem stopped) {
            if (stopped.exit() != INTERRUPTED) throw stopped;
            return Optional.empty();
        }
    }

    private Duration timeout(Duration most) {
        var own = agent.timeout();
        if (most.isZero()) return own;
        return own.isZero() || own.compareTo(most) > 0 ? most : own;
    }
}
