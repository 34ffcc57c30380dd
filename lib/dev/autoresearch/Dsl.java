package dev.autoresearch;

import dev.autoresearch.exec.Execution;
import dev.autoresearch.exec.LocalExecutor;
import dev.autoresearch.exec.Task;
import dev.autoresearch.model.Attempt;
import dev.autoresearch.model.Idea;
import dev.autoresearch.model.LogEntry;
import dev.autoresearch.model.Measurement;
import dev.autoresearch.model.Metric;
import dev.autoresearch.model.Plan;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.Session;
import dev.autoresearch.model.Setup;
import dev.autoresearch.model.Status;
import dev.autoresearch.model.Summary;
import dev.autoresearch.model.Text;
import dev.autoresearch.stats.Confidence;
import dev.autoresearch.view.StatusView;
import dev.autoresearch.view.Style;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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

    private static AutoResearch research = in(Path.of(""));

    private Dsl() {}

    private static AutoResearch in(Path folder) {
        return AutoResearch.in(folder).onNotice(notice -> System.err.println("autoresearch: " + notice));
    }

    /** Turns to the session in another folder. */
    public static AutoResearch use(String folder) {
        research = in(Path.of(folder));
        return research;
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
        return research.init(Setup.of(name, metric)).setup();
    }

    /** Begins a session, or continues the one of the same name and metric. */
    public static Setup init(String name, Metric metric, String command) {
        return research.init(Setup.of(name, metric).command(command)).setup();
    }

    /** Measures the tree as it is; the result waits for {@link #log}. */
    public static Measurement run() {
        return research.run();
    }

    /** Measures the tree as it is with this command; the result waits for {@link #log}. */
    public static Measurement run(String command) {
        return research.run(command);
    }

    /** Logs the pending run: keep if it passed, else what it failed by. */
    public static Run log(String description) {
        return research.log(description);
    }

    /** Logs the pending run with this status. */
    public static Run log(String description, Status status) {
        return research.log(description, status);
    }

    /** Logs the pending run as a discard, and remembers what to try instead. */
    public static Run discardWithIdea(String description, String idea) {
        return research.discardWithIdea(description, idea);
    }

    /** Measures the tree as it is, decides, records. */
    public static Attempt attempt(String description) {
        return told(research.attempt(description));
    }

    /** Changes the clean tree, measures it, decides, records. */
    public static Attempt attempt(String description, Change change) {
        return told(research.attempt(description, change));
    }

    /** Changes the clean tree, measures it, decides, records; the idea goes to the backlog. */
    public static Attempt attempt(String description, String idea, Change change) {
        var entry = LogEntry.of(description).idea(idea);
        return told(research.attempt(entry, change, Plan.DEFAULT));
    }

    /** A script's reader follows the loop; in JShell the value itself is the answer. */
    private static Attempt told(Attempt attempt) {
        if (!quiet) print(attempt);
        return attempt;
    }

    private static boolean quiet;

    /** Stops {@link #attempt} from printing, since JShell shows its value anyway. */
    public static void quiet() {
        quiet = true;
    }

    /** Begins anew with the same goal; the old journal is kept, numbered. */
    public static Session reset() {
        return research.reset();
    }

    /** What the session has come to. */
    public static Summary status() {
        return research.status();
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

    /** All runs of the segment, oldest first. */
    public static List<Run> runs() {
        return research.runs();
    }

    /** The ideas backlog. */
    public static List<Idea> ideas() {
        return research.ideas();
    }

    /** Appends to the ideas backlog. */
    public static void idea(String text) {
        research.addIdea(text);
    }

    /** Puts the tree of a run into the clean work tree. */
    public static Run restore(int run) {
        return research.restore(run);
    }

    /** What a run changed, as a diff. */
    public static String diff(int run) {
        var known = research.session().run(run);
        return research.diff(known.orElseThrow(() -> new Problem("there is no run " + run, "runs() lists them")));
    }

    /** Replaces a file under the session's folder with this value as text. */
    public static Path write(String file, Object content) {
        return writeText(inside(file), String.valueOf(content));
    }

    /** Edits a text file under the session's folder. */
    public static Path edit(String file, UnaryOperator<String> change) {
        var path = inside(file);
        try {
            return writeText(path, change.apply(Files.readString(path)));
        } catch (IOException e) {
            throw new Problem("cannot read " + path + " as text: " + e.getMessage(), "check the name").because(e);
        }
    }

    private static Path writeText(Path path, String text) {
        try {
            if (path.getParent() != null) Files.createDirectories(path.getParent());
            return Files.writeString(path, text);
        } catch (IOException e) {
            throw new Problem("cannot write " + path + ": " + e.getMessage(), "check the folder").because(e);
        }
    }

    /** Only what is under the session's folder can be put back. */
    private static Path inside(String file) {
        var path = research.root().resolve(file).normalize();
        if (!path.startsWith(research.root()))
            throw new Problem(file + " is outside " + research.root(), "an experiment changes files of its session");
        return path;
    }

    /**
     * Runs a shell command in the session's folder and returns what it printed.
     *
     * @throws Problem when it fails
     */
    public static String sh(String command) {
        try {
            var output = Files.createTempFile("autoresearch-sh", ".log");
            try {
                var task = Task.of(command, research.root(), Duration.ZERO, output);
                return checked(command, new LocalExecutor().execute(task, line -> {}), output);
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new Problem("cannot keep the output of a command: " + e.getMessage(), "check the temporary folder")
                    .because(e);
        }
    }

    private static String checked(String command, Execution execution, Path output) throws IOException {
        var text = new String(Files.readAllBytes(output), StandardCharsets.UTF_8).stripTrailing();
        if (execution.passed()) return text;
        var last = text.substring(text.lastIndexOf('\n') + 1);
        throw new Problem(
                "`" + Text.line(command, 80) + "` failed: " + Text.line(last, 200),
                "correct the command, or catch this");
    }

    /** Prints a value for a person: a status as its table, anything else as its one line. */
    public static void print(Object value) {
        if (value instanceof Summary summary) System.out.print(new StatusView(Style.PLAIN).render(summary, 20));
        else if (value instanceof Iterable<?> items) items.forEach(System.out::println);
        else if (value instanceof Optional<?> optional)
            System.out.println(optional.isPresent() ? optional.get() : "none");
        else System.out.println(value);
    }

    /** One line that opens a JShell: where we are. */
    public static void greet() {
        System.out.println("autoresearch   " + research.status() + "   try: status()   help()");
    }

    /** The words, one line each. */
    public static void help() {
        System.out.print("""
                init("goal", lower("total_ms"), "./benchmark.sh")   begin or continue a session
                attempt("idea")   attempt("idea", () -> edit("F.java", code -> code.replace("a", "b")))
                run()   run("./benchmark.sh")   log("what changed")   log("what changed", discard)
                discardWithIdea("what failed", "what to try")   idea("what to try")   ideas()
                status()   print(status())   runs()   best()   baseline()   confidence()
                write("file", value)   edit("file", text -> ...)   sh("make")   diff(3)   restore(3)   reset()
                """);
    }
}
