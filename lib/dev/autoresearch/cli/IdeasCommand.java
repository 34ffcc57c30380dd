package dev.autoresearch.cli;

import dev.autoresearch.model.Idea;
import dev.autoresearch.model.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The ideas backlog. */
final class IdeasCommand implements Command {
    @Override
    public Usage usage() {
        return new Usage(
                "ideas",
                "[add TEXT | done N]",
                2,
                "List the ideas backlog, add to it, or mark an idea as done.",
                "autoresearch ideas add \"try a bigger cache\"",
                List.of());
    }

    @Override
    public int run(Arguments arguments, Console console) {
        var research = Command.session(arguments, console);
        switch (arguments.argument(0).orElse("list")) {
            case "list" -> {}
            case "add" ->
                research.addIdea(
                        arguments.argument(1).orElseThrow(() -> arguments.usage("the idea's text is missing")));
            case "done" -> research.ideaDone(arguments.positiveInteger(1, "the idea's number"));
            default -> throw arguments.usage("ideas knows add TEXT and done N");
        }
        show(research.ideas(), console);
        return Exit.DONE;
    }

    /** An idea as {@code --json} prints it. */
    static Map<String, Object> document(Idea idea) {
        var document = new LinkedHashMap<String, Object>();
        document.put("number", idea.number());
        document.put("text", idea.text());
        document.put("done", idea.done());
        return document;
    }

    private static void show(List<Idea> ideas, Console console) {
        var documents = new ArrayList<Map<String, Object>>();
        for (var idea : ideas) {
            documents.add(document(idea));
            var line = String.valueOf(idea.number()) + (idea.done() ? "  [x] " : "  [ ] ") + Text.line(idea.text());
            console.line(idea.done() ? console.style().dim(line) : line);
        }
        if (ideas.isEmpty()) console.line("no ideas yet; autoresearch ideas add \"what to try\"");
        console.document(documents);
    }
}
