package dev.autoresearch.journal;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.autoresearch.model.Layout;
import dev.autoresearch.stats.PeerConfidence;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * How long the replay of a long journal takes, cold and warm, beside a peer in the same process: reading all lines and
 * parsing each into a Jackson tree. Not a test: run its main, with one size to see a cold start.
 */
public final class ReplayBenchmark {
    private static final int[] SIZES = {25_000, 50_000, 100_000};
    private static final int ROUNDS = 5;

    /** Processor time of this thread, since the machine may be busy with other work. */
    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

    private ReplayBenchmark() {}

    public static void main(String... args) throws IOException {
        var folder = Files.createTempDirectory("replay");
        System.out.printf("%8s %7s %12s %12s %12s %12s%n", "runs", "MB", "first ms", "best ms", "tree ms", "ours/tree");
        var sizes = args.length == 0 ? SIZES : new int[] {Integer.parseInt(args[0])};
        for (int size : sizes) measure(folder.resolve(size + ".jsonl"), size);
        Files.delete(folder);
    }

    private static void measure(Path file, int runs) throws IOException {
        write(file, runs);
        double first = replay(file, runs);
        double best = first;
        double tree = tree(file);
        for (int round = 0; round < ROUNDS; round++) {
            best = Math.min(best, replay(file, runs));
            tree = Math.min(tree, tree(file));
        }
        System.out.printf(
                Locale.ROOT,
                "%8d %7.1f %12.0f %12.0f %12.0f %12.2f%n",
                runs,
                Files.size(file) / 1e6,
                first,
                best,
                tree,
                best / tree);
        Files.delete(file);
    }

    /** As each command does: all lines, the state, and its confidence. */
    private static double replay(Path file, int runs) {
        long start = CPU.getCurrentThreadCpuTime();
        var session = new Journal(file, Layout.SDK).session();
        var confidence = PeerConfidence.of(session.current());
        double millis = (CPU.getCurrentThreadCpuTime() - start) / 1e6;
        if (session.totalRuns() != runs || confidence.isEmpty()) throw new IllegalStateException(session.toString());
        return millis;
    }

    private static double tree(Path file) throws IOException {
        var mapper = new ObjectMapper();
        long start = CPU.getCurrentThreadCpuTime();
        int runs = 0;
        for (var line : Files.readAllLines(file)) if (mapper.readTree(line).has("run")) runs++;
        double millis = (CPU.getCurrentThreadCpuTime() - start) / 1e6;
        if (runs == 0) throw new IllegalStateException("no runs");
        return millis;
    }

    /** Each run with its measurement, as this tool writes them. */
    private static void write(Path file, int runs) throws IOException {
        try (var out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write("{\"type\":\"config\",\"name\":\"replay\",\"metricName\":\"ms\",\"metricUnit\":\"ms\","
                    + "\"bestDirection\":\"lower\"}\n");
            for (int i = 1; i <= runs; i++) {
                double metric = 100 + i * 31 % 97 / 10.0;
                out.write("{\"type\":\"measurement\",\"id\":\"2f1c0b7e-6f0f-4d53-9c3f-" + (100_000_000_000L + i)
                        + "\",\"started\":" + (1763865457000L + i)
                        + ",\"command\":\"./benchmark.sh\",\"outcome\":\"passed\","
                        + "\"exitCode\":0,\"durationSeconds\":1.25,\"primary\":" + metric + ",\"values\":{\"ms\":"
                        + metric
                        + "},\"tail\":\"METRIC ms=" + metric
                        + "\\n\",\"head\":\"0123456789012345678901234567890123456789\","
                        + "\"tree\":\"0123456789012345678901234567890123456789\",\"host\":\"\"}\n");
                out.write("{\"run\":" + i + ",\"commit\":\"abc1234\",\"metric\":" + metric + ",\"metrics\":{\"ms\":"
                        + metric
                        + "},\"status\":\"" + (i % 3 == 0 ? "discard" : "keep") + "\",\"baseline\":" + (i == 1)
                        + ",\"description\":\"experiment number " + i + "\",\"timestamp\":" + (1763865457.5 + i)
                        + ",\"segment\":0,\"confidence\":null}\n");
            }
        }
    }
}
