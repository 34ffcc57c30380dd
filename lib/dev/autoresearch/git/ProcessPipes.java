package dev.autoresearch.git;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.commons.exec.ExecuteStreamHandler;

/**
 * Feeds a process and collects what it prints. A hook may leave a process behind that holds stderr open for hours: once
 * git has exited, stderr is waited for only a moment. Git never hands its stdout to a hook, so stdout is read to its end.
 */
final class ProcessPipes implements ExecuteStreamHandler {
    private static final long STDERR_GRACE_MILLIS = 1_000;
    private static final int STDERR_LIMIT = 1 << 20;

    private final byte[] input;
    private final int limit;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private OutputStream stdin = OutputStream.nullOutputStream();
    private Thread outReader = new Thread();
    private Thread errReader = new Thread();
    private Thread writer = new Thread();

    ProcessPipes(byte[] input, int limit) {
        this.input = input;
        this.limit = limit;
    }

    @Override
    public void setProcessInputStream(OutputStream stream) {
        stdin = stream;
    }

    @Override
    public void setProcessOutputStream(InputStream stream) {
        outReader = daemon("git stdout", () -> drain(stream, out, limit));
    }

    @Override
    public void setProcessErrorStream(InputStream stream) {
        errReader = daemon("git stderr", () -> drain(stream, err, STDERR_LIMIT));
    }

    @Override
    public void start() {
        outReader.start();
        errReader.start();
        writer = daemon("git stdin", this::feed);
        writer.start();
    }

    @Override
    public void stop() throws IOException {
        try {
            outReader.join();
            errReader.join(STDERR_GRACE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while reading from git", e);
        }
    }

    byte[] out() {
        return out.toByteArray();
    }

    byte[] err() {
        synchronized (err) {
            return err.toByteArray();
        }
    }

    private static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    private void feed() {
        try (OutputStream stream = stdin) {
            stream.write(input);
        } catch (IOException e) {
            // git ended without reading everything: its exit code and stderr say why
            return;
        }
    }

    private static void drain(InputStream from, ByteArrayOutputStream to, int limit) {
        byte[] buffer = new byte[1 << 16];
        try {
            for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
                synchronized (to) {
                    to.write(buffer, 0, Math.min(n, limit - to.size()));
                }
            }
        } catch (IOException e) {
            // the pipe was closed under us after git's exit: what was printed until then counts
            return;
        }
    }
}
