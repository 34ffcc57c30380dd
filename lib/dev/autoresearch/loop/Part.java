package dev.autoresearch.loop;

import dev.autoresearch.model.Text;
import java.nio.charset.StandardCharsets;

/**
 * A part of a brief that never exceeds its budget. Its lines are added most useful first; once one does not fit, it and all
 * later ones are left out, and the part says so. Nothing that is added can begin a heading of its own.
 */
final class Part {
    private static final int RESERVE = 60;

    private final StringBuilder text = new StringBuilder();
    private final int budget;
    private final String more;
    private int used;
    private int items;
    private int left;

    /**
     * An empty part.
     *
     * @param budget bytes of UTF-8, its heading included
     * @param more where what is left out can be seen
     */
    Part(String heading, int budget, String more) {
        this.budget = budget - RESERVE - bytes(more);
        this.more = more;
        append("## " + heading + "\n");
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private void append(String lines) {
        text.append(lines);
        used += bytes(lines);
    }

    /** Text of our own, whole or not at all. */
    Part say(String line) {
        take(line + "\n");
        return this;
    }

    /** A list item; strangers' text in it has been made one line by {@link Text}. */
    Part item(String line) {
        return say("- " + line);
    }

    /** Strangers' text of several lines, quoted, as much of it as fits. */
    Part quote(String strange) {
        for (var line : strange.strip().split("\r\n|\n|\r", -1))
            say(("> " + Text.line(line.replace("\t", "    "), 500)).strip());
        return this;
    }

    private void take(String lines) {
        if (left == 0 && used + bytes(lines) <= budget) {
            append(lines);
            items++;
        } else left++;
    }

    /** Is there no room for more? */
    boolean isFull() {
        return left > 0;
    }

    /** Counts lines that were not even offered. */
    Part leaveOut(int lines) {
        left += Math.max(0, lines);
        return this;
    }

    /** The part with an empty line after it; nothing when it has only its heading. */
    String text() {
        if (items == 0 && left == 0) return "";
        return text + (left > 0 ? "(" + left + " more left out" + more + ")\n" : "") + "\n";
    }
}
