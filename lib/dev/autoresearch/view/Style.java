package dev.autoresearch.view;

import dev.autoresearch.Problem.NextStep;
import dev.autoresearch.model.Status;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * How text may look where it is shown.
 *
 * @param colour may escape sequences be used?
 * @param unicode can symbols beyond ASCII be shown?
 * @param width columns of the terminal
 * @param phrase how a command of ours is written
 */
public record Style(boolean colour, boolean unicode, int width, Function<NextStep, String> phrase) {
    /** Width of text that goes to no terminal. */
    public static final int PLAIN_WIDTH = 100;

    public static final Style PLAIN = new Style(false, true, PLAIN_WIDTH);

    /** Does the locale that these variables set show symbols beyond ASCII? Without one it is POSIX, which has none. */
    public static boolean unicodeIn(Map<String, String> environment) {
        var locale = "";
        for (var name : List.of("LANG", "LC_CTYPE", "LC_ALL")) {
            var value = environment.getOrDefault(name, "");
            if (!value.isEmpty()) locale = value;
        }
        return locale.toLowerCase(Locale.ROOT).replace("-", "").endsWith("utf8");
    }

    public Style(boolean colour, boolean unicode, int width) {
        this(colour, unicode, width, NextStep::shell);
    }

    public Style phrased(Function<NextStep, String> other) {
        return new Style(colour, unicode, width, other);
    }

    public Style on(boolean colour, int width) {
        return new Style(colour, unicode, width, phrase);
    }

    /** A command of ours in the words of those who read this. */
    public String step(NextStep step) {
        return phrase.apply(step);
    }

    public String bold(String text) {
        return paint("1", text);
    }

    public String dim(String text) {
        return paint("2", text);
    }

    public String good(String text) {
        return paint("32", text);
    }

    public String bad(String text) {
        return paint("31", text);
    }

    public String warn(String text) {
        return paint("33", text);
    }

    private String paint(String code, String text) {
        return colour && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }

    public String status(Status status, String text) {
        return switch (status) {
            case KEEP -> good(text);
            case DISCARD, REVOKED -> dim(text);
            case CRASH, CHECKS_FAILED -> bad(text);
        };
    }

    public String symbol(Status status) {
        return switch (status) {
            case KEEP -> either("✓", "+");
            case DISCARD -> either("·", ".");
            case CRASH, CHECKS_FAILED -> either("✗", "x");
            case REVOKED -> unicode ? "↩" : "<";
        };
    }

    /** The text cut to a number of terminal columns, the cut shown; without escape sequences in it. */
    public String cut(String text, int columns) {
        return TextTable.fit(text(text), Math.max(1, columns), either("…", "~"));
    }

    /** A symbol, or what stands for it in ASCII. */
    String either(String symbol, String ascii) {
        return unicode ? symbol : ascii;
    }

    /** Lines as one text that ends in a line break, in ASCII where nothing else can be shown. */
    public String text(List<String> lines) {
        return lines.isEmpty() ? "" : text(String.join("\n", lines) + "\n");
    }

    /** The text in ASCII where nothing else can be shown. */
    public String text(String text) {
        if (unicode) return text;
        return text.replace("→", "->").replace("—", "-").replace("…", "...").replace("–", "-");
    }
}
