package dev.autoresearch;

import dev.autoresearch.agent.Agent;
import dev.autoresearch.agent.AgentLoop;
import dev.autoresearch.agent.Limits;
import dev.autoresearch.agent.LoopListener;
import dev.autoresearch.dashboard.Dashboard;
import dev.autoresearch.measure.AttemptRunner;
import dev.autoresearch.measure.Audit;
import dev.autoresearch.measure.Benchmark;
import dev.autoresearch.measure.Holdout;
import dev.autoresearch.measure.SessionInit;
import dev.autoresearch.measure.Settle;
import dev.autoresearch.measure.SweepRunner;
import dev.autoresearch.measure.Verify;
import dev.autoresearch.measure.WorktreeRunner;
import dev.autoresearch.model.Attempt;
import dev.autoresearch.model.AuditResult;
import dev.autoresearch.model.Idea;
import dev.autoresearch.model.Layout;
import dev.autoresearch.model.LogEntry;
import dev.autoresearch.model.LoopState.LoopReport;
import dev.autoresearch.model.Measurement;
import dev.autoresearch.model.Metric;
import dev.autoresearch.model.Plan;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.Run.HoldoutResult;
import dev.autoresearch.model.Run.RunDetails;
import dev.autoresearch.model.Segment;
import dev.autoresearch.model.Session;
import dev.autoresearch.model.SessionName;
import dev.autoresearch.model.Settlement;
import dev.autoresearch.model.Setup;
import dev.autoresearch.model.Status;
import dev.autoresearch.model.VerifyResult;
import dev.autoresearch.process.Executor;
import dev.autoresearch.process.LocalExecutor;
import dev.autoresearch.process.OutputListener;
import dev.autoresearch.process.PlatformText;
import dev.autoresearch.report.ReportSpec;
import dev.autoresearch.review.Finalization;
import dev.autoresearch.review.Finalization.FinalizeOptions;
import dev.autoresearch.review.Review;
import dev.autoresearch.session.BriefInput;
import dev.autoresearch.session.FileEdits;
import dev.autoresearch.session.Hooks;
import dev.autoresearch.session.ProgressListener;
import dev.autoresearch.session.Protection;
import dev.autoresearch.session.RunRecorder;
import dev.autoresearch.session.RunTrees;
import dev.autoresearch.session.SessionContext;
import dev.autoresearch.session.SessionSummary;
import dev.autoresearch.stats.Confidence;
import dev.autoresearch.stats.SingleRunJudgement;
import dev.autoresearch.sweep.Sweep;
import dev.autoresearch.sweep.SweepResult;
import dev.autoresearch.view.Brief;
import dev.autoresearch.view.ProgressChart;
import dev.autoresearch.view.ResumeView;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;

/**
 * The words of the experiment loop on one session. Every word looks at the files first, so that several processes, a
 * crash in between, or another tool on the same journal do no harm. Nothing here prints; failures of a user's
 * expectation are a {@link Problem}, failures of a benchmark are values.
 */
public final class AutoResearch {
    /** Time limit of a benchmark when none is given. */
    public static final Duration DEFAULT_TIMEOUT = Plan.TIMEOUT;

    private SessionContext context;
    private final Optional<Setup> intended;
    private Plan plan = Plan.DEFAULT;
    private Optional<String> holdout = Optional.empty();

    /** A session in the current folder, to be begun or continued by {@link #init()}. */
    public AutoResearch(String name, Metric metric) {
        this(Path.of(""), Setup.of(name, metric));
    }

    /** A session in a folder, to be begun or continued by {@link #init()}. */
    public AutoResearch(Path folder, Setup setup) {
        this(folder, Optional.of(setup), new LocalExecutor(), Clock.systemUTC());
    }

    private AutoResearch(Path folder, Optional<Setup> intended, Executor executor, Clock clock) {
        this.intended = intended;
        var layout = intended.map(Setup::layout).orElse(Layout.SDK);
        this.context = new SessionContext(folder, layout, executor, clock, ResumeView::render);
    }

    /** Whatever session there is in a folder. */
    public static AutoResearch in(Path folder) {
        return in(folder, new LocalExecutor(), Clock.systemUTC());
    }

    /** The same with other edges to the world, for tests. */
    public static AutoResearch in(Path folder, Executor executor, Clock clock) {
        return new AutoResearch(folder, Optional.empty(), executor, clock);
    }

    /** Turns to one of several sessions in the folder, with a journal and a branch of its own. */
    public AutoResearch named(String session) {
        context = context.named(new SessionName(session));
        return this;
    }

    /**
     * Takes the metric of this object's runs from the benchmark's own report, such as
     * {@code jmh:target/jmh.json#MyBench.parse}, not from what the session names: the median of its samples.
     */
    public AutoResearch report(String spec) {
        context = context.withReport(ReportSpec.parse(spec).text());
        return this;
    }

    /** Decides by this rule from here on: auto, paired, or single for one measurement. */
    public AutoResearch rule(String rule) {
        return by(plan.rule(rule));
    }

    /** Ends an execution of the benchmark after so many seconds from here on; 0 for no limit. */
    public AutoResearch timeout(double seconds) {
        if (!(seconds >= 0)) throw new Problem("a time limit is at least 0 seconds", "timeout(600); 0 is no limit");
        return by(plan.command(plan.command(), Duration.ofMillis(Math.round(Math.min(seconds, 1e9) * 1000))));
    }

    /** Gives up on a candidate after so many pairs from here on. */
    public AutoResearch maxPairs(int pairs) {
        if (pairs < 1) throw new Problem("a candidate needs a pair at least", "maxPairs(20)");
        return by(plan.maxPairs(pairs));
    }

    /** Keeps only what is better by so many percent from here on, 0 to below 100. */
    public AutoResearch minEffect(double percent) {
        if (!(percent >= 0 && percent < 100))
            throw new Problem("the least effect is a percentage below 100", "minEffect(2) for 2%");
        return by(plan.tolerance(-percent / 100));
    }

    /** How attempts are measured and decided from here on, when they do not say otherwise. */
    public AutoResearch by(Plan plan) {
        this.plan = plan;
        return this;
    }

    /**
     * Begins sessions with a holdout: a second benchmark, run only when a candidate would be kept, that has to confirm
     * the gain. Its command and its numbers stay outside the project.
     */
    public AutoResearch confirmedBy(String holdoutCommand) {
        holdout = Optional.of(holdoutCommand);
        return this;
    }

    /** Gives the checks script this time limit, zero for none, instead of 5 minutes. */
    public AutoResearch checksWithin(Duration limit) {
        context = context.withChecksTimeout(limit);
        return this;
    }

    /** Lets {@code watcher} see what goes on while a benchmark runs. */
    public AutoResearch onProgress(ProgressListener watcher) {
        context = context.withProgress(watcher);
        return this;
    }

    /** Calls {@code listener} with what is worth knowing and no problem, such as a repair after a crash. */
    public AutoResearch onNotice(OutputListener listener) {
        context = context.withNotices(listener);
        return this;
    }

    /** Begins the session given to the constructor, or continues it. */
    public Session init() {
        return init(intended.orElseThrow(() -> new Problem(
                "this object has no goal and no metric to begin with",
                "init(\"goal\", lower(\"metric_name\"), \"./benchmark.sh\")")));
    }

    /** Begins a session, or continues the one of the same name and metric, with the benchmark script that is there. */
    public Session init(String name, Metric metric) {
        return init(Setup.of(name, metric));
    }

    /** Begins a session, or continues the one of the same name and metric; guards such as {@code memory_mb <= +2%} must hold. */
    public Session init(String name, Metric metric, String command, String... guards) {
        var setup = Setup.of(name, metric).command(command);
        for (var guard : guards) setup = setup.guard(guard);
        return init(setup);
    }

    /** Begins a session, or continues the one of the same name, metric and direction. */
    public Session init(Setup setup) {
        context = new SessionInit(context, holdout).continueOrBegin(setup);
        return context.session();
    }

    /** Begins a session; one that exists is a {@link Problem}. */
    public Session begin(Setup setup) {
        context = new SessionInit(context, holdout).begin(setup);
        return context.session();
    }

    /**
     * Begins anew with the same goal. The old journal is kept beside the new one, numbered.
     *
     * @return the new session
     */
    public Session reset() {
        return reset(context.begun().setup());
    }

    /** Begins anew with another goal; the old journal is kept beside the new one, numbered. */
    public Session reset(Setup setup) {
        context = new SessionInit(context, holdout).reset(setup);
        return context.session();
    }

    /** Measures the tree as it is with the session's command. */
    public Measurement run() {
        return run(Optional.empty(), plan.timeout());
    }

    /** Measures the tree as it is with this command ({@code bash -c}). */
    public Measurement run(String command) {
        return run(Optional.of(command), plan.timeout());
    }

    /**
     * Measures the tree as it is. The result is in the journal before this returns and waits there to be logged.
     *
     * @param command empty: the session's command, or the benchmark script that is there
     * @param timeout zero: no limit
     * @throws Problem when another run waits to be logged, or there is nothing to run
     */
    public Measurement run(Optional<String> command, Duration timeout) {
        return context.inSession("run", true, () -> {
            var session = context.begun();
            context.refusePending(session);
            new Protection(context).refuseTouched(session);
            var measured = Benchmark.of(context, session, Plan.DEFAULT.command(command, timeout))
                    .measure(Optional.empty());
            context.append(List.of(measured));
            return measured;
        });
    }

    /** Did this measurement pass, and is it better than the best kept run, or the first to keep? */
    public boolean better(Measurement measured) {
        return measured.passed()
                && measured.primary().isPresent()
                && new SingleRunJudgement()
                        .judge(context.session().current(), measured)
                        .kept();
    }

    /** Logs the pending run: keep if it passed, else what it failed by. */
    public Run log(String description) {
        return log(LogEntry.of(description));
    }

    /** Logs the pending run with this status. */
    public Run log(String description, Status status) {
        return log(LogEntry.of(description).status(status));
    }

    /** Logs the pending run. Keep commits the measured tree; anything else stores it and puts the tree back. */
    public Run log(LogEntry entry) {
        return context.inSession(
                "log", false, () -> new RunRecorder(context).record(context.begun(), entry, Optional.empty()));
    }

    /** Logs the pending run as a discard, and remembers what to try instead. */
    public Run discardWithIdea(String description, String idea) {
        return log(LogEntry.of(description).status(Status.DISCARD).idea(idea));
    }

    /** Measures the tree as it is, decides, records. */
    public Attempt attempt(String description) {
        return attempt(LogEntry.of(description), Change.NONE, plan);
    }

    /** Changes the clean tree, measures it, decides, records. */
    public Attempt attempt(String description, Change change) {
        return attempt(LogEntry.of(description), change, plan);
    }

    /** Changes the clean tree, measures it, decides, records; the idea goes to the backlog. */
    public Attempt attempt(String description, String idea, Change change) {
        return attempt(LogEntry.of(description).idea(idea), change, plan);
    }

    /**
     * Changes the tree, measures it, decides, records. The first attempt of a segment is its baseline. A tree that is
     * identical to the incumbent is not measured.
     *
     * @param entry its status is decided here and must not be given
     */
    public Attempt attempt(LogEntry entry, Change change, Plan plan) {
        return context.inSession(
                "attempt", true, () -> new AttemptRunner(context, plan).attempt(entry.described(), change));
    }

    /**
     * Measures the variants of a command on the tree as it is, each against the best before it, and records a run for each;
     * those that were recorded in this session before are not measured again. The session must have the sweep's template as
     * its command, and use no git.
     *
     * <p>A {@link ProgressListener} gets each variant's attempt as soon as it is recorded.
     */
    public SweepResult sweep(Sweep sweep) {
        return context.inSession("sweep", true, () -> new SweepRunner(context, plan, sweep).sweep());
    }

    /** Tries each value as an attempt of its own, described as {@code name value}; those tried in this segment are left out. */
    public <T> List<Attempt> sweep(String name, List<T> values, Change.To<T> change) {
        return Change.To.sweep(runs(), name, values, change, this::attempt);
    }

    /** The baseline against HEAD in 10 pairs: the honest total. */
    public Optional<VerifyResult> verify() {
        return verify(Verify.FEWEST, plan);
    }

    /**
     * The segment's baseline against HEAD, side by side in worktrees of their own, while tree and branch are left alone.
     * A verify that was killed goes on where it stopped.
     *
     * @param pairs how many, at least 10
     * @return empty when HEAD is the baseline still, so that nothing was measured
     */
    public Optional<VerifyResult> verify(int pairs, Plan plan) {
        return context.inSession("verify", true, () -> new Verify(context, plan).verify(pairs));
    }

    /** Each kept change of the segment: does HEAD still need it? */
    public List<AuditResult> audit() {
        return audit(plan);
    }

    /**
     * HEAD against HEAD without each kept change, in pairs, in worktrees of their own, while tree and branch are left
     * alone.
     *
     * @param plan its limit of pairs counts for each change (30 when it has none)
     * @return one result for each kept change after the baseline, oldest first
     */
    public List<AuditResult> audit(Plan plan) {
        return context.inSession("audit", true, () -> new Audit(context, plan).audit());
    }

    /**
     * Decides on every keep that a model made and that is not settled: the largest set stays whose mean probability of being
     * no improvement is within 4.5 %; the others are taken out, each by a commit of its own.
     *
     * @return what came of them, oldest confirmed or newest taken out first; empty when none was open
     * @throws Problem when the tree has changes
     */
    public List<Settlement> settle() {
        return settle(plan);
    }

    /** The same, with worktrees as a plan has them. */
    public List<Settlement> settle(Plan plan) {
        return context.inSession("settle", false, () -> Settle.all(context, plan));
    }

    /**
     * What was kept as branches for review, from where HEAD left its trunk: one for each group of changes whose files
     * overlap. Together they are HEAD. Tree and branch are left alone, and nothing is pushed.
     */
    public Review finalizeBranches() {
        return finalizeBranches(FinalizeOptions.ALL);
    }

    /** The same as wished; when only planned, no branch is made. */
    public Review finalizeBranches(FinalizeOptions wish) {
        return context.locked("finalize", false, () -> new Finalization(context).review(wish));
    }

    /**
     * Gives the command of the holdout, the second benchmark that only confirms what would be kept. It is kept outside
     * the project, with its numbers.
     *
     * @throws Problem when the session was begun without a holdout, or has another
     */
    public void holdout(String command) {
        context.locked("holdout", false, () -> {
            new Holdout(context, plan).give(context.begun(), command);
            return command;
        });
    }

    /** What is known of the holdout, for the person and not for the loop; empty in a session without one. */
    public Optional<HoldoutResult> holdout() {
        return new Holdout(context, plan).seen(context.begun());
    }

    /** Lets an agent propose, again and again, until a limit is reached. */
    public LoopReport loop(Agent agent, Limits limits) {
        return loop(agent, limits, LoopListener.NONE);
    }

    /** The same; the listener gets each iteration. */
    public LoopReport loop(Agent agent, Limits limits, LoopListener listener) {
        return agentLoop(agent, limits, plan.provisional(true), 0, true).run(listener);
    }

    /** Lets so many agents propose side by side, each in a worktree of its own. The tree is left alone. */
    public LoopReport loop(int agents, Agent agent, Limits limits) {
        return loop(agents, agent, limits, LoopListener.NONE);
    }

    /** The same; the listener gets each iteration. */
    public LoopReport loop(int agents, Agent agent, Limits limits, LoopListener listener) {
        return agentLoop(agent, limits, plan.provisional(true), agents, true).run(listener);
    }

    /**
     * A loop that has not begun, for a front end that checks it or lets it finish early.
     *
     * @param agents how many have a worktree of their own, 1 to 16; 0 for one in the user's tree
     * @param idleLooks is HEAD to be measured while agents work?
     */
    public AgentLoop agentLoop(Agent agent, Limits limits, Plan plan, int agents, boolean idleLooks) {
        return new AgentLoop(context, agent, limits, plan, agents, idleLooks, Brief::of);
    }

    /** What the next agent should know: where the session stands, the one thing to do now, what was tried. */
    public String brief() {
        return Brief.of(BriefInput.of(context, true));
    }

    /** All runs of the current segment, oldest first. */
    public List<Run> runs() {
        return context.session().runs();
    }

    public Session session() {
        return context.session();
    }

    /** What {@code status} shows. */
    public SessionSummary status() {
        return SessionSummary.of(context);
    }

    /** What {@code status} shows of a segment, counted from 1; a {@link Problem} when there is none. */
    public SessionSummary status(int segment) {
        return SessionSummary.ofSegment(context, segment);
    }

    /** Draws the progress as {@code progress.png} in our own folder, which is part of no experiment. */
    public Path chart() {
        return ProgressChart.draw(context, Optional.empty());
    }

    /** Draws the progress of the segment as this PNG file: every run a point, kept ones green, the running best in steps. */
    public Path chart(String file) {
        return ProgressChart.draw(context, Optional.of(PlatformText.path(Path.of(""), file)));
    }

    /** Shows the session live in a browser, at the address that it returns, until the program ends or it is closed. */
    public Dashboard serve() {
        return Dashboard.open(context, 0);
    }

    /** The peers' ratio of the best kept run's distance from the baseline to the noise. */
    public Confidence confidence() {
        return Confidence.of(context.session().current());
    }

    /** The best kept run of the segment. */
    public Optional<Run> best() {
        return context.session().current().best();
    }

    /** The first run of the segment. */
    public Optional<Run> baseline() {
        return context.session().current().baseline();
    }

    /** The best kept metric, in the metric's unit. */
    public OptionalDouble bestMetric() {
        return best().map(Run::value).orElse(OptionalDouble.empty());
    }

    /** The latest run with this number; a {@link Problem} when there is none. */
    public Run logged(int number) {
        return context.run(number);
    }

    /** Does a run wait to be logged? */
    public boolean hasPending() {
        return context.session().pending().isPresent();
    }

    public List<Idea> ideas() {
        return context.ideas();
    }

    /** Appends to the ideas backlog. */
    public Idea idea(String text) {
        return context.addIdea(text);
    }

    public Idea ideaDone(int number) {
        return context.ideaDone(number);
    }

    /** Runs the person's hook before an experiment, if there is one; what it wants the driver of the loop to know. */
    public Optional<String> beforeHook() {
        return new Hooks(context).before();
    }

    /** Runs the person's hook after a run was logged, if there is one; what it wants the driver to know. */
    public Optional<String> afterHook(Run logged) {
        return new Hooks(context).after(logged);
    }

    /** A run with its evidence, its reason, the end of its output and its diff; a {@link Problem} when there is none. */
    public RunDetails show(int number) {
        var run = logged(number);
        var metric = session().segments().get(run.segment()).setup().metric();
        return new RunDetails(run, metric, diff(run));
    }

    /** What a run changed, as a diff; empty without git or when it changed nothing. */
    public String diff(int number) {
        return diff(logged(number));
    }

    /** The same of a run that is known. */
    public String diff(Run run) {
        return new RunTrees(context).diff(run);
    }

    /** Puts the tree of a run into the clean work tree, and records nothing. */
    public Run restore(int number) {
        return context.inSession("restore", false, () -> new RunTrees(context).restore(number));
    }

    /** Takes the incumbent's worktree away; the next attempt would make it anew. */
    public void tidy() {
        context.repository()
                .ifPresent(git -> WorktreeRunner.worktree(context, git).remove());
    }

    /** The files, repository and journal of the session, for a front end or a loop. */
    public SessionContext context() {
        return context;
    }

    public Path root() {
        return context.files().root();
    }

    /** Replaces a file under the session's folder with this value as text. */
    public Path write(String file, Object content) {
        return new FileEdits(root()).write(file, String.valueOf(content));
    }

    /** Edits a text file under the session's folder. */
    public Path edit(String file, UnaryOperator<String> change) {
        return new FileEdits(root()).edit(file, change);
    }

    /** Replaces a text wherever it is in a file under the session's folder; a {@link Problem} when it is not there. */
    public Path edit(String file, String old, String replacement) {
        return new FileEdits(root()).edit(file, old, replacement);
    }

    /**
     * Runs a shell command in the session's folder and returns what it printed.
     *
     * @throws Problem when it fails
     */
    public String sh(String command) {
        return new FileEdits(root()).sh(command);
    }

    /** One line: where the session stands, and in which folder. */
    @Override
    public String toString() {
        return status() + "   in " + root();
    }

    public Segment segment() {
        return context.session().current();
    }
}
