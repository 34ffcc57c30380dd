package dev.autoresearch.model;

import java.util.List;
import java.util.Optional;

/** Whose names and dialect the session files follow. All names are relative to the session root. */
public enum Layout implements Keyword {
    /** The Python SDK, our seed and the default of a new session. */
    SDK("autoresearch.results.jsonl"),
    /** The OpenClaw plugin. */
    OPENCLAW("autoresearch.jsonl"),
    /** pi-autoresearch, which keeps everything under {@code .auto/}. */
    PI(".auto/log.jsonl");

    /** Our own folder beside the session files: lock, outputs of benchmarks, notes for recovery. */
    public static final String STATE_FOLDER = ".autoresearch";

    private final String journal;

    Layout(String journal) {
        this.journal = journal;
    }

    public String journal() {
        return journal;
    }

    public String document() {
        return this == PI ? ".auto/prompt.md" : "autoresearch.md";
    }

    public String ideas() {
        return named("ideas.md");
    }

    public String checks() {
        return named("checks.sh");
    }

    public String settings() {
        return named("config.json");
    }

    /** The folder of the scripts that run before and after each experiment. */
    public String hooks() {
        return this == PI ? ".auto/hooks" : "autoresearch.hooks";
    }

    /** Scripts that are the benchmark when no command is given, the first that exists. */
    public List<String> benchmarks() {
        return switch (this) {
            case SDK -> List.of("autoresearch.sh", "benchmark.sh");
            case OPENCLAW -> List.of("autoresearch.sh");
            case PI -> List.of(".auto/measure.sh");
        };
    }

    /** Files and folders that belong to the session, not to the experiment: never committed, never put back. */
    public List<String> ownFiles() {
        return List.of(
                journal,
                document(),
                ideas(),
                settings(),
                "autoresearch.checkpoint.json",
                "autoresearch.lock",
                STATE_FOLDER,
                journal + ".torn");
    }

    private String named(String name) {
        return this == PI ? ".auto/" + name : "autoresearch." + name;
    }

    /** Are run numbers counted across segments (pi), or within each? */
    public boolean numbersAcrossSegments() {
        return this == PI;
    }

    /** Does the {@code metrics} object repeat the primary metric? */
    public boolean metricsIncludePrimary() {
        return this == SDK;
    }

    public static Optional<Layout> of(String word) {
        return Keyword.of(Layout.class, word);
    }
}
