package dev.autoresearch.view;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * An aligned table, and how many terminal columns a text takes. Where a line would be too long the last column gives way,
 * then those that may be left out.
 */
final class TextTable {
    private static final String GAP = "  ";
    private static final int NARROWEST = 8;
    /** What the last column gets before another one is left out for it. */
    private static final int ROOM = 20;
    /** No column but the last takes more than this part of the line. */
    private static final int WIDEST_PART = 4;

    /** Vowels and final consonants of Hangul join the syllable before them. */
    private static final int MEDIAL_JAMO = 0x1160;

    private static final int LAST_JAMO = 0x11ff;

    /** First and last of each range of East Asian Wide and Fullwidth characters (Unicode Standard Annex 11, 14.0). */
    private static final int[] WIDE = {
        0x1100, 0x115f, 0x231a, 0x231b, 0x2329, 0x232a, 0x23e9, 0x23ec, 0x23f0, 0x23f0, 0x23f3, 0x23f3, 0x25fd, 0x25fe,
        0x2614, 0x2615, 0x2648, 0x2653, 0x267f, 0x267f, 0x2693, 0x2693, 0x26a1, 0x26a1, 0x26aa, 0x26ab, 0x26bd, 0x26be,
        0x26c4, 0x26c5, 0x26ce, 0x26ce, 0x26d4, 0x26d4, 0x26ea, 0x26ea, 0x26f2, 0x26f3, 0x26f5, 0x26f5, 0x26fa, 0x26fa,
        0x26fd, 0x26fd, 0x2705, 0x2705, 0x270a, 0x270b, 0x2728, 0x2728, 0x274c, 0x274c, 0x274e, 0x274e, 0x2753, 0x2755,
        0x2757, 0x2757, 0x2795, 0x2797, 0x27b0, 0x27b0, 0x27bf, 0x27bf, 0x2b1b, 0x2b1c, 0x2b50, 0x2b50, 0x2b55, 0x2b55,
        0x2e80, 0x303e, 0x3041, 0x3247, 0x3250, 0x4dbf, 0x4e00, 0xa4c6, 0xa960, 0xa97c, 0xac00, 0xd7a3, 0xf900, 0xfad9,
        0xfe10, 0xfe6b, 0xff01, 0xff60, 0xffe0, 0xffe6, 0x16fe0, 0x1b2fb, 0x1f004, 0x1f004, 0x1f0cf, 0x1f0cf, 0x1f18e,
        0x1f18e, 0x1f191, 0x1f19a, 0x1f200, 0x1f320, 0x1f32d, 0x1f335, 0x1f337, 0x1f37c, 0x1f37e, 0x1f393, 0x1f3a0,
        0x1f3ca, 0x1f3cf, 0x1f3d3, 0x1f3e0, 0x1f3f0, 0x1f3f4, 0x1f3f4, 0x1f3f8, 0x1f43e, 0x1f440, 0x1f440, 0x1f442,
        0x1f4fc, 0x1f4ff, 0x1f53d, 0x1f54b, 0x1f54e, 0x1f550, 0x1f567, 0x1f57a, 0x1f57a, 0x1f595, 0x1f596, 0x1f5a4,
        0x1f5a4, 0x1f5fb, 0x1f64f, 0x1f680, 0x1f6c5, 0x1f6cc, 0x1f6cc, 0x1f6d0, 0x1f6d2, 0x1f6d5, 0x1f6df, 0x1f6eb,
        0x1f6ec, 0x1f6f4, 0x1f6fc, 0x1f7e0, 0x1f7f0, 0x1f90c, 0x1f93a, 0x1f93c, 0x1f945, 0x1f947, 0x1f9ff, 0x1fa70,
        0x1faf6, 0x20000, 0x3fffd
    };

    /**
     * A cell.
     *
     * @param paint colours the text once its width is known, and does not change it
     */
    record Cell(String text, UnaryOperator<String> paint) {
        static Cell of(String text) {
            return new Cell(text, painted -> painted);
        }
    }

    private final Style style;
    private final boolean[] right;
    private int[] leaving = {};
    private final List<List<Cell>> rows = new ArrayList<>();

    /** A table whose {@code right} columns are aligned to the right, as numbers are. */
    TextTable(Style style, boolean... right) {
        this.style = style;
        this.right = right.clone();
    }

    /** These columns are left out, the first one first, where the last one would have too little room. */
    TextTable leavingOut(int... columns) {
        leaving = columns.clone();
        return this;
    }

    void head(List<String> names) {
        var cells = new ArrayList<Cell>();
        for (var name : names) cells.add(new Cell(name, style::dim));
        row(cells);
    }

    void row(List<Cell> cells) {
        var row = new ArrayList<Cell>(cells.size());
        // What ASCII makes of a text may be longer than it.
        for (var cell : cells) row.add(new Cell(style.text(cell.text()), cell.paint()));
        rows.add(row);
    }

    /** The lines of the table, without trailing blanks. */
    List<String> lines() {
        var widths = widths();
        var lines = new ArrayList<String>();
        for (var row : rows) lines.add(line(row, widths));
        return lines;
    }

    private int[] widths() {
        var widths = new int[right.length];
        for (var row : rows)
            for (int i = 0; i < row.size(); i++)
                widths[i] = Math.max(widths[i], width(row.get(i).text()));
        int last = right.length - 1;
        for (int i = 0; i < last; i++) widths[i] = Math.min(widths[i], style.width() / WIDEST_PART);
        for (int column : leaving) if (room(widths) < Math.min(ROOM, widths[last])) widths[column] = 0;
        while (room(widths) < Math.min(NARROWEST, widths[last])) widths[widest(widths)]--;
        widths[last] = Math.min(widths[last], room(widths));
        return widths;
    }

    /** Columns that are left for the last one. */
    private int room(int[] widths) {
        int room = style.width();
        for (int i = 0; i < widths.length - 1; i++) room -= widths[i] == 0 ? 0 : widths[i] + GAP.length();
        return room;
    }

    private static int widest(int[] widths) {
        int widest = 0;
        for (int i = 1; i < widths.length - 1; i++) if (widths[i] > widths[widest]) widest = i;
        return widest;
    }

    private String line(List<Cell> row, int[] widths) {
        var line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            if (widths[i] == 0) continue;
            var cell = row.get(i);
            var text = style.cut(cell.text(), widths[i]);
            var pad = " ".repeat(widths[i] - width(text));
            boolean isLast = i == row.size() - 1;
            if (right[i]) line.append(pad);
            line.append(cell.paint().apply(text));
            if (!right[i] && !isLast) line.append(pad);
            if (!isLast) line.append(GAP);
        }
        return line.toString().stripTrailing();
    }

    /** Columns of a text without escape sequences: wide characters take two, combining ones none. */
    static int width(String text) {
        int width = 0;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            width += width(point);
            i += Character.charCount(point);
        }
        return width;
    }

    private static int width(int point) {
        if (point < 0x300) return 1;
        if (point >= MEDIAL_JAMO && point <= LAST_JAMO) return 0;
        return switch (Character.getType(point)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            default -> isWide(point) ? 2 : 1;
        };
    }

    private static boolean isWide(int point) {
        int at = Arrays.binarySearch(WIDE, point);
        // Found is the first or the last of a range; else it is inside when an odd number of borders is below it.
        return at >= 0 || (-at - 1) % 2 == 1;
    }

    /** The text cut to a number of columns, the cut shown by a mark of one column. */
    static String fit(String text, int columns, String mark) {
        if (width(text) <= columns) return text;
        var fitted = new StringBuilder();
        int used = 0;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            if (used + width(point) > columns - mark.length()) break;
            used += width(point);
            fitted.appendCodePoint(point);
            i += Character.charCount(point);
        }
        return fitted.append(mark).toString();
    }

    /**
     * The text on as many lines as it needs, broken between words, or within one that is too long for a line.
     *
     * @param indent what each line but the first begins with
     */
    static List<String> fold(String text, int columns, String indent) {
        var lines = new ArrayList<String>();
        var rest = text;
        while (width(rest) > columns) {
            int end = end(rest, columns);
            int blank = rest.lastIndexOf(' ', end);
            if (rest.substring(0, Math.max(0, blank)).isBlank()) blank = -1;
            lines.add(rest.substring(0, blank < 0 ? end : blank).stripTrailing());
            rest = indent + rest.substring(blank < 0 ? end : blank).stripLeading();
        }
        if (lines.isEmpty() || !rest.isBlank()) lines.add(rest);
        return lines;
    }

    /** Where the text is cut when it may take so many columns. */
    private static int end(String text, int columns) {
        int used = 0;
        int i = 0;
        while (i < text.length()) {
            int point = text.codePointAt(i);
            used += width(point);
            if (used > columns) break;
            i += Character.charCount(point);
        }
        return i;
    }
}
