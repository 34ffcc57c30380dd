package dev.autoresearch.git;

import java.util.ArrayList;
import java.util.List;

/** The difference between two trees, for people. */
final class TreeDiff {
    private static final int LIMIT = 1 << 20;

    private TreeDiff() {}

    /** In git's words, without colour, renames found, the session's own files left out; at most 1 MiB of it. */
    static String patch(Repository repository, String treeA, String treeB) {
        List<String> arguments = new ArrayList<>(List.of(
                "-c",
                "core.quotePath=false",
                "diff-tree",
                "-r",
                "-M",
                "--patch",
                "--no-color",
                "--no-ext-diff",
                "--no-textconv",
                "--relative",
                treeA,
                treeB,
                "--",
                "."));
        for (String own : repository.scope().own())
            arguments.add(":(exclude,literal)" + repository.scope().shown(own));
        return repository
                .gitAtRoot()
                .atMost(LIMIT)
                .must("two trees cannot be compared", arguments.toArray(new String[0]))
                .text();
    }
}
