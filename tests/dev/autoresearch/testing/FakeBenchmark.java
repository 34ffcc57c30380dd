package dev.autoresearch.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.autoresearch.AutoResearch;
import dev.autoresearch.model.Attempt;
import dev.autoresearch.model.Metric;
import dev.autoresearch.model.Plan;
import dev.autoresearch.model.Setup;
import dev.autoresearch.process.Command;
import dev.autoresearch.process.CommandResult;
import dev.autoresearch.process.OutputListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;

/**
 * A real repository whose code is one number, {@code speed.txt}, and an executor that needs no process: it reads that
 * number where it is sent to, adds noise, and notes what it was asked.
 */
public final class FakeBenchmark {
    /** One execution as the fake saw it. */
    public record Seen(Path folder, double code, double value) {}

    /** Something that happens before an execution, or instead of it. */
    public interface Twist {
        /** The value to print for the execution of this number, from 1; NaN prints nothing. */
        double value(int number, Command task, double value);
    }

    public final TestRepo lab;
    public final List<Seen> seen = new ArrayList<>();
    public final List<String> commands = new ArrayList<>();
    public final List<String> notices = new ArrayList<>();
    private final Path base;
    private final Random random;
    private double noise = 0.02;
    private double seconds = 0.1;
    private Metric metric = Metric.lower("ms").unit("ms");
    private Twist twist = (number, task, value) -> value;
    private Plan plan = Plan.DEFAULT;
    private boolean acceptsBias = true;

    private FakeBenchmark(Path base, TestRepo lab, long seed) {
        this.base = base;
        this.lab = lab;
        this.random = new Random(seed);
        // the cache goes there unless the environment names a folder
        System.setProperty("user.home", base.resolve("home").toString());
    }

    public static FakeBenchmark in(Path base, long seed) {
        var folder = base.resolve("project");
        folder(folder);
        var lab = TestRepo.in(folder)
                .write("speed.txt", "100")
                .script("benchmark.sh", "echo fake")
                .commit("speed");
        return new FakeBenchmark(base, lab, seed);
    }

    /** A session in a folder of it. */
    public FakeBenchmark inside(String name) {
        return new FakeBenchmark(base, TestRepo.at(lab.path(name)), 1).noise(noise);
    }

    public static FakeBenchmark withoutGit(Path base, long seed) {
        var folder = base.resolve("project");
        folder(folder);
        return new FakeBenchmark(base, TestRepo.withoutGit(folder).write("speed.txt", "100"), seed);
    }

    private static void folder(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public FakeBenchmark noise(double sigma) {
        noise = sigma;
        return this;
    }

    public FakeBenchmark taking(double seconds) {
        this.seconds = seconds;
        return this;
    }

    public FakeBenchmark metric(Metric metric) {
        this.metric = metric;
        return this;
    }

    /** Elsewhere it is accepted: which place gets which value is chance, and so one calibration in many finds a bias. */
    public FakeBenchmark refusingBias() {
        acceptsBias = false;
        return this;
    }

    public FakeBenchmark plan(Plan plan) {
        this.plan = plan;
        return this;
    }

    public FakeBenchmark twist(Twist twist) {
        this.twist = twist;
        return this;
    }

    public FakeBenchmark speed(double speed) {
        lab.write("speed.txt", Double.toString(speed));
        return this;
    }

    /** The session, by our fake. */
    public AutoResearch research() {
        return AutoResearch.in(lab.folder(), this::execute, Clock.systemUTC())
                .by(acceptsBias ? plan.acceptingBias() : plan)
                .onNotice(notices::add);
    }

    public FakeBenchmark begun() {
        research().init(Setup.of("goal", metric).command("./benchmark.sh"));
        return this;
    }

    /** With a calibrated baseline. */
    public FakeBenchmark calibrated() {
        begun();
        assertEquals("baseline", attempt("baseline").run().orElseThrow().description());
        seen.clear();
        return this;
    }

    public Attempt attempt(String description) {
        return research().attempt(description);
    }

    /** Sets the code's number and tries it. */
    public Attempt attempt(double speed) {
        speed(speed);
        return attempt("speed " + speed);
    }

    public Path worktree() {
        try (var folders = Files.list(base.resolve("home/.cache/autoresearch/incumbents"))) {
            return folders.filter(folder -> folder.getFileName().toString().startsWith("project-"))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The journal's lines of one type, the newest last. */
    public List<String> lines(String type) {
        return lab.read("autoresearch.results.jsonl")
                .lines()
                .filter(line -> line.startsWith("{\"type\":\"" + type + "\""))
                .toList();
    }

    /** Executions that the journal holds. */
    public int measured() {
        return lines("measurement").size();
    }

    private CommandResult execute(Command task, OutputListener progress) {
        commands.add(task.command());
        if (!task.command().equals("./benchmark.sh")) return execution(Map.of(), 0);
        double code = code(task.folder());
        double value = Math.rint(1e6 * code * Math.exp(noise * random.nextGaussian())) / 1e6;
        value = twist.value(seen.size() + 1, task, value);
        seen.add(new Seen(task.folder(), code, value));
        if (Double.isInfinite(value)) return execution(Map.of(), 1);
        return execution(Double.isNaN(value) ? Map.of() : Map.of(metric.name(), List.of(value)), 0);
    }

    private CommandResult execution(Map<String, List<Double>> samples, int exit) {
        return new CommandResult(OptionalInt.of(exit), false, seconds, samples, "", List.of(), 0);
    }

    private static double code(Path folder) {
        try {
            return Double.parseDouble(
                    Files.readString(folder.resolve("speed.txt")).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
