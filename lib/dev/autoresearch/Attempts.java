package dev.autoresearch;

import dev.autoresearch.git.Git;
import dev.autoresearch.model.Attempt;
import dev.autoresearch.model.Figures;
import dev.autoresearch.model.Judgement;
import dev.autoresearch.model.LogEntry;
import dev.autoresearch.model.Measurement;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.Session;
import dev.autoresearch.model.Status;
import dev.autoresearch.model.Text;
import dev.autoresearch.stats.Rule;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Change, measure, decide, record. */
final class Attempts {
    private final Workshop shop;
    private final Rule rule;
    private final Recovery recovery;

    Attempts(Workshop shop, Rule rule) {
        this.shop = shop;
        this.rule = rule;
        this.recovery = new Recovery(shop);
    }

    Attempt attempt(LogEntry entry, Change change, Optional<String> command, Duration timeout) {
        finishInterrupted();
        var session = shop.begun();
        refusePending(session, shop.clock().millis());
        var bench = new Bench(shop);
        var git = shop.git(session);
        apply(change, entry.description(), git);
        var incumbent = session.current().best();
        if (isIncumbent(session, git)) {
            recovery.done();
            return new Attempt(Optional.empty(), session.metric(), incumbent, Optional.empty());
        }
        var line = measuring(change, git, entry.description(), () -> bench.command(session, command));
        var measured = bench.measure(session, line, timeout, Optional.of(entry.description()));
        shop.append(List.of(measured));
        recovery.done();
        return decide(entry);
    }

    /** Decides about the pending measurement and records it. */
    private Attempt decide(LogEntry entry) {
        var session = shop.session();
        var measured = session.pending().orElseThrow();
        var incumbent = session.current().best();
        Optional<Judgement> judgement = measured.passed() && measured.primary().isPresent()
                ? Optional.of(rule.judge(session.current(), measured))
                : Optional.empty();
        var status = status(measured, judgement);
        var run = new Recorder(shop).record(session, entry.status(status), judgement);
        var stored = run.evidence().stored().map(place -> "autoresearch restore " + run.number());
        return new Attempt(Optional.of(run), session.metric(), incumbent, stored);
    }

    private static Status status(Measurement measured, Optional<Judgement> judgement) {
        return switch (measured.outcome()) {
            case CHECKS_FAILED -> Status.CHECKS_FAILED;
            case FAILED, TIMED_OUT -> Status.CRASH;
            case PASSED -> judgement.isEmpty() ? Status.CRASH : judgement.get().kept() ? Status.KEEP : Status.DISCARD;
        };
    }

    /** An attempt that was measured and then killed is decided before the next one begins. */
    private void finishInterrupted() {
        var pending = shop.session().pending();
        if (pending.isEmpty() || pending.get().attempt().isEmpty()) return;
        var attempt = decide(LogEntry.of(pending.get().attempt().get()));
        shop.notice("finished an interrupted attempt: " + attempt);
    }

    private void apply(Change change, String description, Optional<Git> git) {
        if (change == Change.NONE) return;
        if (git.isPresent()) {
            var dirty = git.get().dirty();
            if (!dirty.isEmpty())
                throw new Problem(
                        "the tree has changes from before this attempt: " + Bench.names(dirty),
                        "commit or stash them, or try them by themselves: attempt(\"what they do\")");
            recovery.beforeChange(description, git.get().head());
        }
        measuring(change, git, description, () -> {
            change.apply();
            return "";
        });
    }

    /** Does a step of an attempt; if it fails, the tree is stored and put back before the failure goes on. */
    private <T> T measuring(
            Change change, Optional<Git> git, String description, java.util.concurrent.Callable<T> step) {
        try {
            return step.call();
        } catch (Exception failure) {
            if (change != Change.NONE && git.isPresent()) recovery.finish();
            if (failure instanceof Problem problem) throw problem;
            throw new Problem(
                            "the change \"" + Text.line(description, 60) + "\" failed: " + failure,
                            git.isPresent() ? "the tree was put back; correct the change" : "correct the change")
                    .because(failure);
        }
    }

    private static boolean isIncumbent(Session session, Optional<Git> git) {
        return git.isPresent() && !session.runs().isEmpty() && git.get().dirty().isEmpty();
    }

    /** A second run while one is pending would lose the first. */
    static void refusePending(Session session, long now) {
        if (session.pending().isEmpty()) return;
        var pending = session.pending().get();
        var value = pending.primary().isPresent()
                ? session.metric().text(pending.primary().getAsDouble())
                : pending.ending();
        var age = Figures.duration(Math.max(0, now - pending.started()) / 1000.0);
        throw new Problem(
                "a run is waiting to be logged (" + Text.line(pending.command(), 60) + ", " + value + ", " + age
                        + " ago)",
                """
                log it:      autoresearch log -d "what you changed"
                or drop it:  autoresearch log -s discard -d "not wanted\"""");
    }

    /** Names a run for a message. */
    static String name(Run run) {
        return "run " + run.number() + " (" + Text.line(run.description(), 60) + ")";
    }
}
