package dev.autoresearch.cli;

import dev.autoresearch.AutoResearch;
import dev.autoresearch.Problem.NextStep;
import dev.autoresearch.ideas.PendingIdea;
import dev.autoresearch.model.Idea;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.SafeText;
import dev.autoresearch.view.RunJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class IdeasCommand implements CliCommand {
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
        var research = CliCommand.session(arguments, console);
        switch (arguments.argument(0).orElse("list")) {
            case "list" -> {}
            case "add" -> add(arguments, research, console);
            case "done" -> research.ideaDone(arguments.positiveInteger(1, "the idea's number"));
            default -> throw arguments.usage("ideas knows add TEXT and done N");
        }
        show(research.ideas(), PendingIdea.inOrder(research.ideas(), research.runs()), console);
        return DONE;
    }

    /** Adds also an idea that looks like an earlier run, with a notice. */
    private static void add(Arguments arguments, AutoResearch research, Console console) {
        var text = arguments.argument(1).orElseThrow(() -> arguments.usage("the idea's text is missing"));
        var like = PendingIdea.like(research.runs(), text);
        research.idea(text);
        like.ifPresent(run -> console.notice("that looks like run " + run.number() + ", "
                + run.status().past() + ": " + SafeText.line(run.description(), 80) + "   "
                + console.phrase(NextStep.of("show", run.number()))));
    }

    private static void show(List<Idea> ideas, List<PendingIdea> offers, Console console) {
        var pending = new HashMap<Integer, PendingIdea>();
        for (var offer : offers) pending.put(offer.idea().number(), offer);
        var documents = new ArrayList<Map<String, Object>>();
        for (var idea : ideas) {
            var like = Optional.ofNullable(pending.get(idea.number()));
            var document = RunJson.idea(idea);
            document.put("like_run", like.flatMap(PendingIdea::like).map(Run::number));
            documents.add(document);
            var line = String.valueOf(idea.number())
                    + (idea.done() ? "  [x] " : "  [ ] ")
                    + SafeText.line(idea.text())
                    + like.map(PendingIdea::warning).orElse("");
            console.line(idea.done() ? console.style().dim(line) : line);
        }
        if (ideas.isEmpty())
            console.advise("no ideas yet; {}", NextStep.of("ideas", "add").text("", "what to try"));
        console.document(documents);
    }
}
