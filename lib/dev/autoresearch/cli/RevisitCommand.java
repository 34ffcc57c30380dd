package dev.autoresearch.cli;

import dev.autoresearch.model.Revisit;
import dev.autoresearch.model.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/** Discards that are worth another look. */
final class RevisitCommand implements Command {
    @Override
    public Usage usage() {
        return Usage.of("revisit", "List discards whose reason a later keep has changed.", "autoresearch revisit");
    }

    @Override
    public int run(Arguments arguments, Console console) {
        var revisits = Command.session(arguments, console).revisits();
        var documents = new ArrayList<Map<String, Object>>();
        for (var revisit : revisits) {
            documents.add(document(revisit));
            show(revisit, console);
        }
        if (revisits.isEmpty())
            console.line("nothing to look at again: no later keep speaks of what a discard was said to depend on");
        console.document(documents);
        return Exit.DONE;
    }

    private static void show(Revisit revisit, Console console) {
        int number = revisit.run().number();
        console.line("#" + number + "  " + Text.line(revisit.run().description(), 100));
        console.line("    learned: " + Text.line(revisit.lesson(), 160));
        console.line("    since then #" + revisit.keep().number() + " was kept: "
                + Text.line(revisit.keep().description(), 100)
                + console.style().dim("  (" + String.join(", ", revisit.words()) + ")"));
        console.advise("    bring it back: autoresearch restore " + number);
    }

    private static Map<String, Object> document(Revisit revisit) {
        var document = new LinkedHashMap<String, Object>();
        document.put("run", revisit.run().number());
        document.put("description", revisit.run().description());
        document.put("lesson", revisit.lesson());
        document.put("changed_by_run", revisit.keep().number());
        document.put("changed_by", revisit.keep().description());
        document.put("words", revisit.words());
        return document;
    }
}
