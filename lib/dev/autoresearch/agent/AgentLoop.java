package dev.autoresearch.agent;

import dev.autoresearch.Problem;
import dev.autoresearch.Problem.Hint;
import dev.autoresearch.Problem.NextStep;
import dev.autoresearch.measure.HeadLooks;
import dev.autoresearch.model.Event.LoopBegun;
import dev.autoresearch.model.Event.LoopEnded;
import dev.autoresearch.model.LogEntry;
import dev.autoresearch.model.LoopState;
import dev.autoresearch.model.LoopState.LoopReport;
import dev.autoresearch.model.Plan;
import dev.autoresearch.model.Proposal;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.SafeText;
import dev.autoresearch.model.Settlement;
import dev.autoresearch.process.OutputListener;
import dev.autoresearch.session.BriefInput;
import dev.autoresearch.session.Protection;
import dev.autoresearch.session.SessionContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * Iterations until a limit is reached: the agent proposes, the candidate is measured, the verdict decides. After a
 * kill the same loop goes on: its counters are folded from the journal.
 */
public final class AgentLoop {
    public static final int MOST_AGENTS = 16;

    private static final int MOST_FAILURES = 5;
    private static final int MOST_IDLE = 20;

    private final SessionContext context;
    private final Agent agent;
    private final Limits limits;
    private Plan plan;
    private final int agents;
    private final boolean idleLooks;
    private final Function<BriefInput, String> brief;
    private final LoopControl control = new LoopControl();

    /**
     * A loop in the user's own tree, or with agents side by side, each in a worktree of its own. Their candidates are
     * measured one after the other. The user's tree is then left alone until something is kept.
     *
     * @param agents how many have a worktree, 1 to 16; 0 for one in the user's tree
     * @param idleLooks is HEAD to be measured while agents work?
     * @param brief writes what an agent is to read
     */
    public AgentLoop(
            SessionContext context,
            Agent agent,
            Limits limits,
            Plan plan,
            int agents,
            boolean idleLooks,
            Function<BriefInput, String> brief) {
        this.context = context;
        this.agent = agent;
        this.limits = limits;
        this.plan = plan;
        this.agents = agents;
        this.idleLooks = idleLooks;
        this.brief = brief;
    }

    /**
     * Goes on until a limit is reached or this program is asked to stop.
     *
     * @return what it came to
     * @throws Problem when there is no session, no git, a tree with changes, a baseline that fails, or a full disk
     */
    public LoopReport run(LoopListener listener) {
        check();
        boolean looks = looksWhenIdle();
        // what no look confirms is decided for good
        if (!looks) plan = plan.provisional(false);
        var lock = context.loop(agents > 0);
        boolean interrupted = false;
        control.watch();
        try (control;
                var pool = agents > 0 ? WorktreePool.of(context, plan, agents) : null;
                var idle = new IdleLooks(context, plan, looks, pool == null ? this::head : pool.kept()::head)) {
            if (pool != null) pool.recover();
            var workspaces = pool == null ? List.of(new Workspace(context)) : List.<Workspace>copyOf(pool.slots());
            workspaces.get(0).ready(plan);
            begin(listener);
            var reason = iterate(listener, workspaces, idle);
            if (!reason.equals(LoopEnded.INTERRUPTED))
                settle(listener, workspaces.get(0), idle, idle.looks()::settleAll);
            // an interrupt has been obeyed, and would close the files that are written from here on
            interrupted = Thread.interrupted();
            context.appendStep(
                    new LoopEnded(state().id(), reason, context.clock().millis()));
            var report = report(reason);
            listener.ended(report);
            return report;
        } finally {
            interrupted |= Thread.interrupted();
            lock.close();
            if (interrupted) Thread.currentThread().interrupt();
        }
    }

    private boolean looksWhenIdle() {
        if (!idleLooks || plan.rule().equals(Plan.SINGLE)) return false;
        var hindrance = HeadLooks.hindrance(context, plan);
        hindrance.ifPresent(why -> context.notice("nothing is measured while the agent works: " + why));
        return hindrance.isEmpty();
    }

    private String head() {
        return context.git(context.begun()).orElseThrow().head();
    }

    /**
     * Lets the loop end when what is under way is settled; for any thread. Interrupting the loop's thread, or asking this
     * program to stop, ends it at once.
     *
     * @return what it ends after, such as {@code iteration 7}
     */
    public String finish() {
        return control.finish();
    }

    /** Refuses what can be known to be wrong before anything is done. */
    public void check() {
        AgentCommand.check(agent.command());
        agent.globs(context.files().root());
        if (context.git(context.begun()).isEmpty())
            throw new Problem(
                    "a loop needs git, since nothing else can put back what an agent does",
                    Hint.of(
                            "git init, commit what there is, and begin the session with git: {}",
                            Protection.BEGIN_ANEW));
        if (context.session().current().best().isPresent()) refuseUnknownTarget();
    }

    /** The loop that an interruption left goes on; any other begins anew. */
    private void begin(LoopListener listener) {
        var before = context.begun().loop().filter(loop -> loop.canGoOn(agent.command()));
        var id = before.map(LoopState::id).orElseGet(() -> UUID.randomUUID().toString());
        context.appendStep(new LoopBegun(
                id, agent.command(), limits.words(), context.clock().millis()));
        listener.begun(state(), limits);
    }

    private String iterate(LoopListener listener, List<Workspace> workspaces, IdleLooks idle) {
        var recorder = new ProposalRecorder(context, agent, plan, listener, control);
        var workspace = workspaces.get(0);
        if (!measureBaseline(listener, workspace)) return LoopEnded.INTERRUPTED;
        refuseUnknownTarget();
        if (!resume(recorder, workspace) || !recorder.catchUp(workspace)) return LoopEnded.INTERRUPTED;
        if (workspaces.size() > 1) {
            var runner = new AgentRunner(context, agent, brief, OutputListener.NONE, control);
            return new ParallelAgents(this, workspaces, runner, recorder, listener, control, idle).iterate();
        }
        var runner = new AgentRunner(context, agent, brief, context.progress()::line, control);
        while (!control.stopped()) {
            var loop = state();
            var reason = reason(loop, 0);
            if (reason.isPresent()) return reason.get();
            int last = loop.counts().proposed();
            if (!control.begin(last + 1)) break;
            listener.proposing(last + 1);
            var remarks = remarks(loop.latest(), recorder);
            var task = runner.task(loop.id(), last + 1, workspace, remarks, Set.of(), timeLeft(loop));
            if (!recorder.settle(proposed(runner, task, idle)) || !recorder.catchUp(workspace)) break;
            if (!settle(listener, workspace, idle, idle.looks()::settle)) break;
            control.over(last + 1);
        }
        return LoopEnded.INTERRUPTED;
    }

    private static AgentRunner.AgentProposal proposed(AgentRunner runner, AgentRunner.AgentTask task, IdleLooks idle) {
        idle.begin();
        try {
            return runner.propose(task);
        } finally {
            idle.end();
        }
    }

    /** Confirms and takes out what the looks so far have settled. False when that was interrupted. */
    boolean settle(
            LoopListener listener,
            Workspace workspace,
            IdleLooks idle,
            Function<SessionContext, List<Settlement>> looks) {
        if (!idle.looks().isNoisy()) return true;
        try {
            for (var settlement : workspace.settle(looks))
                listener.settled(context.run(settlement.number()), settlement);
            return true;
        } catch (Problem problem) {
            if (problem.exit() == Problem.INTERRUPTED || control.stopped()) return false;
            throw problem;
        }
    }

    /** Measures the candidate that an interruption left. False when it was interrupted again. */
    private boolean resume(ProposalRecorder recorder, Workspace workspace) {
        var open = state().latest()
                .filter(latest -> state().open() && latest.stored().isPresent());
        if (open.isEmpty()) return true;
        int iteration = open.get().iteration();
        if (!control.begin(iteration) || !recorder.resume(open.get(), workspace)) return false;
        control.over(iteration);
        return true;
    }

    /**
     * Why the loop ends now, if it does.
     *
     * @param underWay iterations that have begun and not ended
     */
    Optional<String> reason(LoopState loop, int underWay) {
        if (loop.counts().failures() >= MOST_FAILURES) return Optional.of(LoopEnded.AGENT_FAILING);
        if (loop.counts().idle() >= MOST_IDLE) return Optional.of(LoopEnded.IDLE);
        return limits.reached(usage(loop, underWay)).map(Limit::word);
    }

    /** What the next agent should know of its last iteration: what went wrong, and what a hook printed. */
    static List<String> remarks(Optional<Proposal> latest, ProposalRecorder recorder) {
        var remarks = new ArrayList<String>();
        latest.map(Proposal::note).filter(note -> !note.isEmpty()).ifPresent(remarks::add);
        recorder.hookRemark().ifPresent(remarks::add);
        return remarks;
    }

    /** Zero when nothing limits it. */
    Duration timeLeft(LoopState loop) {
        double hours = limits.hoursLeft(usage(loop, 0));
        return Double.isInfinite(hours) || hours > 24 * 365
                ? Duration.ZERO
                : Duration.ofMillis(Math.max(1, (long) (hours * 3_600_000)));
    }

    private Limit.LoopUsage usage(LoopState loop, int underWay) {
        double hours = loop.activeMillis(context.clock().millis()) / 3_600_000.0;
        var best = context.session().current().best().map(Run::metrics).orElse(Map.of());
        return new Limit.LoopUsage(
                loop.counts().iterations() + underWay,
                hours,
                loop.counts().costUsd(),
                loop.counts().losses(),
                loop.counts().sinceGain(),
                best);
    }

    /** Without a baseline there is nothing to beat. False when it was interrupted. */
    private boolean measureBaseline(LoopListener listener, Workspace workspace) {
        if (context.begun().current().hasIncumbent()) return true;
        AgentCommand.refuseMissing(agent.command(), context);
        if (!control.begin(LoopControl.BASELINE)) return false;
        try {
            var attempt = workspace.attempt(LogEntry.of("baseline"), plan);
            control.over(LoopControl.BASELINE);
            listener.aside(attempt);
            if (attempt.kept()) return true;
            var number = attempt.run().map(Run::number).orElse(0);
            throw new Problem(
                    "the baseline could not be measured: " + attempt,
                    Hint.of("{} has its output; correct the benchmark, then start again", NextStep.of("show", number)));
        } catch (Problem problem) {
            if (control.stopped()) return false;
            throw problem;
        }
    }

    private void refuseUnknownTarget() {
        var known = context.session().current().best().map(Run::metrics).orElse(Map.of());
        limits.all().stream()
                .flatMap(limit -> limit.metric().stream())
                .filter(metric -> !known.containsKey(metric))
                .findFirst()
                .ifPresent(metric -> {
                    throw new Problem(
                            "the benchmark prints no metric " + SafeText.line(metric, 60),
                            "--until takes one of " + SafeText.line(String.join(", ", known.keySet()), 200));
                });
    }

    LoopState state() {
        return context.begun()
                .loop()
                .orElseThrow(
                        () -> new Problem("the session was begun anew while the loop went on", "start the loop again"));
    }

    private LoopReport report(String reason) {
        var session = context.begun();
        var segment = session.current();
        double seconds = state().activeMillis(context.clock().millis()) / 1000.0;
        return new LoopReport(reason, state(), session.metric(), segment.best(), segment.change(), seconds);
    }
}
