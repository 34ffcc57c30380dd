package dev.autoresearch.agent;

import dev.autoresearch.Problem;
import dev.autoresearch.agent.AgentRunner.AgentProposal;
import dev.autoresearch.agent.AgentRunner.AgentTask;
import dev.autoresearch.model.Event.LoopEnded;
import dev.autoresearch.model.LoopState;
import dev.autoresearch.model.SafeText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Several agents that propose side by side. What they propose is recorded in this thread, one after the other, in the order
 * in which they were ready. Limits count what is under way as well, so that none is overshot.
 */
@SuppressWarnings("CollectionUndefinedEquality") // a future equals itself alone, which is what is looked up
final class ParallelAgents {
    private final AgentLoop loop;
    private final AgentRunner runner;
    private final ProposalRecorder recorder;
    private final LoopListener listener;
    private final LoopControl control;
    private final IdleLooks idle;
    private final ExecutorService threads;
    private final CompletionService<AgentProposal> agents;
    private final Deque<Workspace> free;
    private final Map<Future<AgentProposal>, AgentTask> underWay = new LinkedHashMap<>();
    private final Map<Workspace, List<String>> remarks = new HashMap<>();
    private int begun;

    ParallelAgents(
            AgentLoop loop,
            List<Workspace> workspaces,
            AgentRunner runner,
            ProposalRecorder recorder,
            LoopListener listener,
            LoopControl control,
            IdleLooks idle) {
        this.loop = loop;
        this.runner = runner;
        this.recorder = recorder;
        this.listener = listener;
        this.control = control;
        this.idle = idle;
        this.free = new ArrayDeque<>(workspaces);
        this.threads = Executors.newFixedThreadPool(workspaces.size());
        this.agents = new ExecutorCompletionService<>(threads);
        this.begun = loop.state().counts().proposed();
    }

    /** Why the loop ended; no agent is at work any more then. */
    String iterate() {
        var reason = Optional.<String>empty();
        try {
            while (reason.isEmpty()) reason = step();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            reason = Optional.of(LoopEnded.INTERRUPTED);
        } finally {
            recall();
        }
        return reason.get();
    }

    private Optional<String> step() throws InterruptedException {
        if (control.stopped()) return Optional.of(LoopEnded.INTERRUPTED);
        var state = loop.state();
        var reason = loop.reason(state, 0);
        if (reason.isPresent()) return reason;
        boolean more = true;
        while (more && !free.isEmpty() && loop.reason(state, underWay.size()).isEmpty()) more = send(state);
        // none to wait for: the loop was asked to end, or a limit was reached since the look above
        if (underWay.isEmpty()) return more ? Optional.empty() : Optional.of(LoopEnded.INTERRUPTED);
        return settle(ready()) ? Optional.empty() : Optional.of(LoopEnded.INTERRUPTED);
    }

    private Future<AgentProposal> ready() throws InterruptedException {
        idle.begin();
        try {
            return agents.take();
        } finally {
            idle.end();
        }
    }

    private boolean settle(Future<AgentProposal> ready) throws InterruptedException {
        underWay.remove(ready);
        var proposed = result(ready);
        var workspace = proposed.task().workspace();
        int iteration = proposed.task().iteration();
        boolean settled = recorder.settle(proposed)
                && recorder.catchUp(workspace)
                && loop.settle(listener, workspace, idle, idle.looks()::settle);
        if (settled) control.over(iteration);
        var latest = loop.state().latest().filter(last -> last.iteration() == iteration);
        remarks.put(workspace, AgentLoop.remarks(latest, recorder));
        free.add(workspace);
        return settled;
    }

    private static AgentProposal result(Future<AgentProposal> ready) throws InterruptedException {
        try {
            return ready.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof Error defect) throw defect;
            if (failed.getCause() instanceof RuntimeException failure) throw failure;
            throw new IllegalStateException(failed.getCause());
        }
    }

    /** Lets the next agent work. False when the loop was asked to end. */
    private boolean send(LoopState state) {
        if (!control.begin(begun + 1)) return false;
        int iteration = ++begun;
        var workspace = free.remove();
        listener.proposing(iteration);
        var known = new ArrayList<>(remarks.getOrDefault(workspace, List.of()));
        var taken = new HashSet<String>();
        for (var other : underWay.values()) {
            known.add("agent " + other.workspace().number() + " is at work on this, so try something else: "
                    + SafeText.line(other.trying(), 200));
            other.offered().ifPresent(idea -> taken.add(idea.text()));
        }
        var task = runner.task(state.id(), iteration, workspace, known, taken, loop.timeLeft(state));
        underWay.put(agents.submit(() -> runner.propose(task)), task);
        return true;
    }

    /** Stops those at work; what they have is stored, and not measured. */
    private void recall() {
        threads.shutdown();
        control.recall();
        boolean interrupted = Thread.interrupted();
        try {
            while (!underWay.isEmpty()) {
                var last = agents.take();
                underWay.remove(last);
                store(last);
            }
        } catch (InterruptedException hurry) {
            // the next start finds what is left and stores it
            interrupted = true;
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
    }

    private void store(Future<AgentProposal> last) throws InterruptedException {
        try {
            recorder.settle(last.get().interrupted());
        } catch (ExecutionException | Problem unstored) {
            // it stays in its worktree, where the next start finds it; the others are waited for
            return;
        }
    }
}
