package dev.autoresearch.git;

import dev.autoresearch.process.PlatformText;
import dev.autoresearch.process.SignalShield;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.exec.CommandLine;
import org.apache.commons.exec.DefaultExecutor;
import org.apache.commons.exec.ExecuteStreamHandler;

/**
 * A program that runs to its end, never by a shell. A hook may leave a process behind that holds stderr open for hours:
 * once the program has exited, stderr is waited for only a moment. Git never hands its stdout to a hook, so stdout is read
 * to its end.
 */
final class Program implements ExecuteStreamHandler {
    private static final long STDERR_GRACE_MILLIS = 1_000;
    private static final int STDERR_LIMIT = 1 << 20;

    private final byte[] input;
    private final int limit;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private OutputStream stdin = OutputStream.nullOutputStream();
    private Thread outReader = new Thread();
    private Thread errReader = new Thread();
    private volatile boolean cut;

    private Program(byte[] input, int limit) {
        this.input = input;
        this.limit = limit;
    }

    /**
     * Runs a program, whatever its exit code.
     *
     * @param environment all of it
     * @param limit at most so many bytes of stdout are kept; the rest is read and dropped
     * @throws IOException when it cannot be started
     */
    static GitOutput run(List<String> words, Path folder, Map<String, String> environment, byte[] input, int limit)
            throws IOException {
        try {
            var output = new Program(input, limit).once(words, folder, environment);
            if (!SignalShield.isTooLate(output.exit())) return output;
        } catch (IOException failure) {
            if (!SignalShield.isRaised() || Thread.currentThread().isInterrupted()) throw failure;
        }
        return new Program(input, limit).once(words, folder, environment);
    }

    private GitOutput once(List<String> words, Path folder, Map<String, String> environment) throws IOException {
        CommandLine line = SignalShield.line(words.get(0));
        for (int i = 1; i < words.size(); i++) line.addArgument(words.get(i), false);
        DefaultExecutor executor = DefaultExecutor.builder()
                .setWorkingDirectory(folder)
                .setExecuteStreamHandler(this)
                .get();
        executor.setExitValues(null);
        Map<String, String> variables = new HashMap<>(environment);
        int exit = executor.execute(PlatformText.exact(line, variables), variables);
        // half an answer of git's would be taken for the whole one
        if (cut) throw new IOException("its answer broke off");
        synchronized (err) {
            return new GitOutput(exit, out.toByteArray(), err.toByteArray());
        }
    }

    @Override
    public void setProcessInputStream(OutputStream stream) {
        stdin = stream;
    }

    @Override
    public void setProcessOutputStream(InputStream stream) {
        outReader = daemon("git stdout", () -> cut = !drain(stream, out, limit));
    }

    @Override
    public void setProcessErrorStream(InputStream stream) {
        errReader = daemon("git stderr", () -> drain(stream, err, STDERR_LIMIT));
    }

    @Override
    public void start() {
        outReader.start();
        errReader.start();
        daemon("git stdin", this::feed).start();
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

    /** Whether the end was reached. */
    private static boolean drain(InputStream from, ByteArrayOutputStream to, int limit) {
        byte[] buffer = new byte[1 << 16];
        try {
            for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
                synchronized (to) {
                    to.write(buffer, 0, Math.min(n, limit - to.size()));
                }
            }
        } catch (IOException e) {
            // of stderr, which a hook may hold, what was printed until the pipe was closed counts
            return false;
        }
        return true;
    }
}
