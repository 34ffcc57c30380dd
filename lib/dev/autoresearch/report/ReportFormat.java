package dev.autoresearch.report;

import dev.autoresearch.model.Keyword;
import java.util.Optional;

public enum ReportFormat implements Keyword {
    JMH("JMH", "java -jar benchmarks.jar -rf json -rff FILE"),
    HYPERFINE("hyperfine", "hyperfine --export-json FILE …"),
    GOOGLE("Google Benchmark", "--benchmark_out=FILE --benchmark_out_format=json --benchmark_repetitions=10"),
    PYTEST("pytest-benchmark", "pytest --benchmark-json=FILE"),
    /** XML of Maven Surefire, and of other tools that write JUnit's XML (Gradle, pytest). */
    SUREFIRE("Surefire", "mvn test (into target/surefire-reports)"),
    /** Text of GNU time: {@code -v}, {@code -p}, or lines {@code name=value} made with {@code -f}. */
    TIME("GNU time", "/usr/bin/time -v -o FILE COMMAND");

    private final String tool;
    private final String writing;

    ReportFormat(String tool, String writing) {
        this.tool = tool;
        this.writing = writing;
    }

    public String tool() {
        return tool;
    }

    /** How to have such a report written. */
    public String writing() {
        return writing;
    }

    static Optional<ReportFormat> of(String word) {
        return Keyword.of(ReportFormat.class, word);
    }
}
