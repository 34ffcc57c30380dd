package dev.autoresearch.loop;

import dev.autoresearch.model.Gist;
import dev.autoresearch.model.Insight;
import dev.autoresearch.model.Metric;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.Segment;
import dev.autoresearch.model.Status;
import dev.autoresearch.model.Text;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The parts of a brief that tell what was tried, each newest first, so that the oldest is what is left out. */
final class Past {
    private static final int LATEST = 2400;
    private static final int KEPT = 900;
    private static final int IDEAS = 600;
    private static final int REVISITS = 700;
    private static final int DEAD_ENDS = 1000;

    private static final int RUNS_IN_FULL = 10;
    private static final int DEAD_ENDS_LOOKED_AT = 200;
    private static final int DESCRIPTION = 120;
    private static final int NOTE = 160;

    private final Situation situation;
    private final Segment segment;
    private final Metric metric;

    Past(Situation situation) {
        this.situation = situation;
        this.segment = situation.session().current();
        this.metric = segment.setup().metric();
    }

    /** The last runs with what came of them and what was learned. */
    String latest() {
        var part = new Part("The last runs, newest first", LATEST, "");
        var runs = segment.runs();
        int first = Math.max(0, runs.size() - RUNS_IN_FULL);
        var references = references(first);
        for (int i = runs.size() - 1; i >= first; i--) full(part, runs.get(i), references.get(i - first));
        return part.leaveOut(0).text();
    }

    private void full(Part part, Run run, Optional<Run> reference) {
        var line = new StringBuilder(brief(run));
        run.change(reference).ifPresent(change -> line.append("  ").append(change));
        var insight = Insight.of(run);
        insight.hypothesis().ifPresent(text -> line.append("\n  hypothesis: ").append(Text.line(text, NOTE)));
        for (var text : insight.learned()) line.append("\n  learned: ").append(Text.line(text, NOTE));
        insight.next().ifPresent(text -> line.append("\n  next: ").append(Text.line(text, NOTE)));
        part.item(line.toString());
    }

    private String brief(Run run) {
        return "#" + run.number() + " " + run.status().label() + "  " + Text.line(run.description(), DESCRIPTION) + "  "
                + Text.line(run.result(metric), 40);
    }

    /** What each run from the {@code first} on had to beat: the best that was kept before it. */
    private List<Optional<Run>> references(int first) {
        var references = new ArrayList<Optional<Run>>();
        Optional<Run> best = Optional.empty();
        for (int i = 0; i < segment.runs().size(); i++) {
            if (i >= first) references.add(best);
            var run = segment.runs().get(i);
            if (!run.kept() || !run.measured()) continue;
            if (best.isEmpty() || metric.better(run.metric(), best.get().metric())) best = Optional.of(run);
        }
        return references;
    }

    /** What was kept, one line each. */
    String kept() {
        var part = new Part("Kept so far, newest first", KEPT, "; autoresearch status --all");
        for (var run : newestFirst()) {
            if (!run.kept() || run.baseline()) continue;
            if (part.isFull()) part.leaveOut(1);
            else part.item(brief(run));
        }
        return part.text();
    }

    /** Pending ideas after the one that is offered. */
    String ideas() {
        var part = new Part("Ideas that wait (later, one by one)", IDEAS, "; autoresearch ideas");
        var offered = Brief.offered(situation);
        for (var proposal : situation.proposals()) {
            if (offered.isPresent() && proposal.equals(offered.get())) continue;
            part.item(Text.line(proposal.idea().text(), DESCRIPTION) + proposal.warning());
        }
        return part.text();
    }

    /** Discards that a later keep may have given a chance. */
    String revisits() {
        var part = new Part("Worth another look", REVISITS, "; autoresearch revisit");
        for (var revisit : situation.revisits()) part.item(revisit.toString());
        return part.text();
    }

    /** A discarded idea and the runs that tried it, latest first. */
    private record DeadEnd(Gist gist, Run latest, List<Integer> numbers) {}

    /** Discards on a line each, with those that tried the same. The newest 200 are looked at. */
    String deadEnds() {
        var part = new Part("Dead ends (tried and not kept)", DEAD_ENDS, "; autoresearch status --all");
        int looked = 0;
        int unseen = 0;
        var ends = new ArrayList<DeadEnd>();
        for (var run : newestFirst()) {
            if (run.status() != Status.DISCARD || run.baseline()) continue;
            if (looked++ < DEAD_ENDS_LOOKED_AT) merge(ends, run);
            else unseen++;
        }
        for (var end : ends) part.item(line(end));
        return part.leaveOut(unseen).text();
    }

    private static void merge(List<DeadEnd> ends, Run run) {
        var gist = Gist.of(run.description());
        for (var end : ends) {
            if (!end.gist().isLike(gist)) continue;
            end.numbers().add(run.number());
            return;
        }
        ends.add(new DeadEnd(gist, run, new ArrayList<>(List.of(run.number()))));
    }

    private String line(DeadEnd end) {
        var numbers = new StringBuilder();
        for (int number : end.numbers().subList(0, Math.min(5, end.numbers().size())))
            numbers.append(numbers.length() == 0 ? "#" : ", #").append(number);
        if (end.numbers().size() > 5)
            numbers.append(" and ").append(end.numbers().size() - 5).append(" more");
        var why = Insight.of(end.latest()).learned();
        return Text.line(end.latest().description(), DESCRIPTION) + " (" + numbers + ")"
                + (why.isEmpty() ? "" : ": " + Text.line(why.get(0), NOTE));
    }

    private List<Run> newestFirst() {
        var runs = new ArrayList<>(segment.runs());
        Collections.reverse(runs);
        return runs;
    }
}
