package dev.autoresearch.view;

import java.util.ArrayList;
import java.util.List;

/** An aligned table. Where a line would be too long the last column gives way, then those that may be left out. */
final class TextTable {
    private static final String GAP = "  ";
    private static final int NARROWEST = 8;
    /** What the last column gets before another one is left out for it. */
    private static final int ROOM = 20;
    /** No column but the last takes more than this part of the line. */
    private static final int WIDEST_PART = 4;

    /** A cell: its text, and how it is painted once its width is known. */
    record Cell(String text, Paint paint) {
        static Cell of(String text) {
            return new Cell(text, painted -> painted);
        }
    }

    /** Colours a text without changing its width. */
    @FunctionalInterface
    interface Paint {
        String on(String text);
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

    void row(Cell... cells) {
        var row = new ArrayList<Cell>(cells.length);
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
                widths[i] = Math.max(widths[i], TextWidth.width(row.get(i).text()));
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
            var text = TextWidth.fit(cell.text(), widths[i], style.unicode() ? "…" : "~");
            var pad = " ".repeat(widths[i] - TextWidth.width(text));
            boolean isLast = i == row.size() - 1;
            if (right[i]) line.append(pad);
            line.append(cell.paint().on(text));
            if (!right[i] && !isLast) line.append(pad);
            if (!isLast) line.append(GAP);
        }
        return line.toString().stripTrailing();
    }
}
