package dev.autoresearch.agent;

import dev.autoresearch.Problem;
import dev.autoresearch.ideas.PendingIdea;
import dev.autoresearch.journal.DurableFile;
import dev.autoresearch.process.Command;
import dev.autoresearch.process.CommandResult;
import dev.autoresearch.process.OutputFiles;
import dev.autoresearch.process.OutputListener;
import dev.autoresearch.session.AgentTree;
import dev.autoresearch.session.Hooks;
import dev.autoresearch.session.SessionContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Lets an agent work in a workplace. */
final class AgentRunner {

    private final SessionContext context;
    private final Agent agent;
    private final Function<BriefInput, String> brief;
    private final OutputListener progress;

    /**
     * @param brief writes a brief
     * @param progress sees the lines that agents print
     */
    AgentRunner(SessionContext context, Agent agent, Function<BriefInput, String> brief, OutputListener progress) {
        this.context = context;
        this.agent = agent;
        this.brief = brief;
        this.progress = progress;
    }

    /**
     * The brief of one iteration.
     *
     * @param remarks what the agent should know of the last iteration
     * @param taken texts of ideas that are offered to others at this moment
     * @param most time limit besides the agent's own
     */
    AgentTask errand(
            String loop, int iteration, Workspace place, List<String> remarks, Set<String> taken, Duration most) {
        var all = new ArrayList<>(remarks);
        new Hooks(context).before().ifPresent(all::add);
        var input = BriefInput.of(context, false).without(taken).remarks(all);
        var text = brief.apply(input);
        var name = place.number() > 1 ? "brief-" + place.number() + ".md" : "brief.md";
        var file = context.files().makeState().resolve(name);
        DurableFile.replace(file, text);
        return new AgentTask(
                loop,
                iteration,
                place,
                text,
                file,
                input.offered().map(PendingIdea::idea),
                most,
                new AgentOutput(progress),
                new AgentInterrupt());
    }

    /** One iteration's work of the agent. */
    AgentProposal propose(AgentTask errand) {
        var place = errand.place();
        var loop = errand.loop();
        int iteration = errand.iteration();
        var command = AgentCommand.of(agent.command(), errand.brief(), errand.file());
        place.open(loop, iteration);
        var environment = new HashMap<>(command.environment());
        environment.put(AgentTree.MARKER, loop + "." + iteration);
        var reader = errand.reader();
        var output = new OutputFiles(context.outputs()).next();
        long started = context.clock().millis();
        long clock = System.nanoTime();
        var task = new Command(
                command.line(), place.folder(), timeout(errand.most()), environment, command.input(), output);
        var execution = execute(task, reader, errand.leash());
        double seconds = (System.nanoTime() - clock) / 1e9;
        // in a folder that was moved away meanwhile nothing may be made
        context.files().makeState();
        boolean interrupted = Thread.interrupted();
        try {
            return new AgentProposal(
                    loop,
                    iteration,
                    place,
                    started,
                    seconds,
                    execution,
                    reader.words(),
                    place.takeBack(),
                    errand.offered());
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
    }

    /** Empty when this program was asked to stop meanwhile. */
    private Optional<CommandResult> execute(Command task, AgentOutput reader, AgentInterrupt leash) {
        if (!leash.begin()) return Optional.empty();
        try {
            return Optional.of(context.executor().execute(task, reader));
        } catch (Problem stopped) {
            if (stopped.exit() != Problem.INTERRUPTED) throw stopped;
            return Optional.empty();
        } finally {
            leash.end();
        }
    }

    private Duration timeout(Duration most) {
        var own = agent.timeout();
        if (most.isZero()) return own;
        return own.isZero() || own.compareTo(most) > 0 ? most : own;
    }
}
