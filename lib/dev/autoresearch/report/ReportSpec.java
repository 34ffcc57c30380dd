package dev.autoresearch.report;

import dev.autoresearch.Problem;
import dev.autoresearch.model.SafeText;
import java.util.Optional;

/**
 * What {@code --report} names: {@code jmh:target/jmh.json#MyBench.parse}, {@code hyperfine:out.json#./mine --x},
 * {@code surefire:target/surefire-reports#MyTest.parses}, {@code time:time.txt#max_rss_kb}.
 *
 * @param path of a file, for Surefire also of a folder; relative to the session root; without {@code #}
 * @param key which benchmark; empty where the report holds one
 */
public record ReportSpec(ReportFormat format, String path, Optional<String> key) {
    private static final String USAGE = """
            --report FORMAT:FILE or FORMAT:FILE#KEY, such as
              jmh:target/jmh.json#MyBench.parse
              hyperfine:out.json
              google:out.json#BM_Parse/64
              pytest:out.json#test_parse
              surefire:target/surefire-reports#MyTest.parses
              time:time.txt#max_rss_kb""";

    /**
     * Reads the text of an option or of a settings line; the first colon ends the format, the first {@code #} the path.
     *
     * @throws Problem with exit code 2 when it does not name a format and a file
     */
    public static ReportSpec parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) throw wrong(text, "names no format");
        var format = ReportFormat.of(text.substring(0, colon));
        if (format.isEmpty()) throw wrong(text, "does not begin with a format that is known");
        int hash = text.indexOf('#', colon);
        var path = hash < 0 ? text.substring(colon + 1) : text.substring(colon + 1, hash);
        if (path.isBlank() || path.indexOf('\0') >= 0) throw wrong(text, "names no file");
        Optional<String> key = hash < 0 ? Optional.empty() : Optional.of(text.substring(hash + 1));
        if (key.isPresent() && key.get().isBlank()) throw wrong(text, "has an empty key after the #");
        return new ReportSpec(format.get(), path, key);
    }

    private static Problem wrong(String text, String why) {
        return new Problem("the report \"" + SafeText.line(text, 80) + "\" " + why, USAGE, Problem.USAGE);
    }

    /** The text that {@link #parse} reads. */
    public String text() {
        return format.word() + ":" + path + key.map(k -> "#" + k).orElse("");
    }

    /** The same report with another key. */
    ReportSpec key(String other) {
        return new ReportSpec(format, path, Optional.of(other));
    }

    @Override
    public String toString() {
        return SafeText.line(text());
    }
}
