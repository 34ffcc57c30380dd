package dev.autoresearch.checks;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests that begin in a {@link CheckLab}. */
abstract class InCheckLab {
    @TempDir
    Path folder;

    CheckLab check;

    @BeforeEach
    void makeTheLab() throws Exception {
        check = new CheckLab(folder);
    }

    @AfterEach
    void leaveTheLab() {
        check.close();
    }
}
