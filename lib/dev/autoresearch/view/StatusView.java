package dev.autoresearch.view;

import dev.autoresearch.Problem.NextStep;
import dev.autoresearch.model.Event.LoopEnded;
import dev.autoresearch.model.Format;
import dev.autoresearch.model.LoopState;
import dev.autoresearch.model.Measurement;
import dev.autoresearch.model.SafeText;
import dev.autoresearch.model.Segment;
import dev.autoresearch.model.Session;
import dev.autoresearch.model.SessionName.SessionList;
import dev.autoresearch.model.Status;
import dev.autoresearch.model.Trial;
import dev.autoresearch.model.VerifyResult;
import dev.autoresearch.session.SessionSummary;
import dev.autoresearch.stats.Confidence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A session on one screen. */
public final class StatusView {
    private static final String GAP = "   ";
    private static final String BARS = "▁▂▃▄▅▆▇█";
    private static final int LONGEST_SPARKLINE = 24;

    private final Style style;

    public StatusView(Style style) {
        this.style = style;
    }

    /**
     * Header and table.
     *
     * @param most how many runs the table shows, newest first
     */
    public String render(SessionSummary summary, int most) {
        var session = summary.session();
        if (!session.initialized() && session.totalRuns() == 0) {
            var nothing = new StringBuilder(none(summary.sessions()));
            for (var warning : summary.warnings())
                nothing.append("  warning: ").append(style.text(warning)).append('\n');
            return nothing.toString();
        }
        var lines = header(summary);
        lines.addAll(undecided(session));
        if (!session.runs().isEmpty()) {
            lines.add("");
            lines.addAll(table(summary, most));
        }
        int earlier = session.segments().size() - 1;
        if (earlier > 0)
            lines.addAll(flow().add("", Format.count(earlier, "earlier segment") + ":", style::dim)
                    .add(
                            " ",
                            step(NextStep.of("status").with("--segment", "" + earlier), summary.sessions()),
                            style::dim)
                    .lines());
        return style.text(lines);
    }

    /** What there is to say of a session that has begun, before its runs; no line wider than the terminal. */
    List<String> header(SessionSummary summary) {
        var session = summary.session();
        var lines = new ArrayList<String>();
        lines.addAll(title(summary));
        lines.addAll(progress(session.current(), summary.sessions()));
        if (!session.runs().isEmpty())
            lines.addAll(flow().add("", session.current().tally()).lines());
        lines.addAll(noise(summary));
        session.loop().ifPresent(loop -> lines.addAll(loop(loop)));
        session.pending().ifPresent(pending -> lines.addAll(pending(session, pending, summary.sessions())));
        for (var warning : summary.warnings())
            lines.addAll(flow().add("", "warning: " + warning, style::warn).lines());
        var others = summary.sessions().others();
        if (!others.isEmpty())
            lines.addAll(flow().add("", "other sessions: " + others, style::dim).lines());
        return lines;
    }

    private WrappedLine flow() {
        return new WrappedLine(style);
    }

    private String none(SessionList sessions) {
        var name = sessions.current();
        var others = sessions.others();
        var only = sessions.named().size() == 1 ? sessions.named().get(0) : "NAME";
        return "no session " + name.map(one -> one + " ").orElse("") + "here yet"
                + (others.isEmpty()
                        ? ""
                        : "; there is " + others + ": "
                                + step(NextStep.of("status").with("--session", only), sessions))
                + "\n"
                + "  begin one:  "
                + step(
                        NextStep.of("init")
                                .with("-n", "my-goal")
                                .with("-m", "latency_ms")
                                .with("-c", "./benchmark.sh"),
                        sessions)
                + "\n";
    }

    private String step(NextStep step, SessionList sessions) {
        return style.step(step.in(sessions.current()));
    }

    List<String> title(SessionSummary summary) {
        var setup = summary.session().setup();
        var segment = summary.session().current();
        return flow().add("", SafeText.line(setup.name(), 60), style::bold)
                .add(
                        GAP,
                        summary.sessions()
                                .current()
                                .map(name -> "session " + name)
                                .orElse(""))
                .add(GAP, SafeText.line(setup.metric().toString()))
                .add(GAP, segment.index() > 0 ? "segment " + (segment.index() + 1) : "")
                .add(
                        GAP,
                        summary.branch()
                                .map(branch -> "branch " + SafeText.line(branch, 60))
                                .orElse(""))
                .lines();
    }

    private List<String> progress(Segment segment, SessionList sessions) {
        var metric = segment.setup().metric();
        if (segment.baseline().isEmpty())
            return flow().add("", "no runs yet; the first is the baseline:")
                    .add("  ", step(NextStep.attempt("baseline"), sessions))
                    .lines();
        var first = segment.baseline().get();
        var baseline = "baseline " + (first.measured() ? metric.text(first.metric()) : "not measured");
        var best = segment.best();
        if (best.isEmpty() || best.get().baseline())
            return flow().add("", baseline)
                    .add(GAP, best.isEmpty() ? "nothing kept yet" : "nothing better yet")
                    .lines();
        return flow().add("", baseline + " → best " + metric.text(best.get().metric()))
                .add("  ", Format.percent("", segment.change(), ""), style::bold)
                .add(GAP, sparkline(segment))
                .add(GAP, segment.checks().verified().map(VerifyResult::brief).orElse(""))
                .lines();
    }

    /** The running best in a few characters; empty with fewer than two values, or where it cannot be shown. */
    private String sparkline(Segment segment) {
        var best = new ArrayList<Double>();
        for (var reference : segment.references()) reference.ifPresent(run -> best.add(run.metric()));
        segment.best().ifPresent(run -> best.add(run.metric()));
        if (!style.unicode() || best.size() < 2) return "";
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double value : best) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        if (low == high) return "";
        var line = new StringBuilder();
        int shown = Math.min(LONGEST_SPARKLINE, best.size());
        for (int i = 0; i < shown; i++) {
            double value = best.get((int) ((i + 1L) * best.size() / shown - 1));
            line.append(BARS.charAt((int) Math.round((value - low) / (high - low) * (BARS.length() - 1))));
        }
        return line.toString();
    }

    private List<String> noise(SessionSummary summary) {
        int ideas = summary.ideasPending();
        var segment = summary.session().current();
        var trust = segment.gains().orElseGet(() -> "confidence " + Confidence.of(segment));
        return flow().add("", segment.runs().isEmpty() ? "" : trust)
                .add("      ", ideas > 0 ? Format.count(ideas, "idea") + " pending" : "")
                .lines();
    }

    /** How far a loop got; what is left of its limits as long as it can go on. */
    private List<String> loop(LoopState loop) {
        boolean interrupted = loop.reason().equals(LoopEnded.INTERRUPTED);
        var counted = Format.count(loop.counts().iterations(), "iteration") + ", " + loop.count(Status.KEEP.word())
                + " kept, "
                + Format.duration(loop.activeMillis(loop.time().seen()) / 1000.0)
                + (loop.counts().costUsd() > 0
                        ? ", " + Format.dollars(loop.counts().costUsd())
                        : "");
        var ended = interrupted ? ", interrupted: " : ", ended by " + SafeText.line(loop.reason(), 40) + ": ";
        var flow = flow().add("", "loop" + (loop.reason().isEmpty() ? ": " : ended) + counted);
        if (!loop.reason().isEmpty() && !interrupted) return flow.lines();
        var left = LoopView.left(loop);
        if (left.isEmpty()) return flow.add(GAP, "until Ctrl-C").lines();
        for (int i = 0; i < left.size(); i++)
            flow.add(i == 0 ? GAP : " ", (i == 0 ? "left: " : "") + left.get(i) + (i < left.size() - 1 ? "," : ""));
        return flow.lines();
    }

    private List<String> pending(Session session, Measurement run, SessionList sessions) {
        var command = step(RunView.logging(session, run), sessions);
        return flow().add("", "a run waits to be logged: " + RunView.pending(session, run), style::warn)
                .add(GAP, command, style::warn)
                .lines();
    }

    /** The trial that was begun and has no verdict yet; empty when there is none. */
    List<String> undecided(Session session) {
        if (session.trial().isEmpty()) return List.of();
        var trial = session.trial().get();
        var what = trial.trial().map(Trial::description).orElse("");
        return flow().add("", "not decided yet: " + SafeText.line(what, 60))
                .add(GAP, Format.count(trial.executions().size(), "execution") + " so far")
                .lines();
    }

    private List<String> table(SessionSummary summary, int most) {
        var segment = summary.session().current();
        var newestFirst = new ArrayList<>(segment.runs());
        Collections.reverse(newestFirst);
        int shown = Math.min(most, newestFirst.size());
        var lines = new RunTable(style).lines(segment, newestFirst.subList(0, shown));
        if (newestFirst.size() > shown)
            lines.addAll(flow().add("", (newestFirst.size() - shown) + " earlier:", style::dim)
                    .add(" ", step(NextStep.of("status").with("--all", ""), summary.sessions()), style::dim)
                    .lines());
        return lines;
    }
}
