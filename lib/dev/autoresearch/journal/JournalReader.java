package dev.autoresearch.journal;

import dev.autoresearch.json.JsonFields;
import dev.autoresearch.model.AuditResult;
import dev.autoresearch.model.Event;
import dev.autoresearch.model.Event.BenchmarkFingerprint;
import dev.autoresearch.model.Event.LoopBegun;
import dev.autoresearch.model.Event.LoopEnded;
import dev.autoresearch.model.Evidence;
import dev.autoresearch.model.Judgement;
import dev.autoresearch.model.Judgement.ComparisonFigures;
import dev.autoresearch.model.Keyword;
import dev.autoresearch.model.Layout;
import dev.autoresearch.model.Measurement;
import dev.autoresearch.model.Measurement.Outcome;
import dev.autoresearch.model.Measurement.Role;
import dev.autoresearch.model.Metric;
import dev.autoresearch.model.Metric.Direction;
import dev.autoresearch.model.Plan.PairMode;
import dev.autoresearch.model.Proposal;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.Settlement;
import dev.autoresearch.model.Setup;
import dev.autoresearch.model.Setup.Safeguards;
import dev.autoresearch.model.Side;
import dev.autoresearch.model.Status;
import dev.autoresearch.model.TreeState;
import dev.autoresearch.model.Trial;
import dev.autoresearch.model.Verdict;
import dev.autoresearch.model.VerifyResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One tolerant reader for the lines of all three tools: turns a JSON object into its event. A field may be missing, or of
 * another kind.
 */
final class JournalReader {
    /** Below this a timestamp is in seconds, from it on in milliseconds. */
    private static final double SECONDS_END = 1e11;

    /** No number of a run or an iteration is larger. */
    private static final int LARGEST_NUMBER = 1_000_000_000;

    private final Consumer<String> warn;

    /** @param warn takes a sentence for each line that is read as something else than it says */
    JournalReader(Consumer<String> warn) {
        this.warn = warn;
    }

    /** The event of a line; empty for a kind that we do not know, or that says nothing about the state. */
    Optional<Event> event(Map<String, Object> json) {
        var fields = new JsonFields(json);
        var type = fields.text("type");
        if (type.equals("config")) return Optional.of(begin(fields));
        // Whatever its type: the peers tell a run by these numbers, so that lines of ours have neither.
        if (isRun(fields)) return Optional.of(run(fields));
        return switch (type) {
            case "measurement" -> Optional.of(measurement(fields));
            case "stored" -> Optional.of(new Event.Stored(fields.text("ref"), fields.text("id")));
            case "judgement" -> Optional.of(judgement(fields));
            case "trial" -> Optional.of(trial(fields));
            case "verified" -> Optional.of(verified(fields));
            case "audited" -> audited(fields);
            case "loop" ->
                Optional.of(new LoopBegun(
                        fields.text("id"), fields.text("agent"), fields.texts("limits"), fields.time("started")));
            case "proposal" -> proposal(fields);
            case "settlement" -> settlement(fields);
            case "loop_end" -> Optional.of(new LoopEnded(fields.text("id"), fields.text("reason"), fields.time("at")));
            case "fingerprint" ->
                Optional.of(new BenchmarkFingerprint(fields.text("command"), fields.textsByName("files")));
            default -> Optional.empty();
        };
    }

    private static boolean isRun(JsonFields fields) {
        return fields.number("metric").isPresent() || fields.number("run").isPresent();
    }

    private static Event begin(JsonFields fields) {
        var direction = Keyword.of(Direction.class, fields.text("bestDirection"));
        var metric =
                new Metric(fields.text("metricName"), fields.text("metricUnit"), direction.orElse(Direction.LOWER));
        var safeguards = new Safeguards(fields.texts("guards"), fields.texts("protect"), fields.flag("holdout", false));
        var setup = new Setup(
                fields.text("name"),
                metric,
                fields.given("command"),
                Layout.SDK,
                fields.flag("git", true),
                fields.given("report"),
                safeguards);
        return new Event.Begin(setup, direction.isPresent());
    }

    private Event run(JsonFields fields) {
        var metric = fields.number("metric");
        var status = status(fields);
        // what crashed has no metric, for which other tools write 0
        boolean isNone = status == Status.CRASH && metric.orElse(0) == 0;
        var timestamp = fields.number("timestamp").orElse(0);
        return new Run(
                number(fields, "run"),
                fields.text("commit"),
                metric.orElse(0),
                metric.isPresent() && !isNone && !fields.flag("unmeasured", false),
                fields.numbers("metrics"),
                status,
                false,
                fields.text("description"),
                timestamp < SECONDS_END ? Math.rint(timestamp * 1000) : timestamp,
                0,
                fields.number("confidence"),
                fields.object("asi"),
                Evidence.NONE);
    }

    /** The number of a run or an iteration, from 1; 0 where there is none, or one that no counting reaches. */
    private static int number(JsonFields fields, String name) {
        double number = fields.number(name).orElse(0);
        return number >= 1 && number <= LARGEST_NUMBER && number == Math.rint(number) ? (int) number : 0;
    }

    private Status status(JsonFields fields) {
        var word = fields.text("status");
        var status = Status.of(word);
        if (status.isEmpty() && !word.isEmpty()) warn.accept("unknown status \"" + word + "\" read as keep");
        var known = status.orElse(Status.KEEP);
        return known == Status.CRASH && fields.flag("checksFailed", false) ? Status.CHECKS_FAILED : known;
    }

    private static Event judgement(JsonFields fields) {
        return new Judgement(
                fields.text("rule"),
                fields.text("verdict"),
                fields.flag("kept", false),
                fields.number("reference"),
                fields.text("reason"),
                comparison(new JsonFields(fields.object("comparison"))));
    }

    private static Optional<ComparisonFigures> comparison(JsonFields fields) {
        if (fields.json().isEmpty()) return Optional.empty();
        return Optional.of(new ComparisonFigures(
                fields.whole("runs"),
                fields.whole("pairs"),
                fields.number("screenGain").orElse(0),
                fields.number("sigma"),
                fields.number("alpha"),
                fields.number("change"),
                fields.number("low"),
                fields.number("high"),
                fields.flag("relative", true),
                fields.number("sure"),
                fields.list("gains")));
    }

    private static Event trial(JsonFields fields) {
        return new Trial(
                fields.text("description"),
                fields.text("head"),
                fields.text("tree"),
                fields.text("rule"),
                fields.number("tolerance").orElse(0),
                Keyword.of(PairMode.class, fields.text("pairing")).orElse(PairMode.WORKTREE),
                fields.integer("maxPairs"),
                fields.textOrEmpty("prepare"),
                fields.textOrEmpty("carry"));
    }

    private static Optional<Role> role(JsonFields fields) {
        var purpose = Keyword.of(Role.Purpose.class, fields.text("purpose"));
        var side = Keyword.of(Side.class, fields.text("place"));
        return purpose.flatMap(known -> side.map(one -> new Role(known, one)));
    }

    private static Measurement measurement(JsonFields fields) {
        return new Measurement(
                fields.text("id"),
                fields.time("started"),
                fields.text("command"),
                Keyword.of(Outcome.class, fields.text("outcome")).orElse(Outcome.FAILED),
                fields.integer("exitCode"),
                fields.number("durationSeconds").orElse(0),
                fields.number("primary"),
                fields.numbers("values"),
                fields.samples("samples"),
                fields.text("tail"),
                fields.texts("warnings"),
                candidate(fields),
                fields.text("host"),
                fields.given("attempt"),
                role(fields),
                fields.given("output"),
                Math.max(0, fields.number("busyCores").orElse(0)));
    }

    private static Optional<TreeState> candidate(JsonFields fields) {
        var tree = fields.text("tree");
        if (tree.isEmpty()) return Optional.empty();
        var after = fields.text("treeAfter");
        return Optional.of(new TreeState(fields.text("head"), tree, after.isEmpty() ? tree : after));
    }

    private static Optional<Event> proposal(JsonFields fields) {
        var end = Keyword.of(Proposal.End.class, fields.text("outcome"));
        int iteration = number(fields, "iteration");
        if (end.isEmpty() || iteration == 0) return Optional.empty();
        return Optional.of(new Proposal(
                fields.text("loop"),
                iteration,
                fields.time("started"),
                Math.max(0, fields.number("seconds").orElse(0)),
                end.get(),
                fields.text("description"),
                fields.text("hypothesis"),
                fields.texts("learned"),
                fields.texts("ideas"),
                fields.object("asi"),
                fields.number("cost_usd"),
                fields.text("note"),
                fields.text("tree"),
                stored(fields),
                fields.whole("slot")));
    }

    private static Optional<Event> settlement(JsonFields fields) {
        return Settlement.Outcome.of(fields.text("outcome"))
                .map(outcome -> new Settlement(
                        fields.whole("number"),
                        fields.text("commit"),
                        outcome,
                        fields.number("sure").orElse(0),
                        fields.whole("executions"),
                        fields.whole("idle"),
                        fields.number("change"),
                        fields.flag("relative", true),
                        fields.text("revert"),
                        fields.time("at")));
    }

    private static Optional<Event.Stored> stored(JsonFields fields) {
        return fields.given("stored").map(commit -> new Event.Stored(fields.text("ref"), commit));
    }

    private static Event verified(JsonFields fields) {
        return new VerifyResult(
                fields.text("baseline"),
                fields.text("head"),
                fields.whole("pairs"),
                fields.number("change").orElse(0),
                fields.number("low"),
                fields.number("high"),
                fields.flag("relative", true));
    }

    private static Optional<Event> audited(JsonFields fields) {
        var verdict = Verdict.of(fields.text("verdict"));
        if (!verdict.isOfAudit()) return Optional.empty();
        return Optional.of(new AuditResult(
                fields.whole("number"),
                fields.text("commit"),
                fields.text("head"),
                fields.text("description"),
                verdict,
                fields.text("reason"),
                fields.whole("pairs"),
                fields.number("change"),
                fields.number("low"),
                fields.number("high"),
                fields.flag("relative", true)));
    }

    /** The measurement that an OpenClaw checkpoint carries as its {@code pendingRun}. */
    static Measurement pendingRun(Map<String, Object> json, String id) {
        var fields = new JsonFields(json);
        var outcome = fields.flag("timedOut", false)
                ? Outcome.TIMED_OUT
                : fields.flag("passed", false) ? Outcome.PASSED : Outcome.FAILED;
        return new Measurement(
                id,
                fields.time("capturedAt"),
                fields.text("command"),
                outcome,
                fields.integer("exitCode"),
                fields.number("durationSeconds").orElse(0),
                fields.number("primaryMetric"),
                fields.numbers("metrics"),
                Map.of(),
                fields.text("tailOutput"),
                List.of(),
                Optional.empty(),
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0);
    }
}
