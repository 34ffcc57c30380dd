package dev.autoresearch.dashboard;

import dev.autoresearch.Problem;
import dev.autoresearch.json.Json;
import dev.autoresearch.session.SessionContext;
import dev.autoresearch.session.SessionSummary;
import dev.autoresearch.view.DashboardData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * The session as it is now, read once for each change of its files for all readers. Changes are counted. A reader that waits
 * for one gets the latest count and not each one, so a slow reader misses nothing and delays no other.
 */
final class ChangeFeed implements AutoCloseable {
    private final SessionContext context;
    private String seen;
    private long count = 1;
    private boolean closed;

    /** Held while the session is read; guards the fields below. */
    private final Object reading = new Object();

    private Optional<Version> version = Optional.empty();
    private Optional<Problem> problem = Optional.empty();
    private News latest = new News(0, 0, "");
    private long read;

    /**
     * What changed from one count to another.
     *
     * @param json a document on one line; while the session cannot be read, the reason
     */
    record News(long since, long count, String json) {}

    ChangeFeed(SessionContext context, long everyMillis) {
        this.context = context;
        this.seen = context.files().stamp();
        var watch = new Thread(() -> watch(everyMillis), "dashboard: watch the journal");
        watch.setDaemon(true);
        watch.start();
    }

    private void watch(long everyMillis) {
        try {
            while (!isClosed()) {
                awaitNanos(() -> false, TimeUnit.MILLISECONDS.toNanos(everyMillis));
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        var now = context.files().stamp();
        synchronized (this) {
            if (now.equals(seen)) return;
            seen = now;
            count++;
            notifyAll();
        }
    }

    /** How many changes were seen, from 1. */
    synchronized long count() {
        return count;
    }

    /**
     * Waits until there was another change than the one that is known, for some seconds at most.
     *
     * @return the latest count; the known one when nothing happened
     */
    synchronized long await(long known, long seconds) throws InterruptedException {
        awaitNanos(() -> count != known, TimeUnit.SECONDS.toNanos(seconds));
        return count;
    }

    private synchronized void awaitNanos(BooleanSupplier until, long nanos) throws InterruptedException {
        long end = System.nanoTime() + nanos;
        for (long left = nanos; !closed && !until.getAsBoolean() && left > 0; left = end - System.nanoTime())
            TimeUnit.NANOSECONDS.timedWait(this, left);
    }

    synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }

    /** Reads before the first request, which also gets the problem if there is one. */
    void readAhead() {
        synchronized (reading) {
            read();
        }
    }

    /**
     * All there is, as a document on one line.
     *
     * @throws Problem when the session cannot be read
     */
    String all() {
        synchronized (reading) {
            read();
            if (problem.isPresent()) throw problem.get();
            return version.orElseThrow().document();
        }
    }

    News since(long known) {
        synchronized (reading) {
            read();
            if (latest.since() == known && latest.count() == read) return latest;
            var json = problem.isPresent()
                    ? Json.line(Map.of("error", problem.get().getMessage(), "count", read))
                    : version.orElseThrow().since(known);
            latest = new News(known, read, json);
            return latest;
        }
    }

    private void read() {
        // asked first: what changes while we read is read again
        long now = count();
        if (now == read) return;
        read = now;
        try {
            var board = DashboardData.of(SessionSummary.of(context), context.ideas());
            version = Optional.of(version.map(one -> one.next(now, board)).orElseGet(() -> new Version(now, board)));
            problem = Optional.empty();
        } catch (Problem unreadable) {
            problem = Optional.of(unreadable);
        }
    }

    /**
     * The session as it was read once, and for each run the count at which it was last seen to change. A reader that has an
     * earlier version gets only what is new.
     */
    private static final class Version {
        private final long count;
        private final DashboardData board;
        private final List<long[]> changed = new ArrayList<>();
        private Optional<String> document = Optional.empty();

        Version(long count, DashboardData board) {
            this.count = count;
            this.board = board;
            for (var segment : board.segments()) {
                var counts = new long[segment.runs().size()];
                Arrays.fill(counts, count);
                changed.add(counts);
            }
        }

        /** The next one: runs that are as they were keep their count. */
        Version next(long newCount, DashboardData newBoard) {
            var next = new Version(newCount, newBoard);
            int segments = Math.min(changed.size(), next.changed.size());
            for (int s = 0; s < segments; s++) {
                var before = board.segments().get(s).runs();
                var after = newBoard.segments().get(s).runs();
                for (int r = 0; r < Math.min(before.size(), after.size()); r++)
                    if (before.get(r).equals(after.get(r))) next.changed.get(s)[r] = changed.get(s)[r];
            }
            return next;
        }

        String document() {
            if (document.isEmpty()) document = Optional.of(Json.line(counted(board.document())));
            return document.get();
        }

        /** What is not as it was at an earlier count: each new or changed run with its place, and how many runs there are. */
        String since(long known) {
            var parts = new ArrayList<Map<String, Object>>();
            for (int s = 0; s < changed.size(); s++) {
                var segment = board.segments().get(s);
                var news = new ArrayList<List<Object>>();
                for (int r = 0; r < segment.runs().size(); r++)
                    if (changed.get(s)[r] > known)
                        news.add(List.of(r, segment.runs().get(r)));
                var part = segment.with(news);
                part.put("total", segment.runs().size());
                parts.add(part);
            }
            var news = counted(board.with(parts));
            news.put("since", known);
            return Json.line(news);
        }

        private Map<String, Object> counted(Map<String, Object> all) {
            var counted = new LinkedHashMap<>(all);
            counted.put("count", count);
            return counted;
        }
    }
}
