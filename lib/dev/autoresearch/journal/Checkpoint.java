package dev.autoresearch.journal;

import dev.autoresearch.json.Json;
import dev.autoresearch.json.JsonFields;
import dev.autoresearch.model.Layout;
import dev.autoresearch.model.Measurement;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.SafeText;
import dev.autoresearch.model.Segment;
import dev.autoresearch.model.Session;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * OpenClaw's {@code autoresearch.checkpoint.json}: a copy of the state that its plugin resumes from. We read only its
 * pending run, and keep the file true in that layout.
 */
public final class Checkpoint {
    private static final int RECENT = 8;

    private Checkpoint() {}

    /** The session, with the checkpoint's pending run when that is newer than everything in the journal. */
    public static Session withPendingRun(SessionFiles files, Session session) {
        if (files.layout() != Layout.OPENCLAW || session.pending().isPresent()) return session;
        var run = new JsonFields(read(file(files))).object("pendingRun");
        if (run.isEmpty()) return session;
        var pending = JournalReader.pendingRun(run, "checkpoint");
        double logged = session.lastRun().map(Run::timestamp).orElse(0.0);
        if (pending.started() <= logged) return session;
        return new Session(
                session.initialized(),
                session.segments(),
                Optional.of(pending),
                session.trial(),
                session.nextNumber(),
                session.loop());
    }

    /** Writes the checkpoint of this state; what the plugin alone knows is carried over. */
    public static void update(SessionFiles files, Session session, OptionalDouble confidence, long now) {
        if (files.layout() != Layout.OPENCLAW) return;
        var old = read(file(files));
        var checkpoint = new LinkedHashMap<String, Object>();
        checkpoint.put("version", 1);
        checkpoint.put("updatedAt", now);
        for (var key : List.of("sessionStartCommit", "canonicalBranch", "carryForwardContext"))
            checkpoint.put(key, old.getOrDefault(key, Json.NULL));
        checkpoint.put("session", describe(session, confidence));
        var metric = session.metric().name();
        checkpoint.put("lastLoggedRun", session.lastRun().map(run -> JournalWriter.run(run, Layout.OPENCLAW, metric)));
        var runs = session.runs();
        var recent = runs.subList(Math.max(0, runs.size() - RECENT), runs.size());
        checkpoint.put(
                "recentLoggedRuns",
                recent.stream()
                        .map(run -> JournalWriter.run(run, Layout.OPENCLAW, metric))
                        .toList());
        checkpoint.put("pendingRun", session.pending().map(Checkpoint::pendingRun));
        DurableFile.replace(file(files), Json.pretty(checkpoint) + "\n");
    }

    private static Path file(SessionFiles files) {
        return files.home().resolve("autoresearch.checkpoint.json");
    }

    private static Map<String, Object> read(Path file) {
        return SessionFiles.read(file).flatMap(Json::object).orElse(Map.of());
    }

    private static Map<String, Object> describe(Session session, OptionalDouble confidence) {
        Segment segment = session.current();
        var state = new LinkedHashMap<String, Object>();
        state.put("name", segment.setup().name());
        state.put("metricName", segment.setup().metric().name());
        state.put("metricUnit", segment.setup().metric().unit());
        state.put("bestDirection", segment.setup().metric().direction().word());
        state.put("currentSegment", segment.index());
        state.put("currentRunCount", segment.runs().size());
        state.put("totalRunCount", session.totalRuns());
        state.put("currentBaselineMetric", segment.baseline().map(Run::metric));
        state.put("currentBestMetric", segment.best().map(Run::metric));
        state.put("confidence", confidence);
        return state;
    }

    private static Map<String, Object> pendingRun(Measurement pending) {
        var run = new LinkedHashMap<String, Object>();
        run.put("command", pending.command());
        run.put("commit", pending.candidate().map(tree -> SafeText.shortId(tree.commit())));
        run.put("primaryMetric", pending.primary());
        run.put("metrics", pending.metrics());
        run.put("durationSeconds", pending.durationSeconds());
        run.put("exitCode", pending.exitCode());
        run.put("passed", pending.passed());
        run.put("timedOut", pending.timedOut());
        run.put("tailOutput", pending.tail());
        run.put("capturedAt", pending.started());
        return run;
    }
}
