package dev.autoresearch.review;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which changes touch the same files, directly or through others, so that they cannot be told apart by files. */
public final class FileOverlap {
    private FileOverlap() {}

    /**
     * Groups changes by the paths they touch. A file and a folder of the same name overlap too.
     *
     * @param changes the paths that each touches, {@code /} between folders
     * @return the changes' indices, each once, ascending in each group; groups by their first change
     */
    public static List<List<Integer>> groups(List<Set<String>> changes) {
        int[] leader = new int[changes.size()];
        for (int i = 0; i < leader.length; i++) leader[i] = i;
        Map<String, Integer> touched = new HashMap<>();
        for (int i = 0; i < leader.length; i++)
            for (var path : changes.get(i)) {
                var before = touched.putIfAbsent(path, i);
                if (before != null) join(leader, i, before);
            }
        for (int i = 0; i < leader.length; i++)
            for (var path : changes.get(i))
                for (int end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
                    var file = touched.get(path.substring(0, end));
                    if (file != null) join(leader, i, file);
                }
        return collected(leader);
    }

    private static List<List<Integer>> collected(int[] leader) {
        Map<Integer, List<Integer>> groups = new LinkedHashMap<>();
        for (int i = 0; i < leader.length; i++)
            groups.computeIfAbsent(first(leader, i), group -> new ArrayList<>()).add(i);
        return List.copyOf(groups.values());
    }

    /** The earlier of two groups takes the other in. */
    private static void join(int[] leader, int a, int b) {
        int one = first(leader, a);
        int other = first(leader, b);
        leader[Math.max(one, other)] = Math.min(one, other);
    }

    private static int first(int[] leader, int of) {
        int at = of;
        while (leader[at] != at) at = leader[at];
        return at;
    }
}
