package dev.autoresearch.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What was tried already, to tell a new idea from an old one. */
public final class Tried {
    private final List<Run> runs = new ArrayList<>();
    private final List<Gist> gists = new ArrayList<>();

    /** These runs; a baseline tries nothing and is passed over. */
    public Tried(List<Run> runs) {
        for (var run : runs) {
            if (run.baseline()) continue;
            this.runs.add(run);
            gists.add(Gist.of(run.description()));
        }
    }

    /** The latest run that most likely tried the same. */
    public Optional<Run> like(String text) {
        var gist = Gist.of(text);
        for (int i = runs.size() - 1; i >= 0; i--) if (gists.get(i).isLike(gist)) return Optional.of(runs.get(i));
        return Optional.empty();
    }

    /** The latest of {@code runs} that most likely tried the same as {@code text} says. */
    public static Optional<Run> similar(List<Run> runs, String text) {
        return new Tried(runs).like(text);
    }
}
