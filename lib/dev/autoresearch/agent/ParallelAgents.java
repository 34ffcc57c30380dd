package dev.autoresearch.agent;

import dev.autoresearch.Problem;
import dev.autoresearch.model.Event.LoopEnded;
import dev.autoresearch.model.LoopState;
import dev.autoresearch.model.Proposal;
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
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Several agents that propose side by side. What they propose is settled in this thread, one after the other, in the
 * order in which they were ready. Limits count what is under way as well, so that none is overshot.
 */
final class ParallelAgents {
    private final AgentLoop loop;
    private final AgentRunner proposer;
    private final ProposalRecorder settler;
    private final LoopListener watcher;
    private final LoopShutdownHook interruption;
    private final LoopControl ending;
    private final ExecutorService threads;
    private final Deque<Workspace> free;
    private final Map<Workspace, AgentTask> underWay = new LinkedHashMap<>();
    private final Map<Workspace, List<String>> remarks = new HashMap<>();
    private final BlockingQueue<Ready> ready = new LinkedBlockingQueue<>();
    private int begun;

    /** An agent is done, or could not be let work. */
    private record Ready(Workspace place, Optional<AgentProposal> proposed, Optional<Throwable> failure) {}

    ParallelAgents(
            AgentLoop loop,
            List<Workspace> places,
            AgentRunner proposer,
            ProposalRecorder settler,
            LoopListener watcher,
            LoopShutdownHook interruption,
            LoopControl ending) {
        this.loop = loop;
        this.proposer = proposer;
        this.settler = settler;
        this.watcher = watcher;
        this.interruption = interruption;
        this.ending = ending;
        this.free = new ArrayDeque<>(places);
        this.threads = Executors.newFixedThreadPool(places.size());
        this.begun = loop.looping().totals().proposed();
    }

    /** Why the loop ended; nobody is at work any more then. */
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
        if (interruption.requested()) return Optional.of(LoopEnded.INTERRUPTED);
        var state = loop.looping();
        var reason = loop.reason(state, 0);
        if (reason.isPresent()) return reason;
        boolean more = true;
        while (more && !free.isEmpty() && loop.reason(state, underWay.size()).isEmpty()) more = send(state);
        // nobody to wait for: the loop was asked to end, or a limit was reached since the look above
        if (underWay.isEmpty()) return more ? Optional.empty() : Optional.of(LoopEnded.INTERRUPTED);
        return settle(ready.take()) ? Optional.empty() : Optional.of(LoopEnded.INTERRUPTED);
    }

    private boolean settle(Ready next) {
        underWay.remove(next.place());
        if (next.failure().orElse(null) instanceof Error defect) throw defect;
        if (next.failure().orElse(null) instanceof RuntimeException failure) throw failure;
        var done = next.proposed().orElseThrow();
        boolean settled = settler.settle(done) && settler.catchUp(next.place());
        if (settled) ending.over(done.iteration());
        var told = new ArrayList<>(noteOf(done.iteration()));
        settler.heard().ifPresent(told::add);
        remarks.put(next.place(), told);
        free.add(next.place());
        return settled;
    }

    /** Lets the next agent work. False when the loop was asked to end. */
    private boolean send(LoopState state) {
        if (!ending.begin(begun + 1)) return false;
        int iteration = ++begun;
        var place = free.remove();
        watcher.proposing(iteration);
        var told = new ArrayList<>(remarks.getOrDefault(place, List.of()));
        var taken = new HashSet<String>();
        for (var other : underWay.values()) {
            told.add("agent " + other.place().number() + " is at work on this, so try something else: "
                    + SafeText.line(other.trying(), 200));
            other.offered().ifPresent(idea -> taken.add(idea.text()));
        }
        var errand = proposer.errand(state.id(), iteration, place, told, taken, loop.timeLeft(state));
        underWay.put(place, errand);
        threads.execute(() -> ready.add(done(errand)));
        return true;
    }

    private Ready done(AgentTask errand) {
        try {
            return new Ready(errand.place(), Optional.of(proposer.propose(errand)), Optional.empty());
        } catch (RuntimeException | Error failure) {
            // whatever it is: nobody may wait for it for ever
            return new Ready(errand.place(), Optional.empty(), Optional.of(failure));
        }
    }

    /** What went wrong is told to the agent of the same place. */
    private List<String> noteOf(int iteration) {
        return loop.looping()
                .latest()
                .filter(latest -> latest.iteration() == iteration)
                .map(Proposal::note)
                .filter(note -> !note.isEmpty())
                .map(List::of)
                .orElse(List.of());
    }

    /** Stops those at work; what they have is stored, and not measured. */
    private void recall() {
        threads.shutdown();
        for (var errand : underWay.values()) errand.leash().pull();
        boolean interrupted = Thread.interrupted();
        try {
            while (!underWay.isEmpty()) {
                var last = ready.take();
                underWay.remove(last.place());
                // who could not be let work has left nothing that the end of the loop does not store
                last.proposed().ifPresent(this::store);
            }
        } catch (InterruptedException hurry) {
            // the next start finds what is left and stores it
            interrupted = true;
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
    }

    private void store(AgentProposal proposed) {
        try {
            settler.settle(proposed.interrupted());
        } catch (Problem unstored) {
            // it stays in its worktree, where the next start finds it; the others are waited for
            return;
        }
    }
}
