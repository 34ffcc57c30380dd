package dev.autoresearch.loop;

import dev.autoresearch.AutoResearch;
import dev.autoresearch.Change;
import dev.autoresearch.Premises;
import dev.autoresearch.Problem;
import dev.autoresearch.model.LogEntry;
import dev.autoresearch.model.LoopBegun;
import dev.autoresearch.model.LoopEnded;
import dev.autoresearch.model.LoopReport;
import dev.autoresearch.model.Looping;
import dev.autoresearch.model.Plan;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.Session;
import dev.autoresearch.model.Text;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Iterations until a limit is reached: the agent proposes, the candidate is measured, the verdict decides. Killed at any
 * moment, the same loop goes on when it is started again: its counters are folded from the journal.
 */
public final class Loop {
    private static final int MOST_FAILURES = 5;

    private final AutoResearch research;
    private final Premises premises;
    private final Agent agent;
    private final Limits limits;
    private final Plan plan;
    private final Workplace place;

    /** A loop in the user's own tree. */
    public Loop(AutoResearch research, Agent agent, Limits limits, Plan plan) {
        this(research, agent, limits, plan, new InTree(research));
    }

    Loop(AutoResearch research, Agent agent, Limits limits, Plan plan, Workplace place) {
        this.research = research;
        this.premises = research.premises();
        this.agent = agent;
        this.limits = limits;
        this.plan = plan;
        this.place = place;
    }

    /**
     * Goes on until a limit is reached or this program is asked to stop.
     *
     * @return what it came to
     * @throws Problem when there is no session, no git, a tree with changes, a baseline that fails, or a disk that is full;
     *     nothing is lost then, and the same loop goes on when it is started again
     */
    public LoopReport run(LoopWatcher watcher) {
        check();
        var lock = premises.lockLoop();
        try (var interruption = Interruption.watch()) {
            place.recover();
            refuseDirty();
            begin(watcher);
            var settler = new Settler(research, agent, plan, watcher, interruption::requested);
            var reason = iterate(watcher, settler, interruption);
            premises.append(
                    new LoopEnded(looping().id(), reason, premises.clock().millis()));
            var report = report(reason);
            watcher.ended(report);
            return report;
        } finally {
            lock.close();
        }
    }

    /** Refuses what can be known to be wrong before anything is done. */
    public void check() {
        BriefedCommand.check(agent.command());
        premises.session();
        if (premises.git().isEmpty())
            throw new Problem(
                    "a loop needs git, since nothing else can put back what an agent does",
                    "git init, commit what there is, and begin the session with git: autoresearch init --reset …");
    }

    private void refuseDirty() {
        var dirty = premises.tree().dirty();
        if (dirty.isEmpty()) return;
        throw new Problem(
                "the tree has changes that are not committed: " + Text.line(String.join(", ", dirty), 200), """
                try them:   autoresearch attempt -d "what they do"
                or commit or stash them, then start the loop again""");
    }

    /** The loop that an interruption left goes on; any other begins anew. */
    private void begin(LoopWatcher watcher) {
        var before = premises.session().loop().filter(loop -> loop.canGoOn(agent.command()));
        var id = before.map(Looping::id).orElseGet(() -> UUID.randomUUID().toString());
        premises.append(new LoopBegun(
                id, agent.command(), limits.words(), premises.clock().millis()));
        watcher.begun(looping(), limits);
    }

    private String iterate(LoopWatcher watcher, Settler settler, Interruption interruption) {
        if (!measureBaseline(watcher, interruption)) return LoopEnded.INTERRUPTED;
        refuseUnknownTarget();
        var open = looping()
                .latest()
                .filter(latest -> looping().open() && latest.stored().isPresent());
        if (open.isPresent() && !settler.resume(open.get(), place)) return LoopEnded.INTERRUPTED;
        var proposer = new Proposer(research, agent);
        while (!interruption.requested()) {
            var loop = looping();
            var reason = reason(loop);
            if (reason.isPresent()) return reason.get();
            int iteration = loop.proposed() + 1;
            watcher.proposing(iteration);
            var proposed = proposer.propose(loop.id(), iteration, place, remarks(loop), timeLeft(loop));
            if (!settler.settle(proposed)) break;
        }
        return LoopEnded.INTERRUPTED;
    }

    private Optional<String> reason(Looping loop) {
        if (loop.failures() >= MOST_FAILURES) return Optional.of(LoopEnded.AGENT_FAILING);
        return limits.reached(tally(loop)).map(Limit::word);
    }

    /** What the last iteration's agent did wrong is told to the next one. */
    private static List<String> remarks(Looping loop) {
        return loop.latest()
                .map(latest -> latest.note())
                .filter(note -> !note.isEmpty())
                .map(List::of)
                .orElse(List.of());
    }

    private Duration timeLeft(Looping loop) {
        double hours = limits.hoursLeft(tally(loop));
        return Double.isInfinite(hours) || hours > 24 * 365
                ? Duration.ZERO
                : Duration.ofMillis(Math.max(1, (long) (hours * 3_600_000)));
    }

    private Tally tally(Looping loop) {
        var best = research.bestRun().map(Run::metrics).orElse(Map.of());
        return new Tally(loop.iterations(), hours(loop), loop.costUsd(), loop.losses(), loop.sinceGain(), best);
    }

    private double hours(Looping loop) {
        return loop.activeMillis(premises.clock().millis()) / 3_600_000.0;
    }

    /** Without a baseline there is nothing to beat. False when it was interrupted. */
    private boolean measureBaseline(LoopWatcher watcher, Interruption interruption) {
        if (premises.session().current().hasIncumbent()) return true;
        try {
            var attempt = research.attempt(LogEntry.of("baseline"), Change.NONE, plan);
            watcher.baseline(attempt);
            if (attempt.kept()) return true;
            var number = attempt.run().map(Run::number).orElse(0);
            throw new Problem(
                    "the baseline could not be measured: " + attempt,
                    "autoresearch show " + number + " has its output; correct the benchmark, then start again");
        } catch (Problem problem) {
            if (interruption.requested()) return false;
            throw problem;
        }
    }

    private void refuseUnknownTarget() {
        var known = research.bestRun().map(Run::metrics).orElse(Map.of());
        for (var target : limits.targets())
            if (!known.containsKey(target.metric()))
                throw new Problem(
                        "the benchmark prints no metric " + Text.line(target.metric(), 60),
                        "--until takes one of " + Text.line(String.join(", ", known.keySet()), 200));
    }

    private Looping looping() {
        return premises.session()
                .loop()
                .orElseThrow(
                        () -> new Problem("the session was begun anew while the loop went on", "start the loop again"));
    }

    private LoopReport report(String reason) {
        Session session = premises.session();
        var loop = looping();
        return new LoopReport(
                reason,
                loop,
                session.metric(),
                session.current().best(),
                session.current().change(),
                loop.activeMillis(premises.clock().millis()) / 1000.0);
    }
}
