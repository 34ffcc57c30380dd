package dev.autoresearch;

import dev.autoresearch.agent.Agent;
import dev.autoresearch.agent.Limit;
import dev.autoresearch.agent.Limits;
import dev.autoresearch.agent.LoopListener;
import dev.autoresearch.dashboard.Dashboard;
import dev.autoresearch.model.Attempt;
import dev.autoresearch.model.AuditResult;
import dev.autoresearch.model.Idea;
import dev.autoresearch.model.LoopState.LoopReport;
import dev.autoresearch.model.Measurement;
import dev.autoresearch.model.Metric;
import dev.autoresearch.model.Proposal;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.Run.HoldoutResult;
import dev.autoresearch.model.Run.RunDetails;
import dev.autoresearch.model.SafeText;
import dev.autoresearch.model.Session;
import dev.autoresearch.model.Settlement;
import dev.autoresearch.model.Setup;
import dev.autoresearch.model.Status;
import dev.autoresearch.model.VerifyResult;
import dev.autoresearch.review.Review;
import dev.autoresearch.script.Lab;
import dev.autoresearch.script.ScriptConsole;
import dev.autoresearch.session.BriefInput;
import dev.autoresearch.session.SessionSummary;
import dev.autoresearch.stats.Confidence;
import dev.autoresearch.view.AttemptView;
import dev.autoresearch.view.Brief;
import dev.autoresearch.view.LoopView;
import dev.autoresearch.view.ResultView;
import dev.autoresearch.view.RunTable;
import dev.autoresearch.view.RunView;
import dev.autoresearch.view.StatusView;
import dev.autoresearch.view.Style;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The words of the experiment loop to import statically: {@code import static dev.autoresearch.Dsl.*}. They speak to the
 * session of the current folder; {@link #use} and {@link #lab} turn to another folder.
 *
 * <p>Each thread has a session of its own: they turn the thread that calls them, so that two threads can work in two labs.
 * A thread that never called them speaks to where the program turned last. The object that they return has the same words,
 * for a script that names its sessions.
 */
public final class Dsl {
    /** The status of a run that was good enough. */
    public static final Status keep = Status.KEEP;
    /** The status of a run that was not. */
    public static final Status discard = Status.DISCARD;
    /** The status of a run that failed. */
    public static final Status crash = Status.CRASH;

    /** The variable that names the session when a script does not. */
    private static final String SESSION = "AUTORESEARCH_SESSION";

    private static final ThreadLocal<AutoResearch> OWN = new ThreadLocal<>();

    private static volatile Optional<AutoResearch> latest = Optional.empty();

    static {
        // A script's user needs the sentence and the hint, not where in the library it was noticed.
        if (Thread.getDefaultUncaughtExceptionHandler() == null)
            Thread.setDefaultUncaughtExceptionHandler(
                    (thread, failure) -> ScriptConsole.uncaught(failure, ScriptConsole.err()));
    }

    private Dsl() {}

    private static AutoResearch in(Path folder) {
        var here = AutoResearch.in(folder).onNotice(ScriptConsole::line).onProgress(ScriptConsole.progress());
        var name = System.getenv(SESSION);
        return name == null || name.isEmpty() ? here : here.named(name);
    }

    /** The session of this thread, else of the program; the one in the current folder when nothing was said. */
    private static AutoResearch research() {
        var own = OWN.get();
        return own != null ? own : latest.orElseGet(() -> turn(in(Path.of(""))));
    }

    private static AutoResearch turn(AutoResearch research) {
        OWN.set(research);
        latest = Optional.of(research);
        return research;
    }

    /** Turns to one of several sessions in a folder; it has a journal and a git branch of its own. */
    public static AutoResearch use(String folder, String session) {
        return asked(() -> turn(in(Path.of(folder)).named(session)));
    }

    /** Turns to the session in another folder. */
    public static AutoResearch use(String folder) {
        return asked(() -> turn(in(Path.of(folder))));
    }

    /**
     * Turns to a folder of its own for experiments, a git repository that is made when it is not there yet.
     *
     * @param folder new or empty, or a lab from an earlier start, which goes on
     */
    public static AutoResearch lab(String folder) {
        return lab(folder, Change.NONE);
    }

    /**
     * The same; what {@code firstFiles} writes when the lab is made is its first commit. A lab that is there goes on as it
     * is. Then {@code firstFiles} is applied in a temporary folder only, without its {@link #sh} commands, to warn when it
     * would write something else by now.
     */
    public static AutoResearch lab(String folder, Change firstFiles) {
        return asked(() -> {
            var path = Path.of(folder);
            boolean made = Lab.make(path, () -> {
                use(folder);
                firstFiles.apply();
            });
            if (!quiet) print("lab in " + folder + (made ? "" : ", continued"));
            if (!made && firstFiles != Change.NONE) warnOfOtherFiles(path, firstFiles);
            return use(folder);
        });
    }

    private static void warnOfOtherFiles(Path lab, Change firstFiles) {
        var other = Lab.otherFiles(lab, trial -> {
            use(trial.toString());
            REHEARSAL.set(true);
            try {
                firstFiles.apply();
            } finally {
                REHEARSAL.remove();
            }
        });
        if (!other.isEmpty())
            ScriptConsole.warn("the lab goes on with its first files, and the script would write others now: "
                    + SafeText.names(other) + "; to begin with those, use another folder");
    }

    /** The session's state; its {@code toString} is one line. */
    public static Session session() {
        return asked(() -> research().session());
    }

    /** What to set out to do, with safeguards: {@code setup("goal", lower("ms")).command("./b.sh").protect("tests/**")}. */
    public static Setup setup(String name, Metric metric) {
        return Setup.of(name, metric);
    }

    /** A metric that gets better as it falls. */
    public static Metric lower(String name) {
        return asked(() -> Metric.lower(name));
    }

    /** A metric that gets better as it rises. */
    public static Metric higher(String name) {
        return asked(() -> Metric.higher(name));
    }

    /** Begins a session, or continues the one of the same name and metric, with the benchmark script that is there. */
    public static Session init(String name, Metric metric) {
        return asked(() -> research().init(name, metric));
    }

    /** Begins a session, or continues the one of the same name and metric; guards such as {@code memory_mb <= +2%} must hold. */
    public static Session init(String name, Metric metric, String command, String... guards) {
        return asked(() -> research().init(name, metric, command, guards));
    }

    /** Begins a session, or continues the one of the same name and metric, as {@link #setup} says. */
    public static Session init(Setup setup) {
        return asked(() -> research().init(setup));
    }

    /** Decides by this rule from here on: auto, paired, or single for one measurement. */
    public static AutoResearch rule(String rule) {
        return asked(() -> research().rule(rule));
    }

    /** Ends an execution of the benchmark after so many seconds from here on; 0 for no limit. */
    public static AutoResearch timeout(double seconds) {
        return asked(() -> research().timeout(seconds));
    }

    /** Gives up on a candidate after so many pairs from here on. */
    public static AutoResearch maxPairs(int pairs) {
        return asked(() -> research().maxPairs(pairs));
    }

    /** Keeps only what is better by so many percent from here on, 0 to below 100. */
    public static AutoResearch minEffect(double percent) {
        return asked(() -> research().minEffect(percent));
    }

    /** Measures the tree as it is; the result waits for {@link #log}. */
    public static Measurement run() {
        return measured(() -> research().run());
    }

    /** Measures the tree as it is with this command; the result waits for {@link #log}. */
    public static Measurement run(String command) {
        return measured(() -> research().run(command));
    }

    /** Did this measurement pass, and is it better than the best kept run, or the first to keep? */
    public static boolean better(Measurement measured) {
        return asked(() -> research().better(measured));
    }

    /** Logs the pending run: keep if it passed, else what it failed by. */
    public static Run log(String description) {
        return logged(() -> research().log(description));
    }

    /** Logs the pending run with this status. */
    public static Run log(String description, Status status) {
        return logged(() -> research().log(description, status));
    }

    /** Logs the pending run as a discard, and remembers what to try instead. */
    public static Run discardWithIdea(String description, String idea) {
        return logged(() -> research().discardWithIdea(description, idea));
    }

    /** Measures the tree as it is, decides, records. */
    public static Attempt attempt(String description) {
        return shown(description, () -> research().attempt(description));
    }

    /** Changes the clean tree, measures it, decides, records. */
    public static Attempt attempt(String description, Change change) {
        return shown(description, () -> research().attempt(description, change));
    }

    /** Changes the clean tree, measures it, decides, records; the idea goes to the backlog. */
    public static Attempt attempt(String description, String idea, Change change) {
        return shown(description, () -> research().attempt(description, idea, change));
    }

    /** Tries each value as an attempt: {@code sweep("batch", List.of(8, 16, 32), size -> write("batch.txt", size))}. */
    public static <T> List<Attempt> sweep(String name, List<T> values, Change.To<T> change) {
        return Change.To.sweep(research().runs(), name, values, change, Dsl::attempt);
    }

    private static Measurement measured(Supplier<Measurement> word) {
        var measured = asked(word);
        if (!quiet) print(measured);
        return ScriptConsole.warned(measured);
    }

    private static Run logged(Supplier<Run> word) {
        var run = asked(word);
        if (quiet) return run;
        var segment = research().segment();
        var reference = segment.references().get(segment.runs().size() - 1);
        var line = new Attempt(Optional.of(run), segment.setup().metric(), reference, Optional.empty());
        print(new AttemptView(style()).render(line).stripTrailing());
        return run;
    }

    /** A script's reader follows the loop; in JShell the value itself is the answer. */
    private static Attempt shown(String description, Supplier<Attempt> word) {
        var attempt = asked(word);
        if (!quiet) print(new AttemptView(style()).render(attempt, description).stripTrailing());
        attempt.run().flatMap(run -> run.evidence().measurement()).ifPresent(ScriptConsole::warned);
        return attempt;
    }

    private static LoopListener listener() {
        if (quiet) return LoopListener.NONE;
        return new LoopListener() {
            @Override
            public void aside(Attempt attempt) {
                print(new LoopView(style()).aside(attempt));
            }

            @Override
            public void step(Proposal proposal, Optional<Attempt> attempt) {
                print(new LoopView(style()).step(proposal, attempt));
            }
        };
    }

    private static boolean quiet;

    /** Are first files written in a temporary folder, only to see which they are? */
    private static final ThreadLocal<Boolean> REHEARSAL = ThreadLocal.withInitial(() -> false);

    /** Every word that may fail goes through here, so that JShell shows what to do next. */
    private static <T> T asked(Supplier<T> word) {
        ScriptConsole.clear();
        try {
            return word.get();
        } catch (Problem problem) {
            throw ScriptConsole.shown(problem);
        } finally {
            ScriptConsole.clear();
        }
    }

    /** Begins anew with the same goal; the old journal is kept, numbered. */
    public static Session reset() {
        return asked(() -> research().reset());
    }

    /** Begins anew with another goal: {@code reset(setup("goal", lower("ms")).command("./benchmark.sh"))}. */
    public static Session reset(Setup setup) {
        return asked(() -> research().reset(setup));
    }

    /** Lets an agent propose, again and again: {@code loop(agent("codex exec -s workspace-write"), until(hours(8)))}. */
    public static LoopReport loop(Agent agent, Limits limits) {
        return asked(() -> research().loop(agent, limits, listener()));
    }

    /** Lets so many agents propose side by side, each in a worktree of its own. The tree is left alone. */
    public static LoopReport loop(int agents, Agent agent, Limits limits) {
        return asked(() -> research().loop(agents, agent, limits, listener()));
    }

    /** A command that edits files; it reads its brief from standard input, or in place of {@code {brief}}. */
    public static Agent agent(String command) {
        return Agent.of(command);
    }

    /** The limits of a loop; without any it goes on until Ctrl-C. */
    public static Limits until(Limit... limits) {
        return new Limits(List.of(limits));
    }

    /** Ends a loop after so many iterations. */
    public static Limit runs(int most) {
        return Limit.runs(most);
    }

    /** Ends a loop after so many hours. */
    public static Limit hours(double most) {
        return Limit.hours(most);
    }

    /** Ends a loop when its agents have reported this cost in US dollars. */
    public static Limit cost(double usd) {
        return Limit.cost(usd);
    }

    /** Ends a loop after so many iterations in a row without a keep. */
    public static Limit losses(int most) {
        return Limit.losses(most);
    }

    /** Ends a loop after so many runs without a sure gain. */
    public static Limit plateau(int most) {
        return Limit.plateau(most);
    }

    /** Ends a loop when the best run is there: {@code target("latency_ms < 50")}. */
    public static Limit target(String condition) {
        return Limit.target(condition);
    }

    /** What the session has come to. */
    public static SessionSummary status() {
        return asked(() -> research().status());
    }

    /** What a segment of the session came to, counted from 1. */
    public static SessionSummary status(int segment) {
        return asked(() -> research().status(segment));
    }

    /** The best kept run. */
    public static Optional<Run> best() {
        return asked(() -> research().best());
    }

    /** The first run. */
    public static Optional<Run> baseline() {
        return asked(() -> research().baseline());
    }

    /** The peers' ratio of the gain to the noise, in words. */
    public static Confidence confidence() {
        return asked(() -> research().confidence());
    }

    /** The baseline against HEAD in 10 pairs: the honest total; empty when nothing was kept since the baseline. */
    public static Optional<VerifyResult> verify() {
        return asked(() -> research().verify());
    }

    /** Confirms what was kept, and takes out what is likely no improvement, each by a commit of its own. */
    public static List<Settlement> settle() {
        return asked(() -> research().settle());
    }

    /** Each kept change against HEAD without it: does it still earn its place? */
    public static List<AuditResult> audit() {
        return asked(() -> research().audit());
    }

    /** What was kept as branches for review; together they are HEAD. */
    public static Review finalizeBranches() {
        return asked(() -> research().finalizeBranches());
    }

    /** Gives the command of the holdout again, the second benchmark that only confirms what would be kept. */
    public static void holdout(String command) {
        asked(() -> {
            research().holdout(command);
            return command;
        });
    }

    /** What is known of the holdout; empty in a session without one. */
    public static Optional<HoldoutResult> holdout() {
        return asked(() -> research().holdout());
    }

    /** All runs of the segment, oldest first. */
    public static List<Run> runs() {
        return asked(() -> research().runs());
    }

    /** Draws the progress of the segment in a PNG file of our own folder, and opens it where there is a desktop. */
    public static Path chart() {
        var picture = asked(() -> research().chart());
        ScriptConsole.open(picture);
        if (!quiet) print("picture in " + picture);
        return picture;
    }

    /** Shows the session live in a browser, at the address that it returns, until the program ends. */
    public static Dashboard serve() {
        return asked(() -> research().serve());
    }

    /** Some runs as a table for a person: {@code print(table(runs()))}. */
    public static String table(List<Run> runs) {
        return asked(
                () -> String.join("\n", new RunTable(style()).lines(research().segment(), runs)));
    }

    public static List<Idea> ideas() {
        return asked(() -> research().ideas());
    }

    /** Appends to the ideas backlog. */
    public static Idea idea(String text) {
        return asked(() -> research().idea(text));
    }

    public static Idea ideaDone(int number) {
        return asked(() -> research().ideaDone(number));
    }

    /** What the next agent should know: where the session stands, the one thing to do now, what was tried. */
    public static String brief() {
        return asked(() -> Brief.of(BriefInput.of(research().context(), true), ScriptConsole::java));
    }

    /** Puts the tree of a run into the clean work tree. */
    public static Run restore(int run) {
        return asked(() -> research().restore(run));
    }

    /** A run with its evidence, its reason, the end of its output and its diff: {@code print(show(3))}. */
    public static RunDetails show(int run) {
        return asked(() -> research().show(run));
    }

    /** What a run changed, as a diff. */
    public static String diff(int run) {
        return asked(() -> research().diff(run));
    }

    /** Replaces a file under the session's folder with this value as text. */
    public static Path write(String file, Object content) {
        return asked(() -> research().write(file, content));
    }

    /** Edits a text file under the session's folder. */
    public static Path edit(String file, UnaryOperator<String> change) {
        return asked(() -> research().edit(file, change));
    }

    /** Replaces a text wherever it is in a file under the session's folder; a {@link Problem} when it is not there. */
    public static Path edit(String file, String old, String replacement) {
        return asked(() -> research().edit(file, old, replacement));
    }

    /**
     * Runs a shell command in the session's folder and returns what it printed.
     *
     * @throws Problem when it fails
     */
    public static String sh(String command) {
        return asked(() -> REHEARSAL.get() ? "" : research().sh(command));
    }

    private static Style style() {
        return new Style(false, Style.unicodeIn(System.getenv()), Style.PLAIN_WIDTH, ScriptConsole::java);
    }

    /** Prints a value for a person: a status as its table, anything else as its one line. */
    public static void print(Object value) {
        ScriptConsole.clear();
        var out = ScriptConsole.out();
        if (value instanceof SessionSummary summary) out.print("\n" + new StatusView(style()).render(summary, 20));
        else if (value instanceof Review review) out.print(new ResultView(style()).render(review));
        else if (value instanceof RunDetails details) out.print(details(details));
        else if (value instanceof Iterable<?> items && !(value instanceof Path)) items.forEach(out::println);
        else if (value instanceof Optional<?> optional) out.println(optional.isPresent() ? optional.get() : "none");
        else out.println(value);
    }

    private static String details(RunDetails details) {
        var facts = new RunView(style()).render(details.run(), details.metric());
        return details.diff().isEmpty() ? facts : facts + "\n" + details.diff();
    }

    /** Opens a conversation in JShell: one line on where we are; {@link #attempt} then leaves its answer to JShell. */
    public static void greet() {
        quiet = true;
        ScriptConsole.out().println("autoresearch   " + research().status() + "   try: status()   help()");
    }

    /** The words, one line each. */
    public static void help() {
        ScriptConsole.out().print("""
                init("goal", lower("total_ms"), "./benchmark.sh")   begin or continue a session
                init("goal", lower("ms"), "./benchmark.sh", "memory_mb <= +2%")   with a guard that must hold
                attempt("idea")   attempt("idea", () -> edit("F.java", "old", "new"))
                sweep("batch", List.of(8, 16, 32), size -> write("batch.txt", size))
                loop(agent("codex exec -s workspace-write"), until(runs(100), hours(8), losses(20)))
                run()   run("./benchmark.sh")   log("what changed")   log("what changed", discard)
                discardWithIdea("what failed", "what to try")   idea("what to try")   ideas()
                status()   print(status())   runs()   best()   baseline()   confidence()
                use("folder")   use("folder", "session")   lab("new folder")   chart()   serve()   print(table(runs()))
                write("file", value)   edit("file", text -> ...)   sh("make")   print(brief())
                verify()   audit()   settle()   finalizeBranches()   show(3)   print(show(3))   diff(3)   restore(3)   reset()
                rule("paired")   timeout(60)   maxPairs(20)   minEffect(2)   for what is measured from here on
                """);
    }
}
