package dev.autoresearch.mcp;

import dev.autoresearch.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a tool says.
 *
 * @param text for whoever reads
 * @param document facts besides; plain maps, lists and Optionals. Some clients show a model this and not the text, so
 *     {@link #structured()} holds both; what is meant to be read as a whole, such as a brief, has none
 * @param error whether it is a problem: what happened, and what to do next
 */
record Answer(String text, Map<String, Object> document, boolean error) {
    static Answer of(String text, Map<String, Object> document) {
        return new Answer(text, document, false);
    }

    /** The problem in the words of these tools. */
    static Answer problem(Problem problem) {
        var hint = problem.hint().strip();
        if (hint.contains("autoresearch ")) hint += "\n" + Words.TRANSLATION;
        var document = new LinkedHashMap<String, Object>();
        document.put("error", problem.getMessage());
        document.put("hint", hint);
        return new Answer(problem.getMessage() + "\n" + hint, document, true);
    }

    /** Something that should never happen. */
    static Answer defect(Throwable failure) {
        var what = "defect in autoresearch: " + failure;
        var hint = "the session's files are as they were; call status, then try another way";
        return new Answer(what + "\n" + hint, Map.of("error", what, "hint", hint), true);
    }

    /** What a program gets, and some models: the text first. A problem has its own members for the text. */
    Map<String, Object> structured() {
        if (error) return document;
        var all = new LinkedHashMap<String, Object>();
        all.put("text", text);
        all.putAll(document);
        return all;
    }

    /** The same with one more fact, and a line for it below the text. */
    Answer with(String key, Object value, String line) {
        var more = new LinkedHashMap<>(document);
        more.put(key, value);
        return new Answer(line.isEmpty() ? text : text + "\n" + line, more, error);
    }

    /** The same with what the library found worth telling meanwhile, such as a repair after a crash. */
    Answer with(List<String> notices) {
        return notices.isEmpty() ? this : with("notices", notices, "note: " + String.join("\nnote: ", notices));
    }

    /** The same with what a person's hook told. */
    Answer with(Optional<String> hook) {
        return hook.map(told -> with("hook", told, told.strip())).orElse(this);
    }
}
