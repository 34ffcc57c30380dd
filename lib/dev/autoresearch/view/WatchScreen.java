package dev.autoresearch.view;

import java.util.OptionalInt;

/**
 * Where a person who watches is.
 *
 * @param page the list of runs, one run, or the keys
 * @param selected the selected run's index in its segment; empty: always the newest
 * @param offset lines of a page that are scrolled away above
 */
public record WatchScreen(Page page, OptionalInt selected, int offset) {
    /** How it begins. */
    public static final WatchScreen FIRST = new WatchScreen(Page.RUNS, OptionalInt.empty(), 0);

    /** What is shown. */
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
    public WatchScreen press(WatchKey key, int runs, int rows) {
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

    private WatchScreen on(Page other) {
        return new WatchScreen(other, selected, 0);
    }

    /** Down is towards older runs, and towards the end of a page. */
    private WatchScreen moved(int lines, int runs) {
        if (page != Page.RUNS) return new WatchScreen(page, selected, Math.max(0, offset + lines));
        int newest = runs - 1;
        int index = Math.max(0, Math.min(newest, selected.orElse(newest) - lines));
        return new WatchScreen(page, index >= newest ? OptionalInt.empty() : OptionalInt.of(index), 0);
    }

    /** The same with no more lines scrolled away than there are. */
    WatchScreen atMost(int lines) {
        return offset <= lines ? this : new WatchScreen(page, selected, Math.max(0, lines));
    }
}
