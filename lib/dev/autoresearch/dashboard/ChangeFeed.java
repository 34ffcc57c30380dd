package dev.autoresearch.dashboard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Counts how often some files were seen to change. Who waits for a change gets the latest count and not each one, so a
 * slow reader misses nothing and holds up nobody.
 */
final class ChangeFeed implements AutoCloseable {
    private final List<Path> files;
    private String seen;
    private long count = 1;
    private boolean closed;

    ChangeFeed(List<Path> files, long everyMillis) {
        this.files = List.copyOf(files);
        this.seen = state();
        var watch = new Thread(() -> watch(everyMillis), "dashboard: watch the journal");
        watch.setDaemon(true);
        watch.start();
    }

    private void watch(long everyMillis) {
        try {
            while (!awaitEnd(everyMillis)) look();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean awaitEnd(long millis) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        for (long left = end - System.nanoTime(); !closed && left > 0; left = end - System.nanoTime())
            TimeUnit.NANOSECONDS.timedWait(this, left);
        return closed;
    }

    private void look() {
        var now = state();
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
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        for (long left = end - System.nanoTime(); !closed && count == known && left > 0; left = end - System.nanoTime())
            TimeUnit.NANOSECONDS.timedWait(this, left);
        return count;
    }

    synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }

    private String state() {
        var state = new StringBuilder();
        for (var file : files) state.append(state(file)).append('\n');
        return state.toString();
    }

    private static String state(Path file) {
        try {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.size() + " " + attributes.lastModifiedTime().toMillis() + " " + attributes.fileKey();
        } catch (NoSuchFileException absent) {
            return "absent";
        } catch (IOException unreadable) {
            // who reads the data is told why
            return "unreadable";
        }
    }
}
