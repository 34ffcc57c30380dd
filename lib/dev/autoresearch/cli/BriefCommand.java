package dev.autoresearch.cli;

import dev.autoresearch.agent.BriefBuilder;
import java.util.LinkedHashMap;
import java.util.List;

/** What the next agent should know. */
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
        var briefing = new BriefBuilder(research.context(), !arguments.has("unattended"));
        var text = briefing.text(research.beforeHook().map(List::of).orElse(List.of()), console::phrase);
        var document = new LinkedHashMap<String, Object>();
        document.put("brief", text);
        document.put("offered_idea", briefing.offered().map(IdeasCommand::document));
        console.document(document);
        // an agent reads it: to the letter in every locale
        if (!console.isJson()) console.out().print(text);
        return ExitCode.DONE;
    }
}
