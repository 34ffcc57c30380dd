package dev.autoresearch.dashboard;

import dev.autoresearch.json.Json;
import dev.autoresearch.view.DashboardData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The session as it was read once, and for each run at which count it was last seen to change: who knows an earlier edition
 * is told what is new, which is little, rather than all.
 */
final class SessionVersion {
    private final long count;
    private final DashboardData board;
    private final List<long[]> changed = new ArrayList<>();
    private Optional<String> document = Optional.empty();

    private SessionVersion(long count, DashboardData board) {
        this.count = count;
        this.board = board;
        for (var segment : board.segments()) {
            var counts = new long[segment.runs().size()];
            Arrays.fill(counts, count);
            changed.add(counts);
        }
    }

    static SessionVersion first(long count, DashboardData board) {
        return new SessionVersion(count, board);
    }

    /** The next one: runs that are as they were keep their count. */
    SessionVersion next(long newCount, DashboardData newBoard) {
        var next = new SessionVersion(newCount, newBoard);
        int segments = Math.min(changed.size(), next.changed.size());
        for (int s = 0; s < segments; s++) {
            var before = board.segments().get(s).runs();
            var after = newBoard.segments().get(s).runs();
            for (int r = 0; r < Math.min(before.size(), after.size()); r++)
                if (before.get(r).equals(after.get(r))) next.changed.get(s)[r] = changed.get(s)[r];
        }
        return next;
    }

    /** All of it. */
    String document() {
        if (document.isEmpty()) document = Optional.of(Json.line(counted(board.document())));
        return document.get();
    }

    /** What is not as it was at an earlier count: each new or changed run with its place, and how many runs there are. */
    String since(long known) {
        var parts = new ArrayList<Map<String, Object>>();
        for (int s = 0; s < changed.size(); s++) {
            var segment = board.segments().get(s);
            var news = new ArrayList<List<Object>>();
            for (int r = 0; r < segment.runs().size(); r++)
                if (changed.get(s)[r] > known)
                    news.add(List.of(r, segment.runs().get(r)));
            var part = segment.with(news);
            part.put("total", segment.runs().size());
            parts.add(part);
        }
        var news = counted(board.with(parts));
        news.put("since", known);
        return Json.line(news);
    }

    private Map<String, Object> counted(Map<String, Object> all) {
        var counted = new LinkedHashMap<>(all);
        counted.put("count", count);
        return counted;
    }
}
