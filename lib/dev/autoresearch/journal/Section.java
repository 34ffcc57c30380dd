package dev.autoresearch.journal;

import java.util.Optional;

/**
 * Our part of a document: the lines from one marker to the other, both included. A marker is a line that holds nothing else
 * and is in no fenced block of code.
 *
 * @param from index of the first character of the line that begins it
 * @param to index behind the last character of the line that ends it, its line end included
 */
record Section(int from, int to) {
    static final String BEGIN = "<!-- autoresearch:begin -->";
    static final String END = "<!-- autoresearch:end -->";

    /** The last whole section of a text; empty when there is none. */
    static Optional<Section> in(String text) {
        Optional<Section> found = Optional.empty();
        int begun = -1;
        var fence = "";
        for (int start = 0; start < text.length(); ) {
            int end = text.indexOf('\n', start);
            end = end < 0 ? text.length() : end + 1;
            var line = text.substring(start, end).strip();
            if (!fence.isEmpty()) {
                if (line.startsWith(fence)
                        && line.replace(fence.substring(0, 1), "").isEmpty()) fence = "";
            } else if (line.startsWith("```") || line.startsWith("~~~")) fence = fenceOf(line);
            else if (line.equals(BEGIN)) begun = start;
            else if (line.equals(END) && begun >= 0) {
                found = Optional.of(new Section(begun, end));
                begun = -1;
            }
            start = end;
        }
        return found;
    }

    private static String fenceOf(String line) {
        int length = 0;
        while (length < line.length() && line.charAt(length) == line.charAt(0)) length++;
        return line.substring(0, length);
    }
}
