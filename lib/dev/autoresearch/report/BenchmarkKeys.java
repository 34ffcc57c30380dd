package dev.autoresearch.report;

/** How the key that a user writes fits the key of a report. */
final class BenchmarkKeys {
    private BenchmarkKeys() {}

    /** Does the key contain what was asked for, not continued by a letter or digit at either end? */
    static boolean hasWords(String key, String asked) {
        for (int at = key.indexOf(asked); at >= 0; at = key.indexOf(asked, at + 1)) {
            int end = at + asked.length();
            boolean begins = at == 0 || !isWord(key.charAt(at - 1)) || !isWord(key.charAt(at));
            boolean ends = end == key.length() || !isWord(key.charAt(end)) || !isWord(key.charAt(end - 1));
            if (begins && ends) return true;
        }
        return isPart(key, asked, true);
    }

    /** Does the key contain what was asked for? */
    static boolean contains(String key, String asked) {
        return key.contains(asked) || isPart(key, asked, false);
    }

    /** {@code B.sum#gc.count}, or {@code B.sum:gc.count} as JMH prints it: the benchmark in part, the figure in full. */
    private static boolean isPart(String key, String asked, boolean words) {
        int hash = key.lastIndexOf('#');
        int cut = Math.max(asked.lastIndexOf('#'), asked.lastIndexOf(':'));
        if (hash < 0 || cut <= 0) return false;
        var figure = asked.substring(asked.startsWith("\u00B7", cut + 1) ? cut + 2 : cut + 1);
        if (!figure.equals(key.substring(hash + 1))) return false;
        var benchmark = key.substring(0, hash);
        var part = asked.substring(0, cut);
        return words ? hasWords(benchmark, part) : benchmark.contains(part);
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    /** A word of a command line, ready to be pasted into a shell. */
    static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
