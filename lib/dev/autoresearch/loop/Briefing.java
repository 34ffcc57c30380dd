package dev.autoresearch.loop;

import dev.autoresearch.AutoResearch;
import dev.autoresearch.model.Idea;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.Text;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What an agent is told before it proposes. */
public final class Briefing {
    private final AutoResearch research;
    private final Set<String> taken;

    public Briefing(AutoResearch research) {
        this(research, Set.of());
    }

    /** @param taken texts of ideas that others try at this moment, so that they are not offered */
    Briefing(AutoResearch research, Set<String> taken) {
        this.research = research;
        this.taken = taken;
    }

    /** The idea of the backlog that it is asked to try: the first that is pending. */
    public Optional<Idea> offered() {
        for (var idea : research.ideas()) if (!idea.done() && !taken.contains(idea.text())) return Optional.of(idea);
        return Optional.empty();
    }

    /** The brief. */
    public String text(List<String> remarks) {
        var session = research.session();
        var text = new StringBuilder("Goal: ")
                .append(Text.line(session.setup().name(), 200))
                .append("\nMetric: ")
                .append(session.metric())
                .append("\nBest so far: ")
                .append(research.bestRun().map(Run::metric).map(String::valueOf).orElse("none"))
                .append("\nMake one change that may improve it. Edit files only; the loop measures and commits.\n");
        for (var remark : remarks)
            text.append("Note: ").append(Text.line(remark, 500)).append('\n');
        offered()
                .ifPresent(idea -> text.append("Try this idea: ")
                        .append(Text.line(idea.text(), 500))
                        .append('\n'));
        return text.append("Print DESCRIPTION what you changed, LEARNED what you learned, IDEA what to try later.\n")
                .toString();
    }
}
