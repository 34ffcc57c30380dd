package dev.autoresearch.view;

import dev.autoresearch.Problem.NextStep;
import dev.autoresearch.journal.LockHolder;
import dev.autoresearch.model.Evidence;
import dev.autoresearch.model.Format;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.SafeText;
import dev.autoresearch.model.Segment;
import dev.autoresearch.model.Session;
import dev.autoresearch.model.SessionName.SessionList;
import dev.autoresearch.model.Trial;
import dev.autoresearch.session.SessionSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A session while it goes on, as lines that fill a terminal. Nothing here knows a terminal or a clock. */
public final class WatchView {
    private static final int AIRY = 16;
    private static final int MOST_OF_WORK = 10;
    private static final int FACTS_INDENT = 14;

    private final Style style;
    private final int rows;
    private final long now;
    private final String arrows;

    /**
     * A view for a terminal.
     *
     * @param style its width and what it can show
     * @param rows its height
     * @param now epoch milliseconds
     */
    public WatchView(Style style, int rows, long now) {
        this.style = style;
        this.rows = rows;
        this.now = now;
        this.arrows = style.either("↑↓", "Up Down");
    }

    /**
     * What is drawn.
     *
     * @param pairs how far the open trial's evidence got
     * @param work the command that is at work
     * @param executing epoch milliseconds at which its newest execution began
     * @param tail the last lines of that execution's output
     */
    public record WatchedSession(
            SessionSummary summary,
            Optional<PairsBar> pairs,
            Optional<LockHolder> work,
            long executing,
            List<String> tail) {}

    public enum Key {
        UP,
        DOWN,
        PAGE_UP,
        PAGE_DOWN,
        HOME,
        END,
        ENTER,
        BACK,
        HELP,
        QUIT,
        INTERRUPT,
        OTHER
    }

    /**
     * Where a person who watches is.
     *
     * @param page the list of runs, one run, or the keys
     * @param selected the selected run's index in its segment; empty: always the newest
     * @param offset lines of a page that are scrolled away above
     */
    public record Screen(Page page, OptionalInt selected, int offset) {
        public static final Screen FIRST = new Screen(Page.RUNS, OptionalInt.empty(), 0);

        public enum Page {
            RUNS,
            RUN,
            KEYS
        }

        /**
         * After a key.
         *
         * @param runs of the segment that is shown
         * @param rows of the terminal
         */
        public Screen press(Key key, int runs, int rows) {
            int page = Math.max(1, rows / 2);
            return switch (key) {
                case UP -> moved(-1, runs);
                case DOWN -> moved(1, runs);
                case PAGE_UP -> moved(-page, runs);
                case PAGE_DOWN -> moved(page, runs);
                case HOME -> moved(-1_000_000_000, runs);
                case END -> moved(1_000_000_000, runs);
                case ENTER -> this.page == Page.RUNS && runs > 0 ? on(Page.RUN) : on(Page.RUNS);
                case BACK -> on(Page.RUNS);
                case HELP -> on(this.page == Page.KEYS ? Page.RUNS : Page.KEYS);
                case QUIT, INTERRUPT, OTHER -> this;
            };
        }

        private Screen on(Page other) {
            return new Screen(other, selected, 0);
        }

        /** Down is towards older runs, and towards the end of a page. */
        private Screen moved(int lines, int runs) {
            if (page != Page.RUNS) return new Screen(page, selected, Math.max(0, offset + lines));
            int newest = runs - 1;
            int index = Math.max(0, Math.min(newest, selected.orElse(newest) - lines));
            return new Screen(page, index >= newest ? OptionalInt.empty() : OptionalInt.of(index), 0);
        }

        /** The same with no more lines scrolled away than there are. */
        Screen atMost(int lines) {
            return offset <= lines ? this : new Screen(page, selected, Math.max(0, lines));
        }
    }

    /**
     * A drawn terminal.
     *
     * @param lines as many as the terminal has rows, none wider than it
     * @param screen where the person is, after what cannot be scrolled to was taken back
     */
    public record Frame(List<String> lines, Screen screen) {}

    public Frame draw(WatchedSession watched, Screen screen) {
        return switch (screen.page()) {
            case RUNS ->
                new Frame(
                        filled(
                                runs(watched, screen),
                                "q quit   ? keys   Enter the run   " + arrows + " PgUp PgDn Home End scroll"),
                        screen);
            case RUN -> paged(run(watched, screen), screen);
            case KEYS -> paged(keys(), screen);
        };
    }

    private Frame paged(List<String> all, Screen screen) {
        var settled = screen.atMost(Math.max(0, all.size() - rows + 1));
        var shown = all.subList(settled.offset(), Math.min(all.size(), settled.offset() + rows - 1));
        return new Frame(filled(shown, "Esc back   " + arrows + " PgUp PgDn scroll   q quit"), settled);
    }

    private List<String> filled(List<String> above, String keys) {
        var lines = new ArrayList<>(above.subList(0, Math.min(above.size(), rows - 1)));
        while (lines.size() < rows - 1) lines.add("");
        lines.add(style.dim(style.cut(keys, style.width())));
        return lines;
    }

    private String none(SessionList sessions) {
        var others = sessions.others();
        return "no session here yet"
                + (others.isEmpty()
                        ? ""
                        : "; there is " + others + ": "
                                + style.step(NextStep.of("watch").with("--session", "NAME")));
    }

    private List<String> runs(WatchedSession watched, Screen screen) {
        var session = watched.summary().session();
        if (!session.initialized() && session.totalRuns() == 0)
            return List.of(none(watched.summary().sessions()));
        var lines = new ArrayList<String>();
        lines.addAll(header(watched.summary(), Math.max(1, rows / 4 + 1)));
        if (rows >= AIRY) lines.add("");
        lines.addAll(work(watched, Math.max(2, Math.min(MOST_OF_WORK, rows / 3))));
        if (rows >= AIRY) lines.add("");
        if (!session.runs().isEmpty()) lines.addAll(table(session.current(), screen, rows - 1 - lines.size()));
        return lines;
    }

    /** Where there is little room, only the goal's name is left of the title: how well it does says more. */
    private List<String> header(SessionSummary summary, int most) {
        var view = new StatusView(style);
        var all = view.header(summary);
        int title = view.title(summary).size();
        if (all.size() > most) all.subList(1, title).clear();
        return all.subList(0, Math.min(most, all.size()));
    }

    /** What goes on now: what it is, how far the pairs got, the end of the output. */
    private List<String> work(WatchedSession watched, int most) {
        var lines = new ArrayList<String>();
        if (watched.work().isEmpty()) {
            lines.add(style.dim(style.cut("nothing is being measured", style.width())));
            lines.addAll(new StatusView(style).undecided(watched.summary().session()));
            return lines.subList(0, Math.min(most, lines.size()));
        }
        var work = watched.work().get();
        var flow = new WrappedLine(style)
                .add("", style.either("▶ ", "> ") + what(watched.summary().session(), work), style::bold);
        flow.add("   ", elapsed(watched.executing()));
        if (work.since() < watched.executing()) flow.add("   ", elapsed(work.since()) + " in all");
        lines.addAll(flow.lines());
        watched.pairs()
                .ifPresent(pairs -> lines.addAll(new WrappedLine(style)
                        .add("", pairs.bar(style))
                        .add("  ", pairs.evidence())
                        .lines()));
        int room = most - lines.size();
        var tail = watched.tail();
        for (var line : tail.subList(Math.max(0, tail.size() - Math.max(0, room)), tail.size()))
            lines.add(style.dim(style.cut(style.either("  │ ", "  | ") + SafeText.output(line, 500), style.width())));
        // the runs below stay where they are while lines come
        while (rows >= AIRY && lines.size() < most) lines.add("");
        return lines.subList(0, Math.min(most, lines.size()));
    }

    private String what(Session session, LockHolder work) {
        var trial = session.trial();
        if (trial.isPresent()) {
            var description =
                    trial.flatMap(Evidence::trial).map(Trial::description).orElse("");
            int executions = trial.get().executions().size();
            return "measuring: " + SafeText.line(description, Math.max(10, Math.min(60, style.width() - 30)))
                    + ", execution " + (executions + 1);
        }
        var loop = session.loop().filter(one -> one.reason().isEmpty());
        if (loop.isPresent() && work.what().contains("loop"))
            return "agent, iteration " + (loop.get().counts().proposed() + 1);
        return SafeText.line(work.what(), 60);
    }

    private String elapsed(long since) {
        long seconds = Math.max(0, (now - since) / 1000);
        return seconds == 0 ? "0 s" : Format.duration((double) seconds);
    }

    /** The heading and the runs around the selected one, newest first. */
    private List<String> table(Segment segment, Screen screen, int height) {
        int count = segment.runs().size();
        int room = Math.max(1, height - 1);
        int position = count - 1 - Math.min(count - 1, screen.selected().orElse(count - 1));
        int first = Math.max(0, Math.min(position - room / 2, count - room));
        var newestFirst = new ArrayList<Run>();
        for (int i = first; i < Math.min(count, first + room); i++)
            newestFirst.add(segment.runs().get(count - 1 - i));
        var narrower = style.on(style.colour(), style.width() - 2);
        var table = new RunTable(narrower).lines(segment, newestFirst);
        var lines = new ArrayList<String>();
        for (int i = 0; i < table.size(); i++)
            lines.add((i - 1 == position - first ? style.either("› ", "> ") : "  ") + table.get(i));
        return lines;
    }

    private List<String> run(WatchedSession watched, Screen screen) {
        var segment = watched.summary().session().current();
        var runs = segment.runs();
        if (runs.isEmpty()) return List.of("no runs yet");
        var run = runs.get(Math.min(runs.size() - 1, screen.selected().orElse(runs.size() - 1)));
        var plain = style.on(false, style.width());
        var lines = new ArrayList<String>();
        for (var line : new RunView(plain).render(run, segment.setup().metric()).split("\n"))
            lines.addAll(TextTable.fold(line, style.width(), " ".repeat(Math.min(FACTS_INDENT, style.width() / 3))));
        return lines;
    }

    private List<String> keys() {
        var lines = new ArrayList<String>();
        for (var line : explained()) lines.addAll(TextTable.fold(line, style.width(), " ".repeat(style.width() / 3)));
        return lines;
    }

    private List<String> explained() {
        return List.of(
                arrows + style.either("         ", "    ") + "one run up, down",
                "PgUp PgDn  half a screen up, down",
                "Home End   the newest run, the oldest run",
                "Enter      the selected run with its evidence",
                "Esc        back to the runs",
                "?          these keys",
                "q          quit (Ctrl-C too)",
                "",
                "j k g G Space b do as in less.");
    }
}
