package dev.autoresearch.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the files that measure looked like at the baseline of a segment.
 *
 * @param command the benchmark as it was run then
 * @param files path relative to the session root → SHA-256 of its content, in hexadecimal
 */
public record BenchmarkFingerprint(String command, Map<String, String> files) implements Event {

    /** How the files that are there now differ, each with a word: {@code benchmark.sh (changed)}. */
    public List<String> differences(Map<String, String> now) {
        var differences = new ArrayList<String>();
        files.forEach((path, hash) -> {
            if (!now.containsKey(path)) differences.add(path + " (deleted)");
            else if (!hash.equals(now.get(path))) differences.add(path + " (changed)");
        });
        for (var path : now.keySet()) if (!files.containsKey(path)) differences.add(path + " (added)");
        return differences;
    }

    @Override
    public void foldInto(SessionReplay fold) {
        fold.fingerprinted(this);
    }
}
