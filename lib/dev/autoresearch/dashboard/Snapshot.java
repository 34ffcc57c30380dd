package dev.autoresearch.dashboard;

import dev.autoresearch.AutoResearch;
import dev.autoresearch.Problem;
import dev.autoresearch.json.Json;
import dev.autoresearch.view.Board;
import java.util.Map;

/** The session as it is now, read once for each change however many ask. */
final class Snapshot {
    private final AutoResearch research;
    private final Pulse pulse;
    private long count;
    private Data latest = new Data(200, "");

    /**
     * An answer.
     *
     * @param status of HTTP: 200, or 503 with the reason while the session cannot be read
     */
    record Data(int status, String json) {}

    Snapshot(AutoResearch research, Pulse pulse) {
        this.research = research;
        this.pulse = pulse;
    }

    synchronized Data latest() {
        // asked first: what changes while we read is read again
        long now = pulse.count();
        if (now == count) return latest;
        latest = read(now);
        count = now;
        return latest;
    }

    private Data read(long now) {
        try {
            var board = Board.of(research.status(), research.ideas());
            board.put("count", now);
            return new Data(200, Json.line(board));
        } catch (Problem problem) {
            return new Data(503, Json.line(Map.of("error", String.valueOf(problem.getMessage()))));
        }
    }
}
