package dev.autoresearch.cli;

import dev.autoresearch.AutoResearch;
import dev.autoresearch.journal.SessionActivity;
import dev.autoresearch.journal.SessionFiles;
import dev.autoresearch.model.Summary;
import dev.autoresearch.view.PairsBar;
import dev.autoresearch.view.WatchState;
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
    private Optional<SessionActivity> working = Optional.empty();

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
        var works = SessionActivity.in(files);
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
    WatchState watched() {
        var work = working.map(one -> new WatchState.Work(
                one.command(),
                one.since(),
                // an output from before it began is another's
                Math.max(one.since(), output.begun().orElse(0)),
                output.begun().orElse(0) + 1000 < one.since() ? List.of() : output.lines()));
        return new WatchState(summary, pairs, work);
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
