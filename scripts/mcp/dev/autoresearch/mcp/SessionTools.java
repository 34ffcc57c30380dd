package dev.autoresearch.mcp;

import dev.autoresearch.AutoResearch;
import dev.autoresearch.model.Idea;
import dev.autoresearch.model.SafeText;
import dev.autoresearch.model.SessionName.SessionList;
import dev.autoresearch.session.BriefInput;
import dev.autoresearch.view.Brief;
import dev.autoresearch.view.RunJson;
import dev.autoresearch.view.RunView;
import dev.autoresearch.view.StatusView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The tools that look at the session, and those that go back to what is there. */
final class SessionTools {
    private static final int SHOWN_RUNS = 20;
    private static final int LONGEST_DIFF = 16_000;

    private final Jobs jobs;

    SessionTools(Jobs jobs) {
        this.jobs = jobs;
    }

    ToolResult status(ToolCall call) {
        var summary = call.session().status();
        int shown = call.number("runs").isPresent() ? call.whole("runs") : SHOWN_RUNS;
        var document = new LinkedHashMap<>(RunJson.status(summary));
        var running = running();
        document.put("running", running);
        var text = summary.session().initialized()
                ? new StatusView(ToolText.STYLE).render(summary, shown).stripTrailing()
                : none(summary.sessions());
        return ToolResult.of(running.map(line -> text + "\n" + line).orElse(text), document);
    }

    private static String none(SessionList sessions) {
        var others = sessions.others();
        return "no session " + sessions.current().map(name -> name + " ").orElse("")
                + "here yet; init_experiment begins one"
                + (others.isEmpty() ? "" : ", and {\"session\": NAME} goes on with another: there is " + others);
    }

    private Optional<String> running() {
        return jobs.running()
                .map(job -> job.tool() + " is running in " + job.folder() + ": " + job.progress() + "\n" + job.how());
    }

    ToolResult brief(ToolCall call) {
        var research = call.session();
        var remarks = new ArrayList<String>();
        // A hook before the next experiment may take its time, and would disturb what is being measured.
        if (jobs.running().isEmpty()) research.beforeHook().ifPresent(remarks::add);
        running().ifPresent(remarks::add);
        var text = Brief.of(BriefInput.of(research.context(), true).remarks(remarks), ToolText::call);
        return ToolResult.of(text, Map.of());
    }

    ToolResult ideas(ToolCall call) {
        var research = call.session();
        switch (call.text("action").orElse("list")) {
            case "add" -> research.idea(call.required("text"));
            case "done" -> research.ideaDone(call.whole("number"));
            default -> {} // the list follows anyway
        }
        var lines = new ArrayList<String>();
        var documents = new ArrayList<Map<String, Object>>();
        for (var idea : research.ideas()) {
            lines.add(line(idea));
            documents.add(Map.of("number", idea.number(), "text", idea.text(), "done", idea.done()));
        }
        var text = lines.isEmpty() ? "no ideas yet" : String.join("\n", lines);
        return ToolResult.of(text, Map.of("ideas", documents));
    }

    private static String line(Idea idea) {
        return idea.number() + (idea.done() ? "  [x] " : "  [ ] ") + SafeText.line(idea.text());
    }

    ToolResult show(ToolCall call) {
        var research = call.session();
        var details = research.show(call.whole("run"));
        var diff = details.diff();
        var shown = diff.length() <= LONGEST_DIFF ? diff : diff.substring(0, LONGEST_DIFF) + "\n… (cut here)";
        var text = new RunView(ToolText.STYLE)
                .render(details.run(), details.metric())
                .stripTrailing();
        return ToolResult.of(shown.isEmpty() ? text : text + "\n\n" + shown, Map.of());
    }

    ToolResult restore(ToolCall call) {
        jobs.refuseWhileMeasured(call, "restore");
        var research = call.session();
        var run = research.restore(call.whole("run"));
        return ToolResult.of(
                "the files of " + run + " are in the tree\nnext: attempt, or change them first",
                RunJson.run(
                        run,
                        research.status().layout(),
                        research.session().metric().name()));
    }

    /** What follows the news of a recorded run: where the session is now. */
    static String standing(AutoResearch research) {
        return "now: " + research.status();
    }
}
