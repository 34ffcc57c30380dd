package dev.autoresearch.view;

import dev.autoresearch.model.Measurement;

/** The line of a failing benchmark's output that most likely says why. */
final class Cause {
    private Cause() {}

    /** The first that names an exception or an error, else the last; empty when it said nothing. */
    static String of(Measurement measured) {
        var last = "";
        for (var line : measured.tail().split("\n")) {
            if (line.contains("Exception") || line.contains("Error")) return afterThread(line.strip());
            if (!line.isBlank()) last = line.strip();
        }
        return last;
    }

    private static String afterThread(String line) {
        var end = line.startsWith("Exception in thread") ? line.indexOf("\" ") : -1;
        return end < 0 ? line : line.substring(end + 2);
    }
}
