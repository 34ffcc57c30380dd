package dev.autoresearch.exec;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.commons.exec.StreamPumper;

/** Threads that move the bytes between a process and us. They never hold up the end of this program. */
final class Pumps {
    private static final int CHUNK = 64 * 1024;
    private static final long QUIET_MILLIS = 250;

    private final Capture capture;
    private final CountDownLatch open = new CountDownLatch(2);

    /** Starts to move bytes at once. */
    Pumps(Process process, Capture capture, String input) {
        this.capture = capture;
        start(new Pump(process.getInputStream(), capture.standardOutput(), open), "command output");
        start(new Pump(process.getErrorStream(), capture.standardError(), open), "command errors");
        Feeder feeder = new Feeder(process.getOutputStream(), input);
        if (input.isEmpty()) feeder.run();
        else start(feeder, "command input");
    }

    /**
     * After the exit of the process: waits until both streams are at their end, or until somebody else holds them
     * open and is quiet.
     *
     * @param longest in milliseconds, for somebody who is not quiet
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

    private static void start(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private record Pump(InputStream from, OutputStream to, CountDownLatch open) implements Runnable {
        /**
         * Holds the stream's monitor throughout: at the exit the JDK would otherwise read what a grandchild goes on
         * to print into memory without bound, and then close the pipe, which would end that grandchild.
         */
        @Override
        public void run() {
            try {
                synchronized (from) {
                    new StreamPumper(from, to, false, CHUNK).run();
                }
            } finally {
                open.countDown();
            }
        }
    }

    private record Feeder(OutputStream to, String input) implements Runnable {
        @Override
        public void run() {
            try (to) {
                if (!input.isEmpty()) to.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                return; // the command ended, or closed its input, without reading everything: its good right
            }
        }
    }
}
