package dev.autoresearch.model;

import java.util.List;
import java.util.stream.Collectors;

/** Strangers' text on one line: what a journal or an agent wrote is data and must not steer a terminal. */
public final class SafeText {
    private SafeText() {}

    /** The text with control characters, line breaks and direction marks shown as escapes. */
    public static String line(String text) {
        var shown = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') shown.append("\\n");
            else if (c == '\r') shown.append("\\r");
            else if (c == '\t') shown.append("\\t");
            else if (c == 0x1b) shown.append("\\e");
            else if (isUnsafe(text, i)) shown.append(escape(c));
            else shown.append(c);
        }
        return shown.toString();
    }

    private static boolean isUnsafe(String text, int index) {
        char c = text.charAt(index);
        if (Character.isSurrogate(c)) return !isPaired(text, index);
        return Character.isISOControl(c) || c == 0x2028 || c == 0x2029 || steersDirection(c);
    }

    private static boolean isPaired(String text, int index) {
        char c = text.charAt(index);
        if (Character.isHighSurrogate(c))
            return index + 1 < text.length() && Character.isLowSurrogate(text.charAt(index + 1));
        return index > 0 && Character.isHighSurrogate(text.charAt(index - 1));
    }

    private static boolean steersDirection(char c) {
        return c == 0x200e
                || c == 0x200f
                || c == 0x061c
                || (c >= 0x202a && c <= 0x202e)
                || (c >= 0x2066 && c <= 0x2069);
    }

    private static String escape(char c) {
        var hex = Integer.toHexString(c);
        return "\\u" + "0000".substring(hex.length()) + hex;
    }

    /** The same, cut to a number of characters, the cut shown as an ellipsis. */
    public static String line(String text, int atMost) {
        var line = line(text.length() > 4 * atMost + 16 ? text.substring(0, 4 * atMost + 16) : text);
        if (line.length() <= atMost) return line;
        int end = Math.max(0, atMost - 1);
        if (end > 0 && Character.isHighSurrogate(line.charAt(end - 1))) end--;
        return line.substring(0, end) + "…";
    }

    /** A line of a program's output, cut to a number of characters; its tabs are blanks. */
    public static String output(String line, int atMost) {
        return line(line.replace("\t", "    "), atMost);
    }

    /** A few names of files for a message: the first five, and how many more there are. */
    public static String names(List<String> paths) {
        return names(paths, 5, 80);
    }

    /** The first so many names, each on at most {@code width} characters, and how many more there are. */
    public static String names(List<String> names, int most, int width) {
        var shown = names.stream().limit(most).map(name -> line(name, width)).collect(Collectors.joining(", "));
        return shown + (names.size() > most ? " and " + (names.size() - most) + " more" : "");
    }

    /** The beginning of a commit's id, as a person reads it: 7 characters. */
    public static String shortId(String id) {
        return shortId(id, 7);
    }

    /** The first {@code length} characters of an id, or all of a shorter one. */
    public static String shortId(String id, int length) {
        return id.substring(0, Math.min(length, id.length()));
    }
}
