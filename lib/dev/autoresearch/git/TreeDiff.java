package dev.autoresearch.git;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The paths that two trees hold differently. */
record TreeDiff(List<PathDiff> changes) {
    private static final int MOST_BYTES = 1 << 20;

    /** One path in both trees. */
    record PathDiff(String path, Entry from, Entry to) {}

    /**
     * What a tree holds at one path.
     *
     * @param mode git's six octal digits, {@code 000000} when nothing is there
     * @param id the object, zeros when nothing is there
     */
    record Entry(String mode, String id) {
        private static final String NOTHING = "000000";
        private static final String SUBMODULE = "160000";

        /** @param length of the repository's ids */
        static Entry nothing(int length) {
            return new Entry(NOTHING, "0".repeat(length));
        }

        boolean present() {
            return !mode.equals(NOTHING);
        }

        boolean submodule() {
            return mode.equals(SUBMODULE);
        }
    }

    static TreeDiff of(Repository repository, String from, String to) {
        if (from.equals(to)) return new TreeDiff(List.of());
        return parse(repository
                .git()
                .must("two trees cannot be compared", "diff-tree -r -z --raw --no-renames", from, to, "--")
                .fields());
    }

    /** {@code :mode mode id id letter NUL path NUL}. */
    private static TreeDiff parse(List<String> fields) {
        List<PathDiff> changes = new ArrayList<>(fields.size() / 2);
        for (int i = 0; i + 1 < fields.size(); i += 2) {
            String[] words = fields.get(i).substring(1).split(" ");
            changes.add(new PathDiff(fields.get(i + 1), new Entry(words[0], words[2]), new Entry(words[1], words[3])));
        }
        return new TreeDiff(changes);
    }

    boolean isEmpty() {
        return changes.isEmpty();
    }

    TreeDiff only(Predicate<PathDiff> which) {
        return new TreeDiff(changes.stream().filter(which).toList());
    }

    List<String> paths() {
        return changes.stream().map(PathDiff::path).toList();
    }

    /** The paths that only the second tree holds. */
    List<String> added() {
        return only(change -> !change.from().present()).paths();
    }

    /** The paths that only the first tree holds. */
    List<String> removed() {
        return only(change -> !change.to().present()).paths();
    }

    /**
     * The difference for people: in git's words, without colour, renames found, the session's own files left out; at most
     * 1 MiB of it.
     */
    static String patch(Repository repository, String from, String to) {
        List<String> more = new ArrayList<>(List.of(from, to, "--", "."));
        for (String own : repository.scope().own())
            more.add(":(exclude,literal)" + repository.scope().shown(own));
        return repository
                .gitAtRoot()
                .atMost(MOST_BYTES)
                .must(
                        "two trees cannot be compared",
                        "-c core.quotePath=false diff-tree -r -M --patch --no-color --no-ext-diff --no-textconv --relative",
                        more.toArray(new String[0]))
                .text();
    }
}
