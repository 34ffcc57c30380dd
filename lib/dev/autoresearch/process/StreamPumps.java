package dev.autoresearch.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.commons.exec.StreamPumper;

/**
 * Threads that move the bytes between a process and us. They never hold up the end of this program.
 *
 * <p>Each holds its stream's monitor throughout. Otherwise the JDK would, at the exit, read all that a
 * grandchild still prints into memory. Then it would close the pipe, which would end that grandchild. So the threads are
 * ready before the process starts.
 */
final class StreamPumps implements AutoCloseable {
    private static final int CHUNK = 64 * 1024;
    private static final long QUIET_MILLIS = 250;

    private final OutputCapture capture;
    private final CompletableFuture<Process> started = new CompletableFuture<>();
    private final CountDownLatch open = new CountDownLatch(2);
    private volatile boolean late;

    /** Threads that are ready for a process. */
    StreamPumps(OutputCapture capture) {
        this.capture = capture;
        start(() -> pump(Process::getInputStream, capture.standardOutput()), "command output");
        start(() -> pump(Process::getErrorStream, capture.standardError()), "command errors");
    }

    /** Starts to move bytes at once. */
    void attach(Process process, String input) {
        started.complete(process);
        OutputStream to = process.getOutputStream();
        if (input.isEmpty()) feed(to, input);
        else start(() -> feed(to, input), "command input");
    }

    /**
     * After the exit of the process: waits until both streams are at their end, or until another process holds them
     * open and is quiet.
     *
     * @param longest in milliseconds, for a process that is not quiet
     * @return whether both are at their end
     */
    boolean drain(long longest) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(longest);
        long before;
        do {
            before = capture.bytes();
            if (open.await(Math.min(QUIET_MILLIS, longest), TimeUnit.MILLISECONDS)) return true;
        } while (capture.bytes() != before && System.nanoTime() < deadline);
        return false;
    }

    /** Whether the process was faster than a pump: then the JDK ended the stream, and another process may still hold it. */
    boolean late() {
        return late;
    }

    /** Sends the threads home when no process came. */
    @Override
    public void close() {
        started.cancel(false);
    }

    private static void start(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void pump(Function<Process, InputStream> stream, OutputStream to) {
        try {
            Process process = started.get();
            InputStream from = stream.apply(process);
            synchronized (from) {
                if (!process.isAlive()) late = true;
                new StreamPumper(from, to, false, CHUNK).run();
            }
        } catch (InterruptedException | ExecutionException | CancellationException e) {
            return; // no process came
        } finally {
            open.countDown();
        }
    }

    private static void feed(OutputStream to, String input) {
        try (to) {
            if (!input.isEmpty()) to.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            return; // the command ended, or closed its input, without reading everything: its good right
        }
    }
}
