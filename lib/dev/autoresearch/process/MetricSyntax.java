package dev.autoresearch.process;

/**
 * The words of a METRIC line. Written by hand: {@link Double#parseDouble} takes {@code 1d}, {@code NaN} and
 * {@code 0x1p3}, and {@code \s} of a Java pattern knows ASCII only, where the other readers of the format differ.
 */
final class MetricSyntax {
    private MetricSyntax() {}

    /** Letters, digits and {@code _ . - / µ μ}, at least one. */
    static boolean isName(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (!letter && !isDigit(c) && "_.-/\u00B5\u03BC".indexOf(c) < 0) return false;
        }
        return !text.isEmpty();
    }

    /** Names that would do harm in the JavaScript readers of the same journal. */
    static boolean isReserved(String name) {
        return name.equals("__proto__") || name.equals("constructor") || name.equals("prototype");
    }

    /** An optional sign, digits with an optional fraction (one of both may be absent), an optional exponent. */
    static boolean isNumber(String text) {
        int whole = sign(text, 0);
        int at = digits(text, whole);
        int count = at - whole;
        if (at < text.length() && text.charAt(at) == '.') {
            int fraction = at + 1;
            at = digits(text, fraction);
            count += at - fraction;
        }
        if (count == 0) return false;
        if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            int exponent = sign(text, at + 1);
            at = digits(text, exponent);
            if (at == exponent) return false;
        }
        return at == text.length();
    }

    /** The first index from {@code at} on that is no white space. */
    static int skipSpace(String text, int at) {
        int next = at;
        while (next < text.length() && isSpace(text.charAt(next))) next++;
        return next;
    }

    /** The part between two indexes without white space around it. */
    static String trim(String text, int from, int to) {
        int start = Math.min(skipSpace(text, from), to);
        int end = to;
        while (end > start && isSpace(text.charAt(end - 1))) end--;
        return text.substring(start, end);
    }

    /** White space as JavaScript's {@code \s} knows it. */
    static boolean isSpace(char c) {
        if (c < 0x80) return c == ' ' || (c >= '\t' && c <= '\r');
        return Character.isSpaceChar(c) || c == '\uFEFF';
    }

    private static int sign(String text, int at) {
        return at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+') ? at + 1 : at;
    }

    private static int digits(String text, int at) {
        int next = at;
        while (next < text.length() && isDigit(text.charAt(next))) next++;
        return next;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
