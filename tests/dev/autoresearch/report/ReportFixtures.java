package dev.autoresearch.report;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.autoresearch.Problem;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Reports that the tools themselves wrote. */
final class ReportFixtures {
    private ReportFixtures() {}

    static Path folder() {
        try {
            return Path.of(ReportFixtures.class.getResource("jmh.json").toURI()).getParent();
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    static List<ReportedBenchmark> read(String spec) {
        return read(folder(), spec);
    }

    static List<ReportedBenchmark> read(Path folder, String spec) {
        return ReportReader.read(ReportSpec.parse(spec), folder, EarlierFiles.than(Instant.EPOCH));
    }

    /** Reads and selects. */
    static ReportedBenchmark the(String spec) {
        return the(folder(), spec);
    }

    static ReportedBenchmark the(Path folder, String spec) {
        return ReportReader.select(ReportSpec.parse(spec), read(folder, spec));
    }

    static List<String> mainKeys(String spec) {
        return read(spec).stream()
                .filter(ReportedBenchmark::main)
                .map(ReportedBenchmark::key)
                .toList();
    }

    static Problem problem(String spec) {
        return problem(folder(), spec);
    }

    static Problem problem(Path folder, String spec) {
        return assertThrows(Problem.class, () -> the(folder, spec));
    }
}
