package dev.autoresearch.report;

import dev.autoresearch.Problem;
import dev.autoresearch.model.SafeText;
import dev.autoresearch.process.ShellWords;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Reads a benchmark's own report and finds the benchmark that is meant. */
public final class ReportReader {
    private static final int LISTED = 20;

    private ReportReader() {}

    /**
     * Everything that the report holds, in its order. Keys are unique: those that the report repeats are numbered.
     *
     * @param root what the path is relative to
     * @param earlier what was there when the run started, which is no report of it
     * @throws Problem when the file is missing, stale, empty, cut off, of another format, or holds no raw samples
     */
    public static List<ReportedBenchmark> read(ReportSpec spec, Path root, EarlierFiles earlier) {
        var all = new ArrayList<ReportedBenchmark>();
        var files = ReportFile.of(spec, root, earlier);
        for (var file : files) all.addAll(read(file));
        if (all.isEmpty()) throw files.get(0).holdsNothing();
        return numbered(all);
    }

    private static List<ReportedBenchmark> read(ReportFile file) {
        return switch (file.format()) {
            case JMH -> JsonReport.jmh(file);
            case HYPERFINE -> JsonReport.hyperfine(file);
            case GOOGLE -> JsonReport.google(file);
            case PYTEST -> JsonReport.pytest(file);
            case SUREFIRE -> SurefireReport.read(file);
            case TIME -> TimeReport.read(file);
        };
    }

    private static List<ReportedBenchmark> numbered(List<ReportedBenchmark> all) {
        Map<String, Integer> count = new HashMap<>();
        for (var one : all) count.merge(one.key(), 1, Integer::sum);
        Map<String, Integer> seen = new HashMap<>();
        var numbered = new ArrayList<ReportedBenchmark>();
        for (var one : all) {
            boolean isRepeated = count.getOrDefault(one.key(), 0) > 1;
            numbered.add(isRepeated ? one.key(one.key() + " (" + seen.merge(one.key(), 1, Integer::sum) + ")") : one);
        }
        return numbered;
    }

    /**
     * The benchmark that the specification means. Without a key: the only one. With a key: the one of exactly this key,
     * else the only one whose key has it as whole words, else the only one whose key contains it; main figures come
     * before secondary ones.
     *
     * @throws Problem when none or several are meant (it lists the keys), or the one that is meant failed
     */
    public static ReportedBenchmark select(ReportSpec spec, List<ReportedBenchmark> all) {
        if (spec.key().isEmpty()) {
            var main = filter(all, ReportedBenchmark::main);
            if (main.size() == 1) return checked(main.get(0));
            throw unclear("the report has " + main.size() + " benchmarks, so one must be named", spec, all);
        }
        var key = spec.key().get();
        var exact = filter(all, one -> one.key().equals(key));
        if (exact.size() == 1) return checked(exact.get(0));
        for (boolean main : new boolean[] {true, false}) {
            var words = filter(all, one -> one.main() == main && hasWords(one.key(), key));
            if (words.size() == 1) return checked(words.get(0));
            var parts = filter(all, one -> one.main() == main && contains(one.key(), key));
            if (parts.size() == 1) return checked(parts.get(0));
            if (!parts.isEmpty())
                throw unclear(
                        "the key \"" + SafeText.line(key, 80) + "\" fits " + parts.size() + " benchmarks",
                        spec,
                        words.isEmpty() ? parts : words);
        }
        throw unclear("the report has no benchmark \"" + SafeText.line(key, 80) + "\"", spec, all);
    }

    private static List<ReportedBenchmark> filter(List<ReportedBenchmark> all, Predicate<ReportedBenchmark> which) {
        return all.stream().filter(which).toList();
    }

    private static ReportedBenchmark checked(ReportedBenchmark one) {
        var name = SafeText.line(one.key(), 120);
        if (one.failure().isPresent())
            throw new Problem(
                    "the benchmark " + name + " failed: "
                            + SafeText.line(one.failure().get(), 200),
                    "run the benchmark by itself to see why");
        if (one.samples().isEmpty())
            throw new Problem(
                    "the report has no raw samples of " + name, "let the benchmark report every sample, not a summary");
        for (double sample : one.samples())
            if (!Double.isFinite(sample))
                throw new Problem(
                        "the report has a sample of " + name + " that is no finite number",
                        "run the benchmark by itself to see why");
        return one;
    }

    private static Problem unclear(String what, ReportSpec spec, List<ReportedBenchmark> choice) {
        var ordered = new ArrayList<>(filter(choice, ReportedBenchmark::main));
        ordered.addAll(filter(choice, one -> !one.main()));
        var hint = new StringBuilder("keys there are:");
        for (var one : ordered.subList(0, Math.min(LISTED, ordered.size())))
            hint.append("\n  ").append(SafeText.line(one.key(), 160));
        if (ordered.size() > LISTED)
            hint.append("\n  and ").append(ordered.size() - LISTED).append(" more");
        var example = spec.key(ordered.get(0).key());
        return new Problem(what, hint + "\nsuch as --report " + ShellWords.quoted(example.toString()));
    }

    /** Does the key contain what was asked for, not continued by a letter or digit at either end? */
    private static boolean hasWords(String key, String asked) {
        for (int at = key.indexOf(asked); at >= 0; at = key.indexOf(asked, at + 1)) {
            int end = at + asked.length();
            boolean begins = at == 0 || !isWord(key.charAt(at - 1)) || !isWord(key.charAt(at));
            boolean ends = end == key.length() || !isWord(key.charAt(end)) || !isWord(key.charAt(end - 1));
            if (begins && ends) return true;
        }
        return isPart(key, asked, true);
    }

    private static boolean contains(String key, String asked) {
        return key.contains(asked) || isPart(key, asked, false);
    }

    /** {@code B.sum#gc.count}, or {@code B.sum:gc.count} as JMH prints it: the benchmark in part, the figure in full. */
    private static boolean isPart(String key, String asked, boolean words) {
        int hash = key.lastIndexOf('#');
        int cut = Math.max(asked.lastIndexOf('#'), asked.lastIndexOf(':'));
        if (hash < 0 || cut <= 0) return false;
        var figure = asked.substring(asked.startsWith("\u00B7", cut + 1) ? cut + 2 : cut + 1);
        if (!figure.equals(key.substring(hash + 1))) return false;
        var benchmark = key.substring(0, hash);
        var part = asked.substring(0, cut);
        return words ? hasWords(benchmark, part) : benchmark.contains(part);
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }
}
