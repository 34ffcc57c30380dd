package dev.autoresearch.measure;

import dev.autoresearch.model.Attempt;
import dev.autoresearch.model.Judgement;
import dev.autoresearch.model.Plan;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The complete measurement of what the real program's attempts come to: 20 that change nothing, 10 that save 15 %, 10
 * that cost 15 %. Run by hand on a machine that is as quiet as it gets; takes minutes. Arguments: no-ops, gains, losses, metric
 * ({@code total_ms} or {@code cpu_ms}).
 */
final class RealProgramMeasurement {
    private static final double STEP = 0.15;

    private int kept;
    private int executions;

    private RealProgramMeasurement() {}

    public static void main(String... args) throws Exception {
        var base = Files.createTempDirectory("real-program-");
        var metric = args.length > 3 ? args[3] : "total_ms";
        int nothings = count(args, 0, 20);
        int gains = count(args, 1, 10);
        int losses = count(args, 2, 10);
        var none = new RealProgramMeasurement();
        var quiet = JavaProject.in(Files.createDirectories(base.resolve("nothing")), metric, Plan.DEFAULT);
        System.out.println(
                quiet.research().baseline().orElseThrow().evidence().judgement().orElseThrow());
        for (int i = 0; i < nothings; i++) none.count(quiet.nothing(i));
        none.print("change nothing", nothings, "at most 1");
        var loss = new RealProgramMeasurement();
        for (int i = 0; i < losses; i++)
            loss.count(quiet.rounds((int) Math.rint(JavaProject.ROUNDS * (1 + STEP)) + i % 2));
        loss.print("cost 15 %", losses, "0");
        var gain = new RealProgramMeasurement();
        for (int i = 0; i < gains; i++) gain.count(gain(base.resolve("gain" + i), metric));
        gain.print("save 15 %", gains, "at least 9 of 10");
    }

    private static int count(String[] args, int index, int otherwise) {
        return index < args.length ? Integer.parseInt(args[index]) : otherwise;
    }

    /** Each in a session of its own, as the first gain after a baseline. */
    private static Attempt gain(Path folder, String metric) throws Exception {
        var project = JavaProject.in(Files.createDirectories(folder), metric, Plan.DEFAULT);
        return project.rounds((int) Math.rint(JavaProject.ROUNDS * (1 - STEP)));
    }

    private void count(Attempt attempt) {
        var run = attempt.run().orElseThrow();
        if (run.kept()) kept++;
        executions += run.evidence().executions().size();
        System.out.println(
                "  " + run.evidence().judgement().map(Judgement::toString).orElse(run.toString()));
    }

    private void print(String what, int attempts, String wanted) {
        System.out.println(what + ": " + kept + " of " + attempts + " kept (wanted " + wanted + "), " + executions
                + " executions");
    }
}
