package dev.autoresearch.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.TreeSet;

/**
 * A command that a problem stops, done twice: for a person and with {@code --json}. Both times everything must be
 * byte-identical afterwards.
 */
public final class RefusedCommand {
    private final TestRepo lab;
    private final Answer answer;
    private final Answer json;

    RefusedCommand(TestRepo lab, String... words) {
        this.lab = lab;
        answer = unchanged(words);
        var withJson = new String[words.length + 1];
        withJson[0] = "--json";
        System.arraycopy(words, 0, withJson, 1, words.length);
        json = unchanged(withJson);
    }

    private Answer unchanged(String... words) {
        var before = lab.fingerprint().toString();
        var given = lab.cli(words);
        assertEquals(before, lab.fingerprint().toString(), () -> "changed by " + String.join(" ", words));
        return given;
    }

    /** Holds it to an exit code, on the error stream only, with what happened and what to do next. */
    public void with(int exit, String what, String hint) {
        answer.exits(exit);
        assertTrue(answer.err().startsWith("autoresearch: "), answer::toString);
        assertTrue(line(0).contains(what), () -> "no \"" + what + "\" in " + answer);
        assertTrue(rest().contains(hint), () -> "no \"" + hint + "\" in " + answer);
        assertEquals("", answer.out());
        assertFalse(answer.err().contains("\tat "), answer::toString);
        asDocument(exit, what, hint);
    }

    private void asDocument(int exit, String what, String hint) {
        json.exits(exit);
        var document = json.json();
        var names = new TreeSet<String>();
        document.fieldNames().forEachRemaining(names::add);
        assertEquals(Set.of("error", "hint", "exit"), names);
        assertEquals(exit, document.get("exit").asInt());
        assertTrue(document.get("error").asText().contains(what), json::toString);
        assertTrue(document.get("hint").asText().contains(hint), json::toString);
        assertEquals("", json.err());
    }

    private String line(int index) {
        return answer.err().lines().toList().get(index);
    }

    private String rest() {
        return answer.err().substring(line(0).length());
    }
}
