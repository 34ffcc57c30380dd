package dev.autoresearch.view;

import dev.autoresearch.model.Idea;
import dev.autoresearch.model.SafeText;
import dev.autoresearch.model.Session;
import dev.autoresearch.model.SessionName;
import dev.autoresearch.session.SessionContext;
import dev.autoresearch.sweep.ParameterValues;
import dev.autoresearch.sweep.Sweep;
import java.util.List;
import java.util.Optional;

/** The section of the session document that a fresh agent, or a person after a holiday, can go on from. */
public final class ResumeView {
    private static final int COMMENT = 52;
    private static final int STATE = 2500;
    private static final int COMMANDS = 900;
    private static final int KEPT = 4000;
    private static final int DEAD_ENDS = 3000;
    private static final int IDEAS = 1500;
    private static final int DEAD_ENDS_LOOKED_AT = 60;

    private ResumeView() {}

    /** At most 12 KiB of Markdown, the same for the same state. */
    public static String render(SessionContext context) {
        return render(context.session(), context.ideas(), context.files().name());
    }

    private static String render(Session session, List<Idea> ideas, Optional<SessionName> name) {
        var option = name.map(one -> " --session " + one).orElse("");
        var past = new RunHistory(
                session.current(), step -> step.in(name.map(SessionName::text)).shell());
        boolean sweep = Sweep.isIn(session.setup());
        return String.join(
                        "",
                        state(session, past),
                        sweep ? values(session, option) : commands(option),
                        past.kept(KEPT),
                        past.deadEnds(DEAD_ENDS, DEAD_ENDS_LOOKED_AT),
                        next(session, ideas, sweep ? Optional.empty() : Optional.of(option)))
                .strip();
    }

    private static String state(Session session, RunHistory past) {
        var setup = session.setup();
        var part = new MarkdownSection("Where this stands", STATE, "");
        part.item("goal: " + SafeText.line(setup.name(), 300));
        part.item("metric: " + setup.metric());
        setup.command().ifPresent(command -> part.item("measured by: " + MarkdownSection.code(command, 300)));
        setup.report().ifPresent(report -> part.item("its samples are in: " + MarkdownSection.code(report, 200)));
        for (var guard : setup.safeguards().guards())
            part.item("must hold besides: " + MarkdownSection.code(guard, 100));
        part.item(past.progress());
        if (session.current().index() > 0)
            part.item("segment " + (session.current().index() + 1));
        return part.text();
    }

    private static String commands(String option) {
        var part = new MarkdownSection("How to go on", COMMANDS, "");
        part.say(command("brief" + option, "what to do next, and what not to touch"));
        part.say(command("attempt" + option + " -d \"what you changed\"", "after one change: measure, decide, record"));
        part.say(command("status" + option, "where it stands"));
        part.say("\nWhat is better is committed; what is not is stored, and the tree is put back.");
        return part.text();
    }

    /** In a sweep nothing is edited: its variants are values. */
    private static String values(Session session, String option) {
        var part = new MarkdownSection("How to go on", COMMANDS, "");
        part.say("    autoresearch status" + option + "\n    autoresearch sweep" + option + " "
                + SafeText.line(ParameterValues.words(session.runs()), 300));
        part.say("\nEach run is a variant, the command with other values: nothing is edited, committed or put back."
                + " More values measure only what is new, and the same ones print the table.");
        return part.text();
    }

    private static String command(String words, String meaning) {
        var line = "    autoresearch " + words;
        return line + " ".repeat(Math.max(1, COMMENT - line.length())) + "# " + meaning;
    }

    /** @param option what the command for a baseline takes, where one has to be asked for */
    private static String next(Session session, List<Idea> ideas, Optional<String> option) {
        var part = new MarkdownSection("What to try next", IDEAS, "autoresearch ideas");
        if (session.runs().isEmpty() && option.isPresent())
            part.item("the baseline first: "
                    + MarkdownSection.code("autoresearch attempt" + option.get() + " -d baseline", 200));
        for (var idea : ideas) if (!idea.done()) part.item(SafeText.line(idea.text(), 200));
        return part.text();
    }
}
