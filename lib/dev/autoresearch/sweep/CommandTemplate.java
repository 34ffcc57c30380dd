package dev.autoresearch.sweep;

import dev.autoresearch.Problem;
import dev.autoresearch.model.SafeText;
import dev.autoresearch.process.ShellWords;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A command with places for values: {@code ./bench.sh --batch {batch}}. A literal brace is written twice. The shell
 * takes any value for one word, or for a part of the quoted word around its place.
 */
public final class CommandTemplate {
    private static final int LONGEST_NAME = 40;

    /** How the shell reads what stands at a place. */
    private enum QuoteStyle {
        NONE,
        SINGLE,
        DOUBLE,
        /** A command within quotes or backticks, whose own quotes are not followed. */
        NESTED
    }

    /** Literal text, or a place: the name of a parameter, and how the shell reads what stands there. */
    private record TemplatePart(String text, boolean isPlace, QuoteStyle quoting) {}

    private final String text;
    private final List<TemplatePart> parts = new ArrayList<>();
    private final StringBuilder literal = new StringBuilder();
    private QuoteStyle quoting = QuoteStyle.NONE;

    /** @throws Problem with exit code 2 when a brace is neither doubled nor around a name */
    public CommandTemplate(String text) {
        this.text = text;
        int at = 0;
        while (at < text.length()) at = read(at);
        endLiteral();
    }

    /** Takes what begins at {@code at}; where the next begins. */
    private int read(int at) {
        char c = text.charAt(at);
        if ((c == '{' || c == '}') && at + 1 < text.length() && text.charAt(at + 1) == c) {
            literal.append(c);
            return at + 2;
        }
        if (c == '{') return place(at);
        if (c == '}') throw brace(at);
        if (c == '\\'
                && quoting != QuoteStyle.SINGLE
                && at + 1 < text.length()
                && "{}".indexOf(text.charAt(at + 1)) < 0) {
            literal.append(c).append(text.charAt(at + 1));
            return at + 2;
        }
        follow(at);
        literal.append(c);
        return at + 1;
    }

    private int place(int at) {
        int end = text.indexOf('}', at);
        var name = end < 0 ? "" : text.substring(at + 1, end);
        if (!isName(name)) throw brace(at);
        if (at > 0 && text.charAt(at - 1) == '\\') throw brace(at - 1);
        if (at > 0 && text.charAt(at - 1) == '$')
            throw Parameter.usage(
                    "${" + name + "} is the shell's own variable",
                    "write {" + name + "} for the parameter, or ${{" + name + "}} for the shell's variable");
        endLiteral();
        parts.add(new TemplatePart(name, true, quoting));
        return end + 1;
    }

    private void endLiteral() {
        if (literal.length() > 0) parts.add(new TemplatePart(literal.toString(), false, quoting));
        literal.setLength(0);
    }

    private void follow(int at) {
        char c = text.charAt(at);
        boolean opensCommand = c == '`' || (c == '$' && text.startsWith("$(", at));
        // within $'…' a backslash is another one
        boolean isOther = quoting == QuoteStyle.NONE && (c == '`' || text.startsWith("$'", at));
        quoting = switch (quoting) {
            case SINGLE -> c == '\'' ? QuoteStyle.NONE : QuoteStyle.SINGLE;
            case DOUBLE -> c == '"' ? QuoteStyle.NONE : opensCommand ? QuoteStyle.NESTED : QuoteStyle.DOUBLE;
            case NONE ->
                isOther
                        ? QuoteStyle.NESTED
                        : c == '\'' ? QuoteStyle.SINGLE : c == '"' ? QuoteStyle.DOUBLE : QuoteStyle.NONE;
            case NESTED -> QuoteStyle.NESTED;
        };
    }

    private Problem brace(int at) {
        return Parameter.usage(
                "the command has a lone brace at " + SafeText.line(text.substring(at), 20),
                "a parameter is {name}; a brace itself is written twice: {{ or }}");
    }

    /** Could it be the name of a parameter? */
    static boolean isName(String name) {
        return name.length() <= LONGEST_NAME && name.matches("[a-zA-Z_][-a-zA-Z_0-9]*");
    }

    /** The names of its places, each once, in order. */
    public List<String> names() {
        return parts.stream()
                .filter(TemplatePart::isPlace)
                .map(TemplatePart::text)
                .distinct()
                .toList();
    }

    public String fill(ParameterValues setting) {
        return parts.stream()
                .map(part -> part.isPlace()
                        ? quoted(setting.values().getOrDefault(part.text(), ""), part.quoting())
                        : part.text())
                .collect(Collectors.joining());
    }

    private static String quoted(String value, QuoteStyle quoting) {
        var word = ShellWords.quoted(value);
        if (word.equals(value)) return value;
        return switch (quoting) {
            case NONE -> word;
            case SINGLE -> value.replace("'", "'\\''");
            case DOUBLE -> value.replaceAll("[\\\\\"$`]", "\\\\$0");
            case NESTED ->
                throw Parameter.usage(
                        "the value " + SafeText.line(value, 60) + " stands in a command within quotes",
                        "there, only letters, digits and _-./:,+@% are safe; or take the place out of \"$(…)\" or `…`");
        };
    }

    /** The template as it was written. */
    @Override
    public String toString() {
        return text;
    }
}
