package dev.autoresearch.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A session whose metric is the sum of a.txt, b.txt and nothing of c.txt, in a home of its own. Each execution of the
 * benchmark leaves a line in a log outside the repository.
 */
public final class SumProject implements AutoCloseable {
    public final TestRepo lab;
    private final Path home;
    private final Path log;
    private final String usersHome = System.getProperty("user.home");

    public SumProject(Path folder) throws IOException {
        home = Files.createDirectories(folder.resolve("home"));
        log = folder.resolve("executions.log");
        System.setProperty("user.home", home.toString());
        lab = TestRepo.in(Files.createDirectories(folder.resolve("project")))
                .write("a.txt", "60\n")
                .write("b.txt", "40\n")
                .write("c.txt", "1\n");
        benchmark("a.txt b.txt");
    }

    /** The benchmark adds these files up. */
    SumProject benchmark(String files) {
        lab.script(
                "benchmark.sh",
                "echo x >> '" + log + "'\nprintf 'METRIC ms=%s\\n' $(($(cat " + files + " | paste -sd+)))");
        lab.commit("benchmark");
        return this;
    }

    /** With noise of about 1 %. */
    public SumProject noisy() {
        lab.script("benchmark.sh", """
                echo x >> '%s'
                cat a.txt b.txt | awk -v s=$RANDOM 'BEGIN {srand(s); rand()} {t += $1}
                    END {printf "METRIC ms=%%.5f\\n", t * (1 + 0.02 * (rand() + rand() + rand() - 1.5))}'
                """.formatted(log));
        lab.commit("noise");
        return this;
    }

    /** With a session and its baseline. */
    public SumProject begun(String... options) {
        var words = new ArrayList<>(List.of("init", "-n", "goal", "-m", "ms", "-c", "./benchmark.sh"));
        words.addAll(Arrays.asList(options));
        cli(words.toArray(new String[0])).exits(0);
        // one calibration in many takes noise for a bias of the place
        cli("attempt", "-d", "baseline", "--accept-bias").exits(0);
        return this;
    }

    /** A change that is attempted and kept. */
    public SumProject kept(String file, String content) {
        lab.write(file, content + "\n");
        cli("attempt", "-d", file + " is " + content).exits(0);
        return this;
    }

    /** A change that is kept by a person, whatever it is worth. */
    public SumProject keptByHand(String file, String content) {
        lab.write(file, content + "\n");
        cli("run").exits(0);
        cli("log", "-d", file + " is " + content, "-s", "keep").exits(0);
        return this;
    }

    public Answer cli(String... words) {
        return lab.cli(words);
    }

    /** How often the benchmark was executed so far. */
    public int executions() throws IOException {
        return Files.exists(log) ? Files.readAllLines(log).size() : 0;
    }

    /** Lines of the journal that have this text. */
    public long lines(String text) {
        return lab.journal().stream().filter(line -> line.contains(text)).count();
    }

    /** Drops the last lines of the journal that have one of these texts, as if they had not been written yet. */
    public void forget(int count, String... texts) {
        forget(lab.path("autoresearch.results.jsonl"), count, texts);
    }

    public static void forget(Path journal, int count, String... texts) {
        try {
            var lines = new ArrayList<>(Files.readAllLines(journal));
            int left = count;
            for (int i = lines.size() - 1; i >= 0 && left > 0; i--) {
                var line = lines.get(i);
                if (Arrays.stream(texts).noneMatch(line::contains)) continue;
                lines.remove(i);
                left--;
            }
            Files.writeString(journal, String.join("\n", lines) + "\n");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    public Path home() {
        return home;
    }

    @Override
    public void close() {
        System.setProperty("user.home", usersHome);
    }
}
