package dev.autoresearch.mcp;

import dev.autoresearch.Problem;
import dev.autoresearch.model.Format;
import dev.autoresearch.model.SafeText;
import dev.autoresearch.process.LocalExecutor;
import dev.autoresearch.session.ProgressListener;
import dev.autoresearch.session.ProgressListener.PairForecast;
import dev.autoresearch.stats.Comparison;
import dev.autoresearch.stats.CostScale;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A measuring call that goes on in a thread of its own, and what came of it. */
final class Job implements ProgressListener {
    /** What it does, running all its commands through {@link #executor()}. */
    interface Work {
        ToolResult run(ToolCall call, Job job);
    }

    private final String id;
    private final String tool;
    private final ToolCall call;
    private final Path folder;
    private final StoppableExecutor executor = new StoppableExecutor(new LocalExecutor());
    private final CompletableFuture<ToolResult> answer = new CompletableFuture<>();
    private final long started = System.nanoTime();
    private volatile String line = "";
    private volatile String pairs = "";

    Job(String id, String tool, ToolCall call) {
        this.id = id;
        this.tool = tool;
        this.call = call;
        this.folder = call.folder();
    }

    String id() {
        return id;
    }

    String tool() {
        return tool;
    }

    Path folder() {
        return folder;
    }

    /** Commands run through it end when this job is cancelled. */
    StoppableExecutor executor() {
        return executor;
    }

    boolean running() {
        return !answer.isDone();
    }

    /** Seconds since it began. */
    double elapsed() {
        return Math.rint((System.nanoTime() - started) / 1e6) / 1e3;
    }

    void start(Work work) {
        var thread = new Thread(() -> answer.complete(result(work)), "job " + id);
        thread.setDaemon(true);
        thread.start();
    }

    private ToolResult result(Work work) {
        try {
            return work.run(call, this).with("job", id, "").with(call.notices());
        } catch (Problem problem) {
            return executor.stopped() ? cancelled(problem) : ToolResult.problem(problem);
        } catch (Throwable defect) { // an Error too: whoever waits must be told
            defect.printStackTrace();
            return ToolResult.defect(defect);
        }
    }

    private ToolResult cancelled(Problem problem) {
        if (problem.exit() != 130) return ToolResult.problem(problem);
        return ToolResult.problem(new Problem(
                tool + " was cancelled after " + Format.duration(elapsed()) + ", and its processes are ended",
                "nothing was logged, and your changes are still in the tree"
                        + (tool.equals("attempt") ? "; attempt on the same tree goes on where this one stopped" : "")));
    }

    /** The answer, when it is there within so many milliseconds. */
    Optional<ToolResult> await(long millis) throws InterruptedException {
        try {
            return Optional.of(answer.get(Math.max(0, millis), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible); // it is never completed exceptionally
        }
    }

    void cancel() {
        executor.stop();
    }

    /** {@code 12 s, 6 pairs of 40, last line: …}. */
    String progress() {
        var text = new StringBuilder(Format.duration(elapsed()));
        if (!pairs.isEmpty()) text.append(", ").append(pairs);
        if (!line.isEmpty()) text.append(", last line: ").append(SafeText.line(line, 120));
        return text.toString();
    }

    /** What is told while it runs. */
    ToolResult stillRunning() {
        var document = new LinkedHashMap<String, Object>();
        document.put("running", true);
        document.put("job", id);
        document.put("tool", tool);
        document.put("elapsed_seconds", elapsed());
        document.put("last_line", line);
        if (!pairs.isEmpty()) document.put("pairs", pairs);
        document.put("next", how());
        return ToolResult.of(tool + " is running: " + progress() + "\n" + how(), document);
    }

    /** How to get at its result. */
    String how() {
        return "call wait {\"job\": \"" + id
                + "\"} for its result (as often as you like; it is kept), or cancel {\"job\": \"" + id
                + "\"} to stop it; do not edit files meanwhile";
    }

    @Override
    public void line(String text) {
        line = text;
    }

    @Override
    public void outlook(PairForecast outlook) {
        pairs = outlook.toString();
    }

    @Override
    public void pairs(Comparison.Progress progress, CostScale scale) {
        pairs = Format.count(progress.pairs(), "pair") + " of at most " + progress.maxPairs();
    }
}
