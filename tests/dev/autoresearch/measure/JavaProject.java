package dev.autoresearch.measure;

import dev.autoresearch.AutoResearch;
import dev.autoresearch.model.Attempt;
import dev.autoresearch.model.Metric;
import dev.autoresearch.model.Plan;
import dev.autoresearch.model.Setup;
import dev.autoresearch.testing.TestRepo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A Java program in a repository, compiled when it changed and measured by a benchmark: its code says how fast it is. */
final class JavaProject {
    /** Work of the program as it is committed; 15 % less of it is a gain of 15 %. */
    static final int ROUNDS = 100;

    private static final String PROGRAM = "WordCount.java";

    private final TestRepo lab;
    private final AutoResearch research;

    private JavaProject(TestRepo lab, AutoResearch research) {
        this.lab = lab;
        this.research = research;
    }

    /** With a calibrated baseline; {@code cpu_ms} suffers less from what else runs here than {@code total_ms}. */
    static JavaProject in(Path base, String metric, Plan plan) throws IOException {
        System.setProperty("user.home", base.resolve("home").toString());
        var lab = TestRepo.in(Files.createDirectories(base.resolve("project")))
                .write(".gitignore", "build/\n")
                .write(PROGRAM, resource("WordCount.txt"))
                .script("benchmark.sh", resource("benchmark.txt"))
                .commit("count words");
        var research = AutoResearch.in(lab.folder()).by(plan);
        research.init(Setup.of("count faster", Metric.lower(metric).unit("ms")).command("./benchmark.sh"));
        research.attempt("baseline");
        return new JavaProject(lab, research);
    }

    private static String resource(String name) {
        try (var text = JavaProject.class.getResourceAsStream(name)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An attempt that gives the program so much work. */
    Attempt rounds(int rounds) {
        return research.attempt(rounds + " rounds", () -> edit("ROUNDS = \\d+", "ROUNDS = " + rounds));
    }

    /** An attempt that changes nothing but a comment. */
    Attempt nothing(int number) {
        return research.attempt(
                "comment " + number, () -> edit("/\\*\\* Counts .*? again", "/** Counts " + number + " again"));
    }

    private void edit(String pattern, String replacement) {
        lab.write(PROGRAM, lab.read(PROGRAM).replaceFirst(pattern, replacement));
    }

    AutoResearch research() {
        return research;
    }
}
