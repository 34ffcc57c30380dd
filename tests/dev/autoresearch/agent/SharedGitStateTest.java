package dev.autoresearch.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Git's settings and the journal, which agents in several worktrees can reach at the same time. */
class SharedGitStateTest {
    @TempDir
    Path folder;

    @Test
    void whatOneAgentDidToThemIsUndoneAlthoughAnotherBeganAfterIt() throws Exception {
        var yard = ByteCountProject.in(folder, 2);
        var one = yard.begun(1).tree;
        var two = yard.begun(2).tree;
        one.lend("loop", 1);
        yard.lab.git("config", "core.hooksPath", "evil");
        two.lend("loop", 2);
        ByteCountProject.in(yard.slot(2)).write("a.txt", ByteCountProject.lines(500));
        assertTrue(two.takeBack().remarks().get(0).startsWith("git's config was changed, which was put back"));
        assertFalse(yard.lab.read(".git/config").contains("evil"));
        assertTrue(yard.notices().contains("if it was you, do it again after the loop"), yard::notices);

        ByteCountProject.attempt(yard.slot(2), "half of a");
        yard.lab.delete("autoresearch.results.jsonl");
        assertEquals(
                List.of("the journal was removed, and is back"), one.takeBack().remarks());
        assertEquals(2, yard.research().runs().size());

        one.close(true);
        two.close(true);
        yard.lab.git("config", "core.hooksPath", "mine");
        one.lend("loop", 3);
        assertEquals(0, one.takeBack().remarks().size());
        one.close(true);
        yard.endsClean();
    }
}
