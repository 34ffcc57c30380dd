package dev.autoresearch.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.autoresearch.Problem;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionNameTest {
    @ParameterizedTest
    @ValueSource(strings = {"cache", "v1.2", "_x", "A-b_c.9", "0"})
    void isAFoldersAndABranchsName(String name) {
        assertEquals("autoresearch/" + name, new SessionName(name).branch());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", ".", "..", "../up", "a/b", "a\\b", ".hidden", "a..b", "a.lock", "end.", "a b", "-x", "ümlaut",
                "a~1", "x@{1}", "a\nb", "a:b", "*"
            })
    void isNothingThatLeadsElsewhere(String name) {
        assertEquals(2, assertThrows(Problem.class, () -> new SessionName(name)).exit());
    }
}
