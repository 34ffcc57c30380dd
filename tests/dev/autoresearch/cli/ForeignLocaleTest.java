package dev.autoresearch.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.autoresearch.testing.TestRepo;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForeignLocaleTest {
    @TempDir
    Path folder;

    @Tag("unicode-names")
    @Test
    void aFileNameThatTheLocaleLacksIsNoFailedChange() throws Exception {
        var lab = TestRepo.in(folder)
                .script("bé.sh", "echo METRIC ms=$(cat value.txt)")
                .commit("script");
        lab.cli("init", "-n", "goal", "-m", "ms", "-c", "bash bé.sh").exits(0);
        lab.write("value.txt", "90\n");
        var process = lab.process("attempt", "-d", "baseline");
        process.command().replaceAll(word -> word.replace("jnu.encoding=UTF-8", "jnu.encoding=ANSI_X3.4-1968"));
        process.environment().put("LC_ALL", "C");
        TestRepo.finish(process.start())
                .exits(1)
                .explains("in this locale Java cannot read a file called bé.sh", "export LC_ALL=C.UTF-8");
        assertEquals("M value.txt", lab.git("status", "--short"));
    }
}
