package dev.autoresearch.cli;

import dev.autoresearch.cli.Usage.Option;
import dev.autoresearch.session.BriefInput;
import dev.autoresearch.view.Brief;
import dev.autoresearch.view.RunJson;
import java.util.LinkedHashMap;
import java.util.List;

final class BriefCommand implements CliCommand {
    @Override
    public Usage usage() {
        return Usage.of(
                "brief",
                "Tell an agent where the session stands and what to do next.",
                "autoresearch brief",
                Option.flag("unattended", "for an agent that edits and stops, as the loop starts it"));
    }

    @Override
    public int run(Arguments arguments, Console console) {
        var research = CliCommand.session(arguments, console);
        var input = BriefInput.of(research.context(), !arguments.has("unattended"))
                .remarks(research.beforeHook().map(List::of).orElse(List.of()));
        var text = Brief.of(input, console::phrase);
        var document = new LinkedHashMap<String, Object>();
        document.put("brief", text);
        document.put("offered_idea", input.offered().map(pending -> RunJson.idea(pending.idea())));
        console.document(document);
        // an agent reads it: to the letter in every locale
        if (!console.isJson()) console.out().print(text);
        return DONE;
    }
}
