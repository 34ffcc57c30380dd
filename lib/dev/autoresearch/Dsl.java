package dev.autoresearch;

import dev.autoresearch.dashboard.Dashboard;
import dev.autoresearch.loop.Agent;
import dev.autoresearch.loop.Briefing;
import dev.autoresearch.loop.Limit;
import dev.autoresearch.loop.Limits;
import dev.autoresearch.loop.Loop;
import dev.autoresearch.loop.LoopWatcher;
import dev.autoresearch.model.Attempt;
import dev.autoresearch.model.Audited;
import dev.autoresearch.model.Idea;
import dev.autoresearch.model.LogEntry;
import dev.autoresearch.model.LoopReport;
import dev.autoresearch.model.Measurement;
import dev.autoresearch.model.Metric;
import dev.autoresearch.model.Plan;
import dev.autoresearch.model.Proposal;
import dev.autoresearch.model.Review;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.Session;
import dev.autoresearch.model.Setup;
import dev.autoresearch.model.Status;
import dev.autoresearch.model.Summary;
import dev.autoresearch.model.Verified;
import dev.autoresearch.stats.Confidence;
import dev.autoresearch.view.AttemptView;
import dev.autoresearch.view.LoopView;
import dev.autoresearch.view.ReviewView;
import dev.autoresearch.view.RunTable;
import dev.autoresearch.view.StatusView;
import dev.autoresearch.view.Style;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The words of the experiment loop to import statically: {@code import static dev.autoresearch.Dsl.*}. They speak to the
 * session of the current folder; {@link #use} turns to another folder.
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

    private static AutoResearch research = in(Path.of(""));

    static {
        // A script's user needs the sentence and the hint, not where in the library it was noticed.
        if (Thread.getDefaultUncaughtExceptionHandler() == null)
            Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> Telling.uncaught(failure, System.err));
    }

    private Dsl() {}

    private static AutoResearch in(Path folder) {
        var here = Telling.aloud(AutoResearch.in(folder));
        var name = System.getenv(SESSION);
        return name == null || name.isEmpty() ? here : here.named(name);
    }

    /** Turns to one of several sessions in a folder; it has a journal and a git branch of its own. */
    public static AutoResearch use(String folder, String session) {
        return use(folder).named(session);
    }

    /** Turns to the session in another folder. */
    public static AutoResearch use(String folder) {
        research = in(Path.of(folder));
        return research;
    }

    /**
     * Turns to a folder of its own for experiments, a git repository that is made when it is not there yet.
     *
     * @param folder new or empty, or a lab from an earlier start, which goes on
     */
    public static AutoResearch lab(String folder) {
        return lab(folder, Change.NONE);
    }

    /** The same; what {@code firstFiles} writes when the lab is made is its first commit. */
    public static AutoResearch lab(String folder, Change firstFiles) {
        Lab.make(Path.of(folder), () -> {
            use(folder);
            firstFiles.apply();
        });
        if (!quiet) print("lab in " + folder);
        return use(folder);
    }

    /** The explicit object behind these words. */
    public static AutoResearch session() {
        return research;
    }

    /** A metric that gets better as it falls. */
    public static Metric lower(String name) {
        return Metric.lower(name);
    }

    /** A metric that gets better as it rises. */
    public static Metric higher(String name) {
        return Metric.higher(name);
    }

    /** Begins a session, or continues the one of the same name and metric, with the benchmark script that is there. */
    public static Setup init(String name, Metric metric) {
        return asked(() -> research.init(Setup.of(name, metric)).setup());
    }

    /** Begins a session, or continues the one of the same name and metric. */
    public static Setup init(String name, Metric metric, String command) {
        return asked(
                () -> research.init(Setup.of(name, metric).command(command)).setup());
    }

    /** The same with safeguards: {@code init(Setup.of("goal", lower("ms")).guard("memory_mb <= +2%").protect("tests/**"))}. */
    public static Setup init(Setup setup) {
        return asked(() -> research.init(setup).setup());
    }

    /** Measures the tree as it is; the result waits for {@link #log}. */
    public static Measurement run() {
        return Telling.warned(asked(() -> research.run()));
    }

    /** Measures the tree as it is with this command; the result waits for {@link #log}. */
    public static Measurement run(String command) {
        return Telling.warned(asked(() -> research.run(command)));
    }

    /** Did this measurement pass, and is it better than the best kept run, or the first to keep? */
    public static boolean better(Measurement measured) {
        return asked(() -> research.better(measured));
    }

    /** Logs the pending run: keep if it passed, else what it failed by. */
    public static Run log(String description) {
        return asked(() -> research.log(description));
    }

    /** Logs the pending run with this status. */
    public static Run log(String description, Status status) {
        return asked(() -> research.log(description, status));
    }

    /** Logs the pending run as a discard, and remembers what to try instead. */
    public static Run discardWithIdea(String description, String idea) {
        return asked(() -> research.discardWithIdea(description, idea));
    }

    /** Measures the tree as it is, decides, records. */
    public static Attempt attempt(String description) {
        return told(description, () -> research.attempt(description));
    }

    /** Changes the clean tree, measures it, decides, records. */
    public static Attempt attempt(String description, Change change) {
        return told(description, () -> research.attempt(description, change));
    }

    /** Changes the clean tree, measures it, decides, records; the idea goes to the backlog. */
    public static Attempt attempt(String description, String idea, Change change) {
        var entry = LogEntry.of(description).idea(idea);
        return told(description, () -> research.attempt(entry, change, Plan.DEFAULT));
    }

    /** Tries each value as an attempt: {@code sweep("batch", List.of(8, 16, 32), size -> write("batch.txt", size))}. */
    public static <T> List<Attempt> sweep(String name, List<T> values, ChangeTo<T> change) {
        return ChangeTo.sweep(research, name, values, change, Dsl::attempt);
    }

    /** A script's reader follows the loop; in JShell the value itself is the answer. */
    private static Attempt told(String description, Supplier<Attempt> word) {
        var attempt = asked(word);
        if (!quiet) print(new AttemptView(style()).render(attempt, description).stripTrailing());
        attempt.run().flatMap(run -> run.evidence().measurement()).ifPresent(Telling::warned);
        return attempt;
    }

    private static LoopWatcher told() {
        if (quiet) return LoopWatcher.NONE;
        return new LoopWatcher() {
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

    /** Every word that may fail goes through here, so that JShell tells what to do next. */
    private static <T> T asked(Supplier<T> word) {
        Telling.clear();
        try {
            return word.get();
        } catch (Problem problem) {
            throw Telling.shown(problem);
        } finally {
            Telling.clear();
        }
    }

    /** Begins anew with the same goal; the old journal is kept, numbered. */
    public static Session reset() {
        return asked(() -> research.reset());
    }

    /** Lets an agent propose, again and again: {@code loop(agent("codex exec -s workspace-write"), until(hours(8)))}. */
    public static LoopReport loop(Agent agent, Limits limits) {
        return asked(() -> new Loop(research, agent, limits, Plan.DEFAULT).run(told()));
    }

    /** Lets so many agents propose side by side, each in a worktree of its own: the tree is left alone meanwhile. */
    public static LoopReport loop(int agents, Agent agent, Limits limits) {
        return asked(() ->
                Loop.isolated(research, agent, limits, Plan.DEFAULT, agents).run(told()));
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
        return new Limit.Runs(most);
    }

    /** Ends a loop after so many hours. */
    public static Limit hours(double most) {
        return new Limit.Hours(most);
    }

    /** Ends a loop when agents told that they cost so many US dollars. */
    public static Limit cost(double usd) {
        return new Limit.Cost(usd);
    }

    /** Ends a loop after so many iterations in a row without a keep. */
    public static Limit losses(int most) {
        return new Limit.Losses(most);
    }

    /** Ends a loop after so many runs without a sure gain. */
    public static Limit plateau(int most) {
        return new Limit.Plateau(most);
    }

    /** Ends a loop when the best run is there: {@code target("latency_ms < 50")}. */
    public static Limit target(String condition) {
        return Limit.Target.parse(condition);
    }

    /** What the session has come to. */
    public static Summary status() {
        return asked(() -> research.status());
    }

    /** The best kept run. */
    public static Optional<Run> best() {
        return research.bestRun();
    }

    /** The first run. */
    public static Optional<Run> baseline() {
        return research.baselineRun();
    }

    /** The peers' ratio of the gain to the noise, in words. */
    public static Confidence confidence() {
        return research.confidence();
    }

    /** The baseline against HEAD in 10 pairs: the honest total; empty when nothing was kept since the baseline. */
    public static Optional<Verified> verify() {
        return asked(() -> research.verify());
    }

    /** Each kept change against HEAD without it: does it still earn its place? */
    public static List<Audited> audit() {
        return asked(() -> research.audit());
    }

    /** What was kept as branches for review; together they are HEAD. */
    public static Review branches() {
        return asked(() -> research.branches());
    }

    /** All runs of the segment, oldest first. */
    public static List<Run> runs() {
        return research.runs();
    }

    /** Draws the progress of the segment in a PNG file of our own folder, and opens it where there is a desktop. */
    public static Path chart() {
        var desktop = Opening.here();
        var picture = asked(() -> desktop.open(research.chart(Optional.empty())));
        if (!quiet) print("picture in " + picture);
        return picture;
    }

    /** Shows the session live in a browser, at the address that it returns, until the program ends. */
    public static Dashboard serve() {
        return asked(() -> Dashboard.open(research, 0));
    }

    /** Some runs as a table for a person: {@code print(table(runs()))}. */
    public static String table(List<Run> runs) {
        return String.join("\n", new RunTable(style()).lines(research.segment(), runs));
    }

    /** The ideas backlog. */
    public static List<Idea> ideas() {
        return research.ideas();
    }

    /** Appends to the ideas backlog. */
    public static void idea(String text) {
        research.addIdea(text);
    }

    /** What the next agent should know: where the session stands, the one thing to do now, what was tried. */
    public static String brief() {
        return asked(() -> new Briefing(research, true).text(List.of()));
    }

    /** Puts the tree of a run into the clean work tree. */
    public static Run restore(int run) {
        return asked(() -> research.restore(run));
    }

    /** What a run changed, as a diff. */
    public static String diff(int run) {
        var none = "there is no run " + run;
        return asked(() ->
                research.diff(research.session().run(run).orElseThrow(() -> new Problem(none, "runs() lists them"))));
    }

    /** Replaces a file under the session's folder with this value as text. */
    public static Path write(String file, Object content) {
        return asked(() -> edits().write(file, String.valueOf(content)));
    }

    /** Edits a text file under the session's folder. */
    public static Path edit(String file, UnaryOperator<String> change) {
        return asked(() -> edits().edit(file, change));
    }

    /**
     * Runs a shell command in the session's folder and returns what it printed.
     *
     * @throws Problem when it fails
     */
    public static String sh(String command) {
        return asked(() -> edits().sh(command));
    }

    private static Edits edits() {
        return new Edits(research.root());
    }

    /** Symbols where standard output can carry them. */
    private static Style style() {
        var encoding =
                System.getProperty("stdout.encoding", Charset.defaultCharset().name());
        return new Style(false, encoding.equalsIgnoreCase("UTF-8"), Style.PLAIN_WIDTH);
    }

    /** Prints a value for a person: a status as its table, anything else as its one line. */
    public static void print(Object value) {
        Telling.clear();
        if (value instanceof Summary summary) System.out.print("\n" + new StatusView(style()).render(summary, 20));
        else if (value instanceof Review review) System.out.print(new ReviewView(style()).render(review));
        else if (value instanceof Iterable<?> items) items.forEach(System.out::println);
        else if (value instanceof Optional<?> optional)
            System.out.println(optional.isPresent() ? optional.get() : "none");
        else System.out.println(value);
    }

    /** Opens a conversation in JShell: one line on where we are; {@link #attempt} then leaves its answer to JShell. */
    public static void greet() {
        quiet = true;
        System.out.println("autoresearch   " + research.status() + "   try: status()   help()");
    }

    /** The words, one line each. */
    public static void help() {
        System.out.print("""
                init("goal", lower("total_ms"), "./benchmark.sh")   begin or continue a session
                attempt("idea")   attempt("idea", () -> edit("F.java", code -> code.replace("a", "b")))
                sweep("batch", List.of(8, 16, 32), size -> write("batch.txt", size))
                loop(agent("codex exec -s workspace-write"), until(runs(100), hours(8), losses(20)))
                run()   run("./benchmark.sh")   log("what changed")   log("what changed", discard)
                discardWithIdea("what failed", "what to try")   idea("what to try")   ideas()
                status()   print(status())   runs()   best()   baseline()   confidence()
                use("folder")   use("folder", "session")   lab("new folder")   chart()   serve()   print(table(runs()))
                write("file", value)   edit("file", text -> ...)   sh("make")   print(brief())
                verify()   audit()   branches()   diff(3)   restore(3)   reset()
                """);
    }
}
