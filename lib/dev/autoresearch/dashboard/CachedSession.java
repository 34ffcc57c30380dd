package dev.autoresearch.dashboard;

import dev.autoresearch.AutoResearch;
import dev.autoresearch.Problem;
import dev.autoresearch.json.Json;
import dev.autoresearch.view.DashboardData;
import java.util.Map;
import java.util.Optional;

/** The session as it is now, read once for each change however many ask. */
final class CachedSession {
    private final AutoResearch research;
    private final ChangeFeed pulse;
    private long count;
    private Optional<SessionVersion> edition = Optional.empty();
    private String problem = "";
    private News latest = new News(0, 0, "");

    /**
     * An answer.
     *
     * @param status of HTTP: 200, or 503 with the reason while the session cannot be read
     */
    record Data(int status, String json) {}

    /**
     * What changed from one count to another.
     *
     * @param json a document on one line; while the session cannot be read, the reason
     */
    record News(long since, long count, String json) {}

    CachedSession(AutoResearch research, ChangeFeed pulse) {
        this.research = research;
        this.pulse = pulse;
    }

    /** All there is. */
    synchronized Data all() {
        read();
        boolean isFine = problem.isEmpty() && edition.isPresent();
        return isFine ? new Data(200, edition.get().document()) : new Data(503, Json.line(Map.of("error", problem)));
    }

    /** What changed since a count that was told before. */
    synchronized News since(long known) {
        read();
        if (latest.since() == known && latest.count() == count) return latest;
        boolean isFine = problem.isEmpty() && edition.isPresent();
        latest = new News(
                known,
                count,
                isFine ? edition.get().since(known) : Json.line(Map.of("error", problem, "count", count)));
        return latest;
    }

    private void read() {
        // asked first: what changes while we read is read again
        long now = pulse.count();
        if (now == count) return;
        count = now;
        try {
            var board = DashboardData.of(research.status(), research.ideas());
            edition = Optional.of(
                    edition.map(one -> one.next(now, board)).orElseGet(() -> SessionVersion.first(now, board)));
            problem = "";
        } catch (Problem unreadable) {
            problem = String.valueOf(unreadable.getMessage());
        }
    }
}
