package dev.autoresearch.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests that begin in a {@link SumProject}. */
public abstract class SumProjectTests {
    @TempDir
    public Path folder;

    public SumProject check;

    @BeforeEach
    void makeTheLab() throws Exception {
        check = new SumProject(folder);
    }

    @AfterEach
    void leaveTheLab() {
        check.close();
    }

    /** A word of the command line that prints this, while the user works on something that is half staged. */
    public void leavesTreeIndexAndBranchAlone(String word, String printed) {
        check.begun().kept("a.txt", "40");
        check.lab.write("b.txt", "1\n").write("new.txt", "mine\n");
        check.lab.git("add", "b.txt");
        var before = check.lab.fingerprint().without("autoresearch.results.jsonl");
        check.cli(word).exits(0).prints(printed);
        assertEquals(before, check.lab.fingerprint().without("autoresearch.results.jsonl"));
    }
}
