package dev.autoresearch.git;

import dev.autoresearch.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What one git command answered. */
final class GitOutput {
    private static final int MOST_LINES = 12;
    private static final int MOST_CHARACTERS = 2_000;

    private final int exit;
    private final byte[] out;
    private final byte[] err;

    GitOutput(int exit, byte[] out, byte[] err) {
        this.exit = exit;
        this.out = out;
        this.err = err;
    }

    int exit() {
        return exit;
    }

    boolean ok() {
        return exit == 0;
    }

    byte[] bytes() {
        return out;
    }

    /** Stdout as text for people. */
    String text() {
        return new String(out, StandardCharsets.UTF_8);
    }

    /** Stdout as lines without their ends. */
    List<String> lines() {
        return split(text(), '\n');
    }

    /** The only line of stdout. */
    String line() {
        return text().strip();
    }

    /** NUL-terminated fields of stdout, one character a byte. */
    List<String> fields() {
        return split(new String(out, StandardCharsets.ISO_8859_1), '\0');
    }

    String stderr() {
        return new String(err, StandardCharsets.UTF_8);
    }

    boolean blockedByIndexLock() {
        String words = stderr();
        return words.contains("index.lock") && words.contains("File exists");
    }

    /** The last lines of stderr, bounded, without control characters. */
    List<String> words() {
        List<String> kept = new ArrayList<>();
        for (String line : split(stderr(), '\n')) {
            String clean = clean(line);
            if (!clean.isBlank()) kept.add(clean);
        }
        int from = Math.max(0, kept.size() - MOST_LINES);
        int room = MOST_CHARACTERS;
        for (int i = kept.size() - 1; i >= from; i--) {
            room -= kept.get(i).length();
            if (room < 0) from = i + 1;
        }
        return List.copyOf(kept.subList(Math.min(from, kept.size()), kept.size()));
    }

    /** A Problem in git's own words. */
    Problem problem(String what, String hint) {
        List<String> words = words();
        String headline = "exit " + exit;
        for (String word : words) {
            if (word.startsWith("fatal: ") || word.startsWith("error: ")) {
                headline = word.substring(7);
                break;
            }
            headline = word;
        }
        String next = hint.isEmpty() ? usual() : hint;
        if (words.size() > 1) next = "git said:\n  " + String.join("\n  ", words) + "\n" + next;
        return new Problem(what + ": " + headline, next);
    }

    private String usual() {
        return isFull()
                ? "free some space, then repeat the command"
                : "see what git says in this folder, then try again";
    }

    /** Git has two sentences for it. */
    private boolean isFull() {
        return stderr().contains("No space left on device") || stderr().contains("Out of diskspace");
    }

    private static String clean(String line) {
        StringBuilder clean = new StringBuilder(Math.min(line.length(), MOST_CHARACTERS));
        for (int i = 0; i < line.length() && clean.length() < MOST_CHARACTERS; i++) {
            char c = line.charAt(i);
            if (!Character.isISOControl(c)) {
                clean.append(c);
            } else if (c == '\t') {
                clean.append(' ');
            }
        }
        return clean.toString();
    }

    private static List<String> split(String text, char end) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int at = text.indexOf(end); at >= 0; at = text.indexOf(end, from)) {
            parts.add(text.substring(from, at));
            from = at + 1;
        }
        if (from < text.length()) parts.add(text.substring(from));
        return parts;
    }
}
