package dev.autoresearch.review;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FileOverlapTest {
    @Test
    void changesThatShareAFileAreOneGroupThroughOthersToo() {
        assertEquals(
                List.of(List.of(0, 2, 3), List.of(1)),
                Finalization.overlaps(List.of(Set.of("a"), Set.of("b"), Set.of("c", "a"), Set.of("c"))));
    }

    @Test
    void aFileAndAFolderOfItsNameOverlapAndLikeNamesDoNot() {
        assertEquals(
                List.of(List.of(0, 1), List.of(2)),
                Finalization.overlaps(List.of(Set.of("a/b/c"), Set.of("a"), Set.of("a-b"))));
    }

    @Test
    void nothingHasNoGroups() {
        assertEquals(List.of(), Finalization.overlaps(List.of()));
    }

    @Property(tries = 200)
    void groupsPartTheChangesAndShareNoPath(
            @ForAll @Size(max = 12) List<@Size(max = 3) Set<@IntRange(max = 15) Integer>> drawn) {
        var changes = new ArrayList<Set<String>>();
        for (var paths : drawn) {
            var named = new HashSet<String>();
            for (int path : paths) named.add("p" + path);
            changes.add(named);
        }
        var seen = new HashSet<String>();
        var members = new ArrayList<Integer>();
        for (var group : Finalization.overlaps(changes)) {
            members.addAll(group);
            var touched = new HashSet<String>();
            for (int change : group) touched.addAll(changes.get(change));
            for (var path : touched) assertEquals(true, seen.add(path), path);
        }
        members.sort(null);
        for (int i = 0; i < changes.size(); i++) assertEquals(i, members.get(i));
        assertEquals(changes.size(), members.size());
    }
}
