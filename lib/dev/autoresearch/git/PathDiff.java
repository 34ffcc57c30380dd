package dev.autoresearch.git;

import java.util.ArrayList;
import java.util.List;

/** One path that two trees hold differently. */
record PathDiff(String path, TreeEntry from, TreeEntry to) {

    /** Reads {@code diff-tree --raw -z}: {@code :mode mode id id letter NUL path NUL}. */
    static List<PathDiff> parse(List<String> fields) {
        List<PathDiff> differences = new ArrayList<>(fields.size() / 2);
        for (int i = 0; i + 1 < fields.size(); i += 2) {
            String[] words = fields.get(i).substring(1).split(" ");
            differences.add(new PathDiff(
                    fields.get(i + 1), new TreeEntry(words[0], words[2]), new TreeEntry(words[1], words[3])));
        }
        return differences;
    }
}
