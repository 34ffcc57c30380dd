package dev.autoresearch.view;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Parts of a line, side by side as far as there is room, the rest on lines of their own. */
final class WrappedLine {
    private final Style style;
    private final List<String> lines = new ArrayList<>();
    private final StringBuilder line = new StringBuilder();
    private int used;

    WrappedLine(Style style) {
        this.style = style;
    }

    WrappedLine add(String gap, String text) {
        return add(gap, text, painted -> painted);
    }

    /**
     * One more part; nothing happens when it is empty.
     *
     * @param gap what stands between it and the part before it on the same line
     * @param paint colours it
     */
    WrappedLine add(String gap, String part, UnaryOperator<String> paint) {
        var text = style.text(part);
        if (text.isEmpty()) return this;
        if (used > 0 && used + gap.length() + TextTable.width(text) > style.width()) end();
        if (used > 0) append(gap, gap.length());
        var folded = TextTable.fold(text, style.width(), "  ");
        for (int i = 0; i < folded.size(); i++) {
            if (i > 0) end();
            append(paint.apply(folded.get(i)), TextTable.width(folded.get(i)));
        }
        return this;
    }

    private void append(String painted, int columns) {
        line.append(painted);
        used += columns;
    }

    private void end() {
        lines.add(line.toString());
        line.setLength(0);
        used = 0;
    }

    /** The lines, none wider than the terminal. */
    List<String> lines() {
        if (used > 0) end();
        return lines;
    }
}
