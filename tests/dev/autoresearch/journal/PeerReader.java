package dev.autoresearch.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How the readers of the three tools go over the lines of a journal, each with its own habits. */
enum PeerReader {
    /** Takes any numeric metric for a run, and fails on a status that it does not know. */
    SDK {
        @Override
        boolean isRun(Map<String, Object> line) {
            return line.get("metric") instanceof Double;
        }

        @Override
        String status(Object word) {
            if (List.of("keep", "discard", "crash", "pending").contains(word)) return (String) word;
            throw new IllegalStateException(word + " is no RunStatus");
        }
    },
    /** Takes any numeric metric for a run, and every status as it is; only "keep" is kept. */
    OPENCLAW {
        @Override
        boolean isRun(Map<String, Object> line) {
            return line.get("metric") instanceof Double;
        }

        @Override
        String status(Object word) {
            return List.of("discard", "crash").contains(word) ? (String) word : "keep";
        }
    },
    /** Takes any numeric run for a run, and a status that it does not know for keep. */
    PI {
        @Override
        boolean isRun(Map<String, Object> line) {
            return line.get("run") instanceof Double;
        }

        @Override
        String status(Object word) {
            return List.of("discard", "crash", "checks_failed").contains(word) ? (String) word : "keep";
        }
    };

    /** What a peer knows of a run. */
    record Seen(int number, double metric, String status, int segment, String description) {}

    /** What a peer knows after the last line. */
    record State(String name, String metricName, String direction, int segment, List<Seen> runs) {
        /** The best kept metric of the current segment: for the SDK and OpenClaw only a positive one. */
        double best() {
            double best = Double.NaN;
            for (var run : runs) {
                if (run.segment() != segment || !run.status().equals("keep") || run.metric() <= 0) continue;
                boolean better = direction.equals("lower") ? run.metric() < best : run.metric() > best;
                if (Double.isNaN(best) || better) best = run.metric();
            }
            return best;
        }
    }

    abstract boolean isRun(Map<String, Object> line);

    abstract String status(Object word);

    State read(List<Map<String, Object>> lines) {
        var state = new State("", "metric", "lower", 0, List.of());
        var runs = new ArrayList<Seen>();
        int inSegment = 0;
        for (var line : lines) {
            if ("config".equals(line.get("type"))) {
                int segment = runs.isEmpty() ? 0 : state.segment() + 1;
                inSegment = 0;
                state = new State(
                        (String) line.get("name"),
                        (String) line.get("metricName"),
                        (String) line.get("bestDirection"),
                        segment,
                        List.of());
            } else if (isRun(line)) {
                inSegment++;
                runs.add(new Seen(
                        line.get("run") instanceof Double number ? number.intValue() : inSegment,
                        (Double) line.get("metric"),
                        status(line.getOrDefault("status", "keep")),
                        state.segment(),
                        (String) line.get("description")));
            }
        }
        return new State(state.name(), state.metricName(), state.direction(), state.segment(), List.copyOf(runs));
    }
}
