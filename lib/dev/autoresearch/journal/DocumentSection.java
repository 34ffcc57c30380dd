package dev.autoresearch.journal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Our part of a document: the lines from one marker to the other, both included. A marker is a line that holds nothing else
 * and is in no fenced block of code. A document is looked at with one character a byte, so that every byte can stay.
 *
 * @param from index of the first character of the line that begins it
 * @param to index behind the last character of the line that ends it, its line end included
 */
record DocumentSection(int from, int to) {
    static final String BEGIN = "<!-- autoresearch:begin -->";
    static final String END = "<!-- autoresearch:end -->";

    private static final String SUM = "<!-- autoresearch:sum ";
    private static final String BYTE_ORDER_MARK = "\u00ef\u00bb\u00bf";

    /**
     * What a document holds of ours.
     *
     * @param sections whole ones, in order
     * @param begun does any line begin one, whole or not?
     * @param fenced does the document end inside a block of code?
     */
    record Found(List<DocumentSection> sections, boolean begun, boolean fenced) {}

    /** Looks for our sections; one that has no end is none. */
    static Found in(String text) {
        var sections = new ArrayList<DocumentSection>();
        boolean begun = false;
        int from = -1;
        var fence = "";
        for (int start = text.startsWith(BYTE_ORDER_MARK) ? 3 : 0; start < text.length(); ) {
            int end = text.indexOf('\n', start);
            end = end < 0 ? text.length() : end + 1;
            var line = text.substring(start, end).stripTrailing();
            if (!fence.isEmpty()) {
                if (closes(line.strip(), fence)) fence = "";
            } else if (line.equals(BEGIN)) {
                begun = true;
                from = start;
            } else if (line.equals(END) && from >= 0) {
                sections.add(new DocumentSection(from, end));
                from = -1;
            } else fence = fenceOf(line.strip());
            start = end;
        }
        return new Found(List.copyOf(sections), begun, !fence.isEmpty());
    }

    /** The characters that open a block of code, three or more; empty for any other line. */
    private static String fenceOf(String line) {
        if (!line.startsWith("```") && !line.startsWith("~~~")) return "";
        int length = 0;
        while (length < line.length() && line.charAt(length) == line.charAt(0)) length++;
        // ```code``` on one line is no block
        return line.charAt(0) == '`' && line.indexOf('`', length) >= 0 ? "" : line.substring(0, length);
    }

    private static boolean closes(String line, String fence) {
        return line.startsWith(fence) && line.chars().allMatch(c -> c == fence.charAt(0));
    }

    /** A section with this content, which knows its own sum. */
    static String of(String content) {
        return BEGIN + "\n" + content + "\n" + SUM + sum(content) + " -->\n" + END + "\n";
    }

    /** Is this text of a section as we wrote it, but for its line ends? */
    static boolean isOurs(String section) {
        var text = section.replace("\r\n", "\n").stripTrailing();
        int at = text.lastIndexOf("\n" + SUM);
        if (at < BEGIN.length() + 1) return false;
        return text.substring(at + 1).equals(SUM + sum(text.substring(BEGIN.length() + 1, at)) + " -->\n" + END);
    }

    private static String sum(String content) {
        var sum = new CRC32();
        sum.update(content.getBytes(StandardCharsets.ISO_8859_1));
        return Long.toHexString(sum.getValue());
    }
}
