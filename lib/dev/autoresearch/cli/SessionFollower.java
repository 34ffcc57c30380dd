package dev.autoresearch.cli;

import dev.autoresearch.AutoResearch;
import dev.autoresearch.journal.LockHolder;
import dev.autoresearch.journal.SessionFiles;
import dev.autoresearch.model.Summary;
import dev.autoresearch.view.PairsBar;
import dev.autoresearch.view.WatchView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;

/** Follows a session from outside, by looking at its files; takes no lock and writes nothing. */
final class SessionFollower {
    private final AutoResearch research;
    private final SessionFiles files;
    private final OutputTail output;
    private String stamp = "";
    private Summary summary;
    private Optional<PairsBar> pairs;
    private Optional<LockHolder> working = Optional.empty();

    SessionFollower(AutoResearch research) {
        this.research = research;
        files = research.context().files();
        output = new OutputTail(files.state().resolve("output"));
        summary = research.status();
        pairs = PairsBar.of(summary.session());
        look();
    }

    /** Looks again; is there something new? */
    boolean look() {
        boolean changed = output.look();
        var works = LockHolder.of(files);
        changed |= !works.equals(working);
        working = works;
        var now = stamp(files.journal()) + stamp(files.ideas());
        if (now.equals(stamp)) return changed;
        stamp = now;
        summary = research.status();
        pairs = PairsBar.of(summary.session());
        return true;
    }

    /** What there is to see. */
    WatchView.State watched() {
        long since = working.map(LockHolder::since).orElse(0L);
        long begun = output.begun().orElse(0);
        // an output from before it began is another's
        return new WatchView.State(
                summary,
                pairs,
                working,
                Math.max(since, begun),
                begun + 1000 < since ? List.of() : output.lines());
    }

    private static String stamp(Path file) {
        try {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.size() + "@" + attributes.lastModifiedTime().toMillis() + "#" + attributes.fileKey()
                    + " ";
        } catch (IOException absent) {
            return "- ";
        }
    }
}
