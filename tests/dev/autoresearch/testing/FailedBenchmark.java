package dev.autoresearch.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/**
 * A benchmark that goes wrong, run twice in a new session: for a person and with {@code --json}. Both times one
 * measurement must be appended to the journal, and everything else be byte-identical afterwards.
 */
public final class FailedBenchmark {
    private static final String JOURNAL = "autoresearch.results.jsonl";

    private final TestRepo lab;
    private final Answer answer;
    private final Answer json;
    private final JsonNode line;

    private FailedBenchmark(Path folder, UnaryOperator<TestRepo> preparation, String... words) {
        lab = preparation.apply(TestRepo.in(folder.resolve("person"))).begun();
        answer = appendsOneLine(lab, words);
        var machine = preparation.apply(TestRepo.in(folder.resolve("machine"))).begun();
        var withJson = new String[words.length + 1];
        withJson[0] = "--json";
        System.arraycopy(words, 0, withJson, 1, words.length);
        json = appendsOneLine(machine, withJson);
        line = new Answer(0, machine.journal().get(1), "").json();
    }

    /** {@code run} with these words in a repository with a session. */
    public static FailedBenchmark of(Path folder, String... words) {
        return new FailedBenchmark(folder, lab -> lab, words);
    }

    /** The same in a repository that was prepared (and committed) before the session began. */
    public static FailedBenchmark of(Path folder, UnaryOperator<TestRepo> preparation, String... words) {
        return new FailedBenchmark(folder, preparation, words);
    }

    private static Answer appendsOneLine(TestRepo lab, String... words) {
        var before = lab.fingerprint().without(JOURNAL).toString();
        var journal = lab.read(JOURNAL);
        var given = lab.cli(words);
        assertEquals(before, lab.fingerprint().without(JOURNAL).toString());
        var now = lab.read(JOURNAL);
        assertTrue(now.startsWith(journal) && now.endsWith("}\n"), now);
        assertEquals(2, lab.journal().size(), now);
        return given;
    }

    /** Holds both to an exit code, and the journal and the document to this outcome. */
    public FailedBenchmark ends(int exit, String outcome) {
        answer.exits(exit);
        json.exits(exit);
        assertEquals(outcome, line.get("outcome").asText());
        assertEquals(outcome, json.json("outcome"));
        return this;
    }

    /** Holds it to a warning: for a person on standard error, in the document and in the journal. */
    public FailedBenchmark warns(String warning) {
        answer.explains(warning);
        assertTrue(json.json("warnings").contains(warning), json::toString);
        assertTrue(line.get("warnings").toString().contains(warning), line::toString);
        return this;
    }

    /** What the document of {@code --json} has at a path, as text. */
    public String json(String path) {
        return json.json(path);
    }

    /** What a person was told. */
    public Answer answer() {
        return answer;
    }

    /** The lab of the person, with the run pending. */
    public TestRepo lab() {
        return lab;
    }
}
