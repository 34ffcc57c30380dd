package dev.autoresearch.git;

import java.util.ArrayList;
import java.util.List;

/**
 * One path that HEAD, the index and the work tree do not hold alike.
 *
 * @param kind {@code 1} changed, {@code u} unmerged, {@code ?} untracked
 * @param staged the index against HEAD, {@code .} when alike
 * @param unstaged the work tree against the index, {@code .} when alike as far as git looks
 * @param index what the index holds
 * @param inWorkTree whether the work tree holds something there
 */
record StatusLine(char kind, char staged, char unstaged, TreeEntry index, boolean inWorkTree, String path) {
    private static final TreeEntry NOTHING = new TreeEntry("000000", "");

    /** Reads {@code status --porcelain=v2 -z --no-renames}. */
    static List<StatusLine> parse(List<String> fields) {
        List<StatusLine> lines = new ArrayList<>(fields.size());
        for (String field : fields) {
            char kind = field.charAt(0);
            if (kind == '?') {
                lines.add(new StatusLine(kind, '.', '?', NOTHING, true, field.substring(2)));
            } else if (kind == '1') {
                String[] w = field.split(" ", 9);
                TreeEntry index = new TreeEntry(w[4], w[7]);
                lines.add(new StatusLine(kind, w[1].charAt(0), w[1].charAt(1), index, !w[5].equals("000000"), w[8]));
            } else if (kind == 'u') {
                String[] w = field.split(" ", 11);
                lines.add(new StatusLine(kind, 'U', 'U', NOTHING, !w[6].equals("000000"), w[10]));
            }
        }
        return lines;
    }

    /** A repository inside this one that is no submodule: it is nobody's business here. */
    boolean embeddedRepository() {
        return kind == '?' && path.endsWith("/");
    }

    boolean unmerged() {
        return kind == 'u';
    }

    /** The index differs from HEAD here; {@code git add --intent-to-add} counts. */
    boolean touchesIndex() {
        return kind == 'u' || staged != '.' || unstaged == 'A';
    }
}
