package dev.autoresearch.git;

import java.util.List;
import java.util.Optional;

/**
 * What git status says of one moment.
 *
 * @param commit HEAD's full id; empty before the first commit
 * @param lines what differs from it
 */
record GitStatus(Optional<String> commit, List<StatusLine> lines) {
    private static final String HEAD = "# branch.oid ";

    /** Reads {@code status --porcelain=v2 --branch -z --no-renames}. */
    static GitStatus parse(List<String> fields) {
        Optional<String> commit = Optional.empty();
        for (String field : fields) {
            if (field.startsWith(HEAD) && !field.endsWith("(initial)")) {
                commit = Optional.of(field.substring(HEAD.length()));
            }
        }
        return new GitStatus(commit, StatusLine.parse(fields));
    }
}
