package dev.autoresearch.view;

import dev.autoresearch.model.SafeText;
import java.nio.charset.StandardCharsets;

/**
 * A part of a document that never exceeds its budget. Its lines are added most useful first; once one does not fit, it and
 * all later ones are left out, and the part says so. Nothing that a stranger wrote can begin a heading, a comment or a block
 * of code of its own.
 */
final class MarkdownSection {
    private static final int RESERVE = 60;
    private static final int LONGEST_LINE = 500;

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
     * @param more where what is left out can be seen; may be empty
     */
    public MarkdownSection(String heading, int budget, String more) {
        this.more = more.isEmpty() ? "" : "; " + more;
        this.budget = budget - RESERVE - bytes(this.more);
        append("## " + heading + "\n");
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private void append(String lines) {
        text.append(lines);
        used += bytes(lines);
    }

    /** A line that begins with words of our own, whole or not at all. */
    public MarkdownSection say(String line) {
        var shown = line.replace("<!--", "<! --") + "\n";
        if (left == 0 && used + bytes(shown) <= budget) {
            append(shown);
            items++;
        } else left++;
        return this;
    }

    /** A list item; strangers' text in it has been made one line by {@link SafeText}. */
    public MarkdownSection item(String line) {
        return say("- " + line);
    }

    /** Strangers' text of several lines, quoted, as much of it as fits. */
    public MarkdownSection quote(String strange) {
        for (var line : strange.strip().split("\r\n|\n|\r", -1))
            say(("> " + SafeText.line(line.replace("\t", "    "), LONGEST_LINE)).strip());
        return this;
    }

    public static String code(String strange, int atMost) {
        return "`" + SafeText.line(strange, atMost).replace('`', '\'') + "`";
    }

    boolean isFull() {
        return left > 0;
    }

    /** Counts lines that were not even offered. */
    MarkdownSection leaveOut(int lines) {
        left += lines;
        return this;
    }

    /** The part with an empty line after it; nothing when it has only its heading. */
    public String text() {
        if (items == 0 && left == 0) return "";
        return text + (left > 0 ? "(" + left + " more left out" + more + ")\n" : "") + "\n";
    }
}
