package dev.autoresearch.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JMH of Maven Central compiles, runs and reports a benchmark; what it writes is read. */
class RealJmhTest {
    private static final String CLASSES =
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

    @TempDir
    Path folder;

    @Test
    void whatJmhWritesIsRead() throws Exception {
        compile("""
                package real;
                import org.openjdk.jmh.annotations.*;
                @State(Scope.Benchmark)
                @BenchmarkMode(Mode.AverageTime)
                @OutputTimeUnit(java.util.concurrent.TimeUnit.MICROSECONDS)
                public class Sum {
                    @Param({"8", "800"}) public int n;
                    @Benchmark public double roots() {
                        double sum = 0;
                        for (int i = 0; i < n; i++) sum += Math.sqrt(i);
                        return sum;
                    }
                }
                """);
        var before = Instant.now();
        jmh("-f", "2", "-wi", "1", "-w", "20ms", "-i", "2", "-r", "20ms", "-rf", "json", "-rff", "jmh.json");
        var spec = ReportSpec.parse("jmh:jmh.json#Sum.roots[n=800]");
        var all = ReportReader.read(spec, folder, EarlierFiles.than(before));
        var large = ReportReader.select(spec, all);
        var small = ReportReader.select(ReportSpec.parse("jmh:jmh.json#real.Sum.roots[n=8] avgt"), all);
        assertEquals("real.Sum.roots[n=800] avgt", large.key());
        assertEquals("us/op", large.unit());
        assertEquals(2, large.samples().size());
        for (double sample : large.samples())
            for (double least : small.samples()) assertTrue(sample > least, large + " and " + small);
    }

    private void compile(String source) throws IOException {
        var file = Files.writeString(folder.resolve("Sum.java"), source);
        // named, since newer compilers look for processors only when asked to
        var processor = "org.openjdk.jmh.generators.BenchmarkProcessor";
        var words = List.of("-cp", CLASSES, "-processor", processor, "-d", folder.toString(), file.toString());
        int exit = ToolProvider.getSystemJavaCompiler().run(null, null, null, words.toArray(String[]::new));
        assertEquals(0, exit);
    }

    private void jmh(String... options) throws Exception {
        var words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                // JMH's lock is there, and a build beside this one would hold it
                "-Djava.io.tmpdir=" + folder,
                "-cp",
                folder + ":" + CLASSES,
                "org.openjdk.jmh.Main"));
        words.addAll(List.of(options));
        var printed = folder.resolve("printed").toFile();
        var process = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(printed)
                .start();
        assertEquals(0, process.waitFor(), Files.readString(printed.toPath()));
    }
}
