package dev.autoresearch.cli;

import dev.autoresearch.AutoResearch;
import dev.autoresearch.journal.LockHolder;
import dev.autoresearch.journal.SessionFiles;
import dev.autoresearch.process.OutputFiles;
import dev.autoresearch.session.SessionSummary;
import dev.autoresearch.view.PairsBar;
import dev.autoresearch.view.WatchView;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Follows a session from outside, by looking at its files; takes no lock and writes nothing. */
final class SessionFollower {
    private final AutoResearch research;
    private final SessionFiles files;
    private final OutputTail output;
    private String stamp = "";
    private SessionSummary summary;
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
        var now = files.stamp();
        if (now.equals(stamp)) return changed;
        stamp = now;
        summary = research.status();
        pairs = PairsBar.of(summary.session());
        return true;
    }

    WatchView.WatchedSession watched() {
        long since = working.map(LockHolder::since).orElse(0L);
        long begun = output.begun().orElse(0);
        // an output from before it began is another's
        return new WatchView.WatchedSession(
                summary, pairs, working, Math.max(since, begun), begun + 1000 < since ? List.of() : output.lines());
    }

    /** The end of what the newest execution prints, read while it is written. */
    static final class OutputTail {
        private static final int MOST_BYTES = 8192;
        private static final int MOST_LINES = 50;
        private static final char ESCAPE = 0x1b;

        private final OutputFiles files;
        private Optional<Path> file = Optional.empty();
        private long size = -1;
        private List<String> lines = List.of();

        OutputTail(Path folder) {
            files = new OutputFiles(folder);
        }

        /** Looks again; is there something new? */
        boolean look() {
            var newest = files.newest();
            try {
                long now = newest.isPresent() ? Files.size(newest.get()) : -1;
                if (newest.equals(file) && now == size) return false;
                lines = newest.isPresent() ? read(newest.get(), now) : List.of();
                file = newest;
                size = now;
                return true;
            } catch (IOException gone) {
                // Old files go while new ones come; the next look finds the newest again.
                return false;
            }
        }

        /** The last lines, without what only steers a terminal. */
        List<String> lines() {
            return lines;
        }

        /** When the newest execution began, in epoch milliseconds. */
        OptionalLong begun() {
            return file.isPresent() ? OutputFiles.begun(file.get()) : OptionalLong.empty();
        }

        private static List<String> read(Path file, long size) throws IOException {
            var text = "";
            try (var channel = Files.newByteChannel(file)) {
                var end = Channels.newInputStream(channel.position(Math.max(0, size - MOST_BYTES)));
                text = new String(end.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
            }
            var all = plain(text).lines().toList();
            return List.copyOf(all.subList(Math.max(0, all.size() - MOST_LINES), all.size()));
        }

        /** Colours and the like left out; of a line that was drawn over and over, the last state. */
        static String plain(String text) {
            var plain = new StringBuilder(text.length());
            int begin = 0;
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                boolean isLast = i + 1 == text.length();
                if (c == ESCAPE) i = end(text, i);
                else if (c == '\t') plain.append("    ");
                else if (c == '\r' && !isLast && text.charAt(i + 1) != '\n') plain.setLength(begin);
                else if (c != '\r') plain.append(c);
                if (c == '\n') begin = plain.length();
            }
            return plain.toString();
        }

        /** The last character of an escape sequence. */
        private static int end(String text, int escape) {
            int i = escape + 1;
            if (i >= text.length() || text.charAt(i) != '[') return Math.min(i, text.length() - 1);
            do i++;
            while (i < text.length() && (text.charAt(i) < '@' || text.charAt(i) > '~'));
            return Math.min(i, text.length() - 1);
        }
    }
}
