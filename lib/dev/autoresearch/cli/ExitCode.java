package dev.autoresearch.cli;

import dev.autoresearch.model.Measurement.Outcome;

/** Exit codes, a contract with scripts and agents. */
final class ExitCode {
    static final int DONE = 0;
    static final int PROBLEM = 1;
    static final int BENCHMARK_FAILED = 3;
    static final int TIMED_OUT = 4;
    static final int CHECKS_FAILED = 5;
    static final int NOT_KEPT = 9;

    private ExitCode() {}

    static int of(Outcome outcome) {
        return switch (outcome) {
            case PASSED -> DONE;
            case FAILED -> BENCHMARK_FAILED;
            case TIMED_OUT -> TIMED_OUT;
            case CHECKS_FAILED -> CHECKS_FAILED;
        };
    }
}
