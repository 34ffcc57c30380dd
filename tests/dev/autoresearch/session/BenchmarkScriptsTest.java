package dev.autoresearch.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.autoresearch.measure.BenchmarkCommands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("locale")
class BenchmarkScriptsTest {
    @TempDir
    Path root;

    private List<String> named(String command) throws IOException {
        for (var name : List.of("bench.py", "NightlyBench.java", "my-benchmark.sh", "run", "level", "Parser.java"))
            Files.writeString(root.resolve(name), "text");
        Files.write(root.resolve("bench"), new byte[] {0x7f, 'E', 'L', 'F', 0});
        var script = Files.writeString(root.resolve("tool"), "#!/bin/bash\n");
        assertEquals(true, script.toFile().setExecutable(true));
        return new BenchmarkScripts(root).namedBy(command);
    }

    @Test
    void scriptsOfTheirOwnMeasure() throws IOException {
        assertEquals(List.of("tool"), named("nice -n 3 ./tool --fast"));
        assertEquals(List.of("tool"), named("SIZE=3 " + root.resolve("tool")));
    }

    @Test
    void whatAShellIsGivenMeasures() throws IOException {
        assertEquals(List.of("run"), named("/bin/sh -e run level"));
        assertEquals(List.of("tool"), named("bash -c './tool level'"));
    }

    @Test
    void aNameMaySayThatItMeasures() throws IOException {
        assertEquals(List.of("bench.py"), named("python3 bench.py"));
        assertEquals(List.of("NightlyBench.java", "my-benchmark.sh"), named("java NightlyBench.java<my-benchmark.sh"));
    }

    @Test
    void whatIsImprovedOrBuiltDoesNot() throws IOException {
        assertEquals(List.of(), named("make && ./bench && java Parser.java && gzip -$(cat level) ../else missing"));
    }

    @ParameterizedTest
    @CsvSource({
        "bench.py, true",
        "run_benchmarks.sh, true",
        "MeasureLatency.java, true",
        "evaluate.py, true",
        "eval.py, true",
        "ParserTest.java, true",
        "perf-run, true",
        "fastest.c, false",
        "retrieval.py, false",
        "latest.txt, false",
        "performance.md, false",
        "train.py, false",
        "x, false",
    })
    void namesAreReadWordByWord(String name, boolean says) {
        assertEquals(says, BenchmarkScripts.saysSo(name));
    }

    @Test
    void whatAScriptCallsOrSourcesIsFound() throws IOException {
        named("true");
        Files.writeString(root.resolve("env.sh"), "SIZE=3");
        Files.writeString(root.resolve("all.sh"), """
                # see my-benchmark.sh
                . ./env.sh
                gzip -$(cat level) Parser.java && ./run
                python3 "bench.py" --size "$SIZE" || it's unbalanced
                """);
        var scripts = new BenchmarkScripts(root);
        assertEquals(List.of("bench.py", "env.sh"), List.copyOf(scripts.calledBy(List.of("all.sh", "bench"))));
    }

    @Test
    void aLongerPathIsAnother() {
        for (var text :
                List.of("cd /home/me/app", "/home/me/app/run", "x=/home/me/app; y", "/home/me/app2 '/home/me/app'"))
            assertEquals(true, BenchmarkCommands.names(text, "/home/me/app"), text);
        for (var text : List.of("/home/me/app-data/in", "/home/me/application", "/home/me", ""))
            assertEquals(false, BenchmarkCommands.names(text, "/home/me/app"), text);
    }
}
