package dev.autoresearch.process;

import java.util.ArrayList;
import java.util.List;

/** The words of a shell command, as far as they are known without running it. */
public final class ShellWords {
    private static final String BREAKS = " \t\r\n;&|<>()`$={}";

    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();

    private ShellWords() {}

    /** Every word, quotes taken off; what stands on either side of {@code =} is a word of its own. */
    public static List<String> of(String command) {
        var reader = new ShellWords();
        reader.read(command);
        return List.copyOf(reader.words);
    }

    /** A text as one word of a command, whatever is in it; as it is where no shell would change it. */
    public static String quoted(String text) {
        boolean plain = !text.isEmpty();
        for (int i = 0; i < text.length(); i++) plain &= isPlain(text.charAt(i));
        return plain ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    private static boolean isPlain(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || "_-./:,+@%".indexOf(c) >= 0;
    }

    private void read(String command) {
        char quote = 0;
        for (int i = 0; i < command.length(); i++) {
            char c = command.charAt(i);
            if (quote != 0 && c == quote) quote = 0;
            else if (quote == 0 && (c == '"' || c == '\'')) quote = c;
            else if (c == '\\' && quote != '\'' && i + 1 < command.length()) word.append(command.charAt(++i));
            else if (quote == 0 && BREAKS.indexOf(c) >= 0) end();
            else word.append(c);
        }
        end();
    }

    private void end() {
        if (word.length() > 0) words.add(word.toString());
        word.setLength(0);
    }
}
