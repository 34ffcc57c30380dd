package dev.autoresearch.view;

import dev.autoresearch.Problem;
import dev.autoresearch.Problem.Hint;
import dev.autoresearch.Problem.NextStep;
import dev.autoresearch.session.SessionContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The picture of a session as a file. */
public final class ProgressChartFile {
    private static final int WIDTH = 1600;
    private static final int HEIGHT = 800;

    private final SessionContext shop;

    public ProgressChartFile(SessionContext shop) {
        this.shop = shop;
    }

    public Path draw(Optional<Path> wanted) {
        var segment = shop.begun().current();
        if (segment.runs().isEmpty())
            throw new Problem(
                    "there is no run to draw yet", Hint.of("{} makes the first", NextStep.attempt("baseline")));
        var file = wanted.orElseGet(() -> shop.files().makeState().resolve("progress.png"));
        try {
            Files.write(file, new ProgressChart(segment).png(WIDTH, HEIGHT));
        } catch (IOException e) {
            throw new Problem(
                            "cannot write " + file + ": " + e.getMessage(),
                            "give a file in a folder that exists: -o progress.png")
                    .because(e);
        }
        return file;
    }
}
