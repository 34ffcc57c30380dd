package dev.autoresearch.agent;

import dev.autoresearch.Problem;
import dev.autoresearch.ideas.PendingIdea;
import dev.autoresearch.journal.DurableFile;
import dev.autoresearch.model.Idea;
import dev.autoresearch.process.Command;
import dev.autoresearch.process.CommandResult;
import dev.autoresearch.process.OutputFiles;
import dev.autoresearch.process.OutputListener;
import dev.autoresearch.session.AgentTree;
import dev.autoresearch.session.AgentTree.AgentChanges;
import dev.autoresearch.session.BriefInput;
import dev.autoresearch.session.Hooks;
import dev.autoresearch.session.SessionContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Lets an agent work in a workspace. */
record AgentRunner(
        SessionContext context,
        Agent agent,
        Function<BriefInput, String> brief,
        OutputListener progress,
        LoopControl control) {
    /**
     * What an agent is to do in one iteration.
     *
     * @param loop id of the loop
     * @param iteration from 1
     * @param workspace where it works
     * @param command what it runs, with the brief
     * @param offered the idea that it is asked to try
     * @param timeout zero for none
     * @param output what it prints
     */
    record AgentTask(
            String loop,
            int iteration,
            Workspace workspace,
            AgentCommand command,
            Optional<Idea> offered,
            Duration timeout,
            AgentOutput output) {

        /** What the agent tries, as far as it is known while it works. */
        String trying() {
            var said = output.topic();
            if (!said.isEmpty()) return said;
            return offered.map(Idea::text).orElse("something that it has not told yet");
        }
    }

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

    /**
     * What the agent is to do in one iteration.
     *
     * @param remarks what it should know of the last iteration
     * @param taken texts of ideas that are offered to others at this moment
     * @param most time limit besides the agent's own
     */
    AgentTask task(
            String loop, int iteration, Workspace workspace, List<String> remarks, Set<String> taken, Duration most) {
        var all = new ArrayList<>(remarks);
        new Hooks(context).before().ifPresent(all::add);
        var input = BriefInput.of(context, false).without(taken).remarks(all);
        var text = brief.apply(input);
        var name = workspace.number() > 1 ? "brief-" + workspace.number() + ".md" : "brief.md";
        var file = context.files().makeState().resolve(name);
        DurableFile.replace(file, text);
        var offered = input.offered().map(PendingIdea::idea);
        var command = AgentCommand.of(agent.command(), text, file);
        return new AgentTask(loop, iteration, workspace, command, offered, timeout(most), new AgentOutput(progress));
    }

    AgentProposal propose(AgentTask task) {
        var command = task.command();
        task.workspace().open(task.loop(), task.iteration());
        var environment = new HashMap<>(command.environment());
        environment.put(AgentTree.MARKER, task.loop() + "." + task.iteration());
        var file = new OutputFiles(context.outputs()).next();
        long started = context.clock().millis();
        long clock = System.nanoTime();
        var folder = task.workspace().folder();
        var result = execute(
                new Command(command.line(), folder, task.timeout(), environment, command.input(), file), task.output());
        double seconds = (System.nanoTime() - clock) / 1e9;
        // in a folder that was moved away meanwhile nothing may be made
        context.files().makeState();
        boolean interrupted = Thread.interrupted();
        try {
            var left = task.workspace().takeBack();
            return new AgentProposal(
                    task, started, seconds, result, task.output().reply(), left);
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
    }

    /** Empty when the loop was stopped meanwhile. */
    private Optional<CommandResult> execute(Command command, AgentOutput output) {
        if (!control.beginAgent()) return Optional.empty();
        try {
            return Optional.of(context.executor().execute(command, output));
        } catch (Problem stopped) {
            if (stopped.exit() != Problem.INTERRUPTED) throw stopped;
            return Optional.empty();
        } finally {
            control.endAgent();
        }
    }

    private Duration timeout(Duration most) {
        var own = agent.timeout();
        if (most.isZero()) return own;
        return own.isZero() || own.compareTo(most) > 0 ? most : own;
    }
}
