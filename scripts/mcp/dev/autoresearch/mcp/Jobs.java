package dev.autoresearch.mcp;

import dev.autoresearch.Problem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The measuring calls of this server: one at a time, since two benchmarks on one machine would disturb each other. */
final class Jobs {
    private static final int KEPT = 100;
    /** A tree that ignores TERM is gone after 5.4 s; then the files are put in order. */
    static final long PATIENCE_MILLIS = 8_000;

    private final Map<String, Job> jobs = new LinkedHashMap<>();
    private int count;

    /** Starts one, unless one runs. */
    synchronized Job start(String tool, ToolCall call, Job.Work work) {
        var running = running();
        if (running.isPresent()) throw busy(running.get(), tool);
        var job = new Job(Integer.toString(++count), tool, call);
        jobs.put(job.id(), job);
        if (jobs.size() > KEPT) jobs.remove(jobs.keySet().iterator().next());
        job.start(work);
        return job;
    }

    /** Refuses a tool that would change the files which are being measured. */
    void refuseWhileMeasured(ToolCall call, String tool) {
        running().filter(job -> job.folder().equals(call.folder())).ifPresent(job -> {
            throw busy(job, tool);
        });
    }

    private static Problem busy(Job job, String wanted) {
        return new Problem(
                wanted + " has to wait: " + job.tool() + " is still running in " + job.folder() + " (job " + job.id()
                        + ", " + job.progress() + ")",
                job.how());
    }

    synchronized Optional<Job> running() {
        for (var job : jobs.values()) if (job.running()) return Optional.of(job);
        return Optional.empty();
    }

    /** The job of this id, or the latest. */
    synchronized Job find(Optional<String> id) {
        var found = Optional.<Job>empty();
        for (var job : jobs.values()) if (id.isEmpty() || job.id().equals(id.get())) found = Optional.of(job);
        if (found.isPresent()) return found.get();
        throw new Problem(
                id.isEmpty() ? "nothing was measured by this server yet" : "there is no job " + id.get(),
                jobs.isEmpty()
                        ? "call run_experiment or attempt; results of earlier servers are in status"
                        : "jobs known here: " + String.join(", ", jobs.keySet()));
    }

    /** Ends what runs, and gives it the time to leave its files in order. */
    void close() {
        var running = running();
        if (running.isEmpty()) return;
        running.get().cancel();
        try {
            running.get().await(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // asked twice: the next command finishes what is left
        }
    }
}
