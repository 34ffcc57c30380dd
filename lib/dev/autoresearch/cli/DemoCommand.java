package dev.autoresearch.cli;

import dev.autoresearch.AutoResearch;
import dev.autoresearch.Change;
import dev.autoresearch.Problem;
import dev.autoresearch.model.Format;
import dev.autoresearch.model.Metric;
import dev.autoresearch.model.Plan;
import dev.autoresearch.model.Setup;
import dev.autoresearch.script.Lab;
import dev.autoresearch.view.AttemptView;
import dev.autoresearch.view.RunJson;
import dev.autoresearch.view.StatusView;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

final class DemoCommand implements CliCommand {
    private static final String PROGRAM = "WordCount.java";

    @Override
    public Usage usage() {
        return Usage.of(
                "demo", "Watch the loop at work on a small benchmark in a temporary folder.", "autoresearch demo");
    }

    @Override
    public int run(Arguments arguments, Console console) {
        long started = System.nanoTime();
        var folder = prepare();
        console.line("demo in " + folder + "\n  a git repository with " + PROGRAM + " and benchmark.sh");
        var goal = Setup.of("count words faster", Metric.lower("total_ms").unit("ms"))
                .command("./benchmark.sh");
        // both places are made here and hold the same few files: what differs by place is the machine's unrest
        var plan = Plan.DEFAULT.acceptingBias();
        var research = new AutoResearch(folder, goal).by(plan).onNotice(console::notice);
        research.init();
        step(research, console, "baseline", Change.NONE);
        step(research, console, "HashMap merge", () -> {
            edit(folder, "new TreeMap<>()", "new HashMap<>()");
            edit(folder, "if (counts.containsKey(words[i])) counts.put(words[i], counts.get(words[i]) + 1);\n", "");
            edit(folder, "            else counts.put(words[i], 1);", "counts.merge(words[i], 1, Integer::sum);");
        });
        step(research, console, "rename a variable", () -> edit(folder, "counts", "tally"));
        step(
                research,
                console,
                "synchronized tree map",
                () -> edit(folder, "new HashMap<>()", "Collections.synchronizedMap(new TreeMap<>())"));
        step(research, console, "skip the bounds check", () -> edit(folder, "i < words.length", "i <= words.length"));
        var summary = research.status();
        research.tidy();
        console.document(RunJson.export(summary));
        console.line("");
        console.print(new StatusView(console.style()).render(summary, 10));
        console.print(farewell(research, folder, (System.nanoTime() - started) / 1e9));
        return DONE;
    }

    private static void step(AutoResearch research, Console console, String description, Change change) {
        var attempt = console.watching(research, () -> research.attempt(description, change));
        console.line("  " + new AttemptView(console.style()).render(attempt).stripTrailing());
    }

    private static String farewell(AutoResearch research, Path folder, double seconds) {
        return "\nbest "
                + research.session().metric().text(research.bestMetric().orElse(0))
                + Format.percent(", ", research.segment().change(), " against the baseline")
                + ", after " + (research.runs().size() - 1) + " experiments in " + Format.duration(seconds) + "\n"
                + """

                Look around:  cd %s && git log --oneline
                Do it by hand on your own project:
                  autoresearch init -n my-goal -m latency_ms -c ./benchmark.sh
                  autoresearch attempt -d "baseline"
                  … change something …
                  autoresearch attempt -d "what you changed"
                """.formatted(folder);
    }

    private static Path prepare() {
        try {
            var folder = Files.createTempDirectory("autoresearch-demo-");
            Lab.make(folder, () -> {
                copy("WordCount.txt", folder.resolve(PROGRAM));
                var benchmark = folder.resolve("benchmark.sh");
                copy("benchmark.txt", benchmark);
                Files.setPosixFilePermissions(benchmark, PosixFilePermissions.fromString("rwxr-xr-x"));
                Files.writeString(folder.resolve(".gitignore"), "build/\n");
            });
            return folder;
        } catch (IOException e) {
            throw new Problem("the demo's folder could not be made: " + e.getMessage(), "check the temporary folder")
                    .because(e);
        }
    }

    private static void copy(String resource, Path target) throws IOException {
        try (InputStream text = DemoCommand.class.getResourceAsStream("demo/" + resource)) {
            if (text == null) throw new IOException(resource + " is missing from the class path");
            Files.write(target, text.readAllBytes());
        }
    }

    private static void edit(Path folder, String from, String to) throws IOException {
        var program = folder.resolve(PROGRAM);
        Files.writeString(program, Files.readString(program).replace(from, to));
    }
}
