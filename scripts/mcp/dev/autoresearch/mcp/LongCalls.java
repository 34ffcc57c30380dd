package dev.autoresearch.mcp;

import dev.autoresearch.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Calls that measure: they answer in good time even when the benchmark takes hours, and lose no result. */
final class LongCalls {
    private static final double WAIT_SECONDS = 45;
    private static final double LONGEST_WAIT_SECONDS = 86_400;
    private static final long TICK_MILLIS = 1000;
    private static final int REMEMBERED = 100;

    private final Jobs jobs;
    /** The measuring calls that a client still waits for, by request. */
    private final Map<Object, Job> waitedFor = new HashMap<>();
    /** Requests that were cancelled before they had begun. */
    private final List<Object> unwanted = new ArrayList<>();

    LongCalls(Jobs jobs) {
        this.jobs = jobs;
    }

    /** Starts the work in the background and waits for it as long as the caller wants. */
    ToolResult measure(String tool, ToolCall call, Job.Work work) {
        var job = jobs.start(tool, call, work);
        bind(call.request(), job);
        try {
            return await(job, call);
        } finally {
            forget(call.request());
        }
    }

    private synchronized void bind(Object request, Job job) {
        if (unwanted.remove(request)) job.cancel();
        waitedFor.put(request, job);
    }

    private synchronized void forget(Object request) {
        waitedFor.remove(request);
    }

    /** The client no longer wants an answer to this request: what it started ends. */
    synchronized void cancelled(Object request) {
        Optional.ofNullable(waitedFor.get(request)).ifPresentOrElse(Job::cancel, () -> unwanted.add(request));
        if (unwanted.size() > REMEMBERED) unwanted.remove(0);
    }

    /** What came of a job, or how far it is. */
    ToolResult await(ToolCall call) {
        return await(jobs.find(call.text("job")), call);
    }

    private static ToolResult await(Job job, ToolCall call) {
        double wait = Math.min(call.number("wait_seconds").orElse(WAIT_SECONDS), LONGEST_WAIT_SECONDS);
        long deadline = System.nanoTime() + (long) (wait * 1e9);
        try {
            while (true) {
                long left = (deadline - System.nanoTime()) / 1_000_000;
                var answer = job.await(Math.min(left, TICK_MILLIS));
                if (answer.isPresent()) return answer.get();
                if (left <= 0) return job.stillRunning();
                call.progress().accept(job.elapsed(), job.tool() + ": " + job.progress());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the server ends
            return job.stillRunning();
        }
    }

    /** Ends a job. */
    ToolResult cancel(ToolCall call) {
        var job = jobs.find(call.text("job"));
        if (!job.running()) throw new Problem("job " + job.id() + " is finished already", "call wait for its result");
        job.cancel();
        try {
            var answer = job.await(Jobs.PATIENCE_MILLIS);
            return answer.map(last -> new ToolResult(last.text(), last.document(), false))
                    .orElseGet(job::stillRunning);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the server ends
            return job.stillRunning();
        }
    }
}
