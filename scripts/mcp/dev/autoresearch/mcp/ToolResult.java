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
record ToolResult(String text, Map<String, Object> document, boolean error) {
    static ToolResult of(String text, Map<String, Object> document) {
        return new ToolResult(text, document, false);
    }

    /** The problem in the words of these tools. */
    static ToolResult problem(Problem problem) {
        var hint = problem.nextSteps().text(ToolText::call).strip();
        var document = new LinkedHashMap<String, Object>();
        document.put("error", problem.getMessage());
        document.put("hint", hint);
        return new ToolResult(problem.getMessage() + "\n" + hint, document, true);
    }

    /** Something that should never happen. */
    static ToolResult defect(Throwable failure) {
        var what = "defect in autoresearch: " + failure;
        var hint = "the session's files are as they were; call status, then try another way";
        return new ToolResult(what + "\n" + hint, Map.of("error", what, "hint", hint), true);
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
    ToolResult with(String key, Object value, String line) {
        var more = new LinkedHashMap<>(document);
        more.put(key, value);
        return new ToolResult(line.isEmpty() ? text : text + "\n" + line, more, error);
    }

    /** The same with what the library found worth telling meanwhile, such as a repair after a crash. */
    ToolResult with(List<String> notices) {
        return notices.isEmpty() ? this : with("notices", notices, "note: " + String.join("\nnote: ", notices));
    }

    /** The same with what a person's hook told. */
    ToolResult with(Optional<String> hook) {
        return hook.map(told -> with("hook", told, told.strip())).orElse(this);
    }
}
