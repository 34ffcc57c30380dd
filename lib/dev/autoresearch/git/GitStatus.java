package dev.autoresearch.git;

import dev.autoresearch.git.TreeDiff.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What git status says of one moment.
 *
 * @param commit HEAD's full id; empty before the first commit
 */
record GitStatus(Optional<String> commit, List<Line> lines) {
    private static final String HEAD = "# branch.oid ";
    private static final String NO_FILE = "000000";

    /**
     * One path that HEAD, the index and the work tree do not hold alike.
     *
     * @param kind {@code 1} changed, {@code u} unmerged, {@code ?} untracked
     * @param staged the index against HEAD, {@code .} when alike
     * @param unstaged the work tree against the index, {@code .} when alike as far as git looks
     * @param inWorkTree whether the work tree holds something there
     */
    record Line(char kind, char staged, char unstaged, Entry index, boolean inWorkTree, String path) {
        /** A repository inside this one that is no submodule: it is ignored here. */
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

    /** Reads {@code status --porcelain=v2 --branch -z --no-renames}. */
    static GitStatus parse(List<String> fields) {
        Optional<String> commit = Optional.empty();
        List<Line> lines = new ArrayList<>(fields.size());
        for (String field : fields) {
            switch (field.charAt(0)) {
                case '1' -> lines.add(changed(field.split(" ", 9)));
                case 'u' -> lines.add(unmerged(field.split(" ", 11)));
                case '?' -> lines.add(new Line('?', '.', '?', Entry.nothing(0), true, field.substring(2)));
                default -> {
                    if (field.startsWith(HEAD) && !field.endsWith("(initial)"))
                        commit = Optional.of(field.substring(HEAD.length()));
                }
            }
        }
        return new GitStatus(commit, lines);
    }

    private static Line changed(String[] words) {
        var index = new Entry(words[4], words[7]);
        return new Line('1', words[1].charAt(0), words[1].charAt(1), index, !words[5].equals(NO_FILE), words[8]);
    }

    private static Line unmerged(String[] words) {
        return new Line('u', 'U', 'U', Entry.nothing(0), !words[6].equals(NO_FILE), words[10]);
    }
}
