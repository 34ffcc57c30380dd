package dev.autoresearch.view;

/** How many terminal columns a text takes. */
final class Columns {
    private Columns() {}

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
        return switch (Character.getType(point)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            default -> isWide(point) ? 2 : 1;
        };
    }

    /** East Asian Wide and Fullwidth blocks and emoji (Unicode Standard Annex 11). */
    private static boolean isWide(int point) {
        return (point >= 0x1100 && point <= 0x115f)
                || (point >= 0x2e80 && point <= 0xa4cf && point != 0x303f)
                || (point >= 0xac00 && point <= 0xd7a3)
                || (point >= 0xf900 && point <= 0xfaff)
                || (point >= 0xfe30 && point <= 0xfe6f)
                || (point >= 0xff00 && point <= 0xff60)
                || (point >= 0xffe0 && point <= 0xffe6)
                || (point >= 0x1f300 && point <= 0x1faff)
                || (point >= 0x20000 && point <= 0x3fffd);
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
}
