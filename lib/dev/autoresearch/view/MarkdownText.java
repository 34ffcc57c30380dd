package dev.autoresearch.view;

import dev.autoresearch.model.SafeText;

/** Strangers' text in Markdown: shown, and never interpreted. */
final class MarkdownText {
    private MarkdownText() {}

    /** A row of a table. */
    static void row(StringBuilder text, String... cells) {
        text.append('|');
        for (var cell : cells) text.append(' ').append(shown(cell)).append(" |");
        text.append('\n');
    }

    /** Text as Markdown text. */
    static String shown(String text) {
        var shown = new StringBuilder();
        for (char c : SafeText.line(text).toCharArray()) {
            if ("\\`*_{}[]<>#|!~&".indexOf(c) >= 0) shown.append('\\');
            shown.append(c);
        }
        return shown.toString();
    }

    /** Text as code, between more backticks than it has in a row. */
    static String code(String text) {
        var line = SafeText.line(text);
        var fence = new StringBuilder("`");
        while (line.contains(fence)) fence.append('`');
        boolean touches = line.startsWith("`") || line.endsWith("`");
        return fence + (touches ? " " : "") + line + (touches ? " " : "") + fence;
    }
}
