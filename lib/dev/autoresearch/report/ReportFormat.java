package dev.autoresearch.report;

import java.util.Optional;

/** The formats of reports that can be read. */
public enum ReportFormat {
    /** JSON of the Java Microbenchmark Harness. */
    JMH("jmh", "JMH", "java -jar benchmarks.jar -rf json -rff FILE"),
    /** JSON of hyperfine. */
    HYPERFINE("hyperfine", "hyperfine", "hyperfine --export-json FILE …"),
    /** JSON of Google Benchmark. */
    GOOGLE("google", "Google Benchmark", "--benchmark_out=FILE --benchmark_out_format=json --benchmark_repetitions=10"),
    /** JSON of pytest-benchmark. */
    PYTEST("pytest", "pytest-benchmark", "pytest --benchmark-json=FILE"),
    /** XML of Maven Surefire, and of whoever else writes JUnit's XML (Gradle, pytest). */
    SUREFIRE("surefire", "Surefire", "mvn test (into target/surefire-reports)"),
    /** Text of GNU time: {@code -v}, {@code -p}, or lines {@code name=value} made with {@code -f}. */
    TIME("time", "GNU time", "/usr/bin/time -v -o FILE COMMAND");

    private final String word;
    private final String tool;
    private final String writing;

    ReportFormat(String word, String tool, String writing) {
        this.word = word;
        this.tool = tool;
        this.writing = writing;
    }

    /** The word before the colon of {@code --report}. */
    public String word() {
        return word;
    }

    /** The name of the tool that writes it. */
    public String tool() {
        return tool;
    }

    /** How to have such a report written. */
    public String writing() {
        return writing;
    }

    /** The format of this word. */
    static Optional<ReportFormat> of(String word) {
        for (var format : values()) if (format.word.equals(word)) return Optional.of(format);
        return Optional.empty();
    }
}
