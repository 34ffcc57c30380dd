package dev.autoresearch.mcp;

import dev.autoresearch.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Calls that measure: they answer in good time even when the benchmark takes hours, and lose no result. */
final class Waiting {
    private static final double WAIT_SECONDS = 45;
    private static final double LONGEST_WAIT_SECONDS = 86_400;
    private static final long TICK_MILLIS = 1000;
    private static final int REMEMBERED = 100;

    private final Jobs jobs;
    /** The measuring calls that a client still waits for, by request. */
    private final Map<Object, Job> waitedFor = new HashMap<>();
    /** Requests that were cancelled before they had begun. */
    private final List<Object> unwanted = new ArrayList<>();

    Waiting(Jobs jobs) {
        this.jobs = jobs;
    }

    /** Every measuring tool takes this parameter. */
    static Schema waitSeconds(Schema schema) {
        return schema.amount(
                "wait_seconds",
                "How long to wait for the result before answering {\"running\": true, \"job\": …} (default 45). The"
                        + " benchmark goes on; call wait for its result.");
    }

    List<Tool> tools() {
        return List.of(
                new Tool(
                        "wait",
                        "Wait for a measurement",
                        """
                        Get the result of a run_experiment or attempt that answered {"running": true}. Waits up to wait_seconds, \
                        then says how far it is. A result can be fetched any number of times.""",
                        waitSeconds(Schema.empty().text("job", "The job's id. Default: the latest.")),
                        Tool.Effect.READS,
                        call -> await(jobs.find(call.text("job")), call)),
                new Tool(
                        "cancel",
                        "Cancel a measurement",
                        """
                        Stop the benchmark that is running, with everything it started. Nothing is logged, and your changes stay \
                        in the tree.""",
                        Schema.empty().text("job", "The job's id. Default: the latest."),
                        Tool.Effect.WRITES,
                        call -> cancel(jobs.find(call.text("job")))));
    }

    /** Starts the work in the background and waits for it as long as the caller wants. */
    Answer measure(String tool, Call call, Job.Work work) {
        var job = jobs.start(tool, call.folder(), work);
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

    private static Answer await(Job job, Call call) {
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

    private static Answer cancel(Job job) {
        if (!job.running()) throw new Problem("job " + job.id() + " is finished already", "call wait for its result");
        job.cancel();
        try {
            var answer = job.await(8000);
            return answer.map(last -> new Answer(last.text(), last.document(), false))
                    .orElseGet(job::stillRunning);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the server ends
            return job.stillRunning();
        }
    }
}
