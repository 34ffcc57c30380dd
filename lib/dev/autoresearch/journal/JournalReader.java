package dev.autoresearch.journal;

import dev.autoresearch.model.AuditResult;
import dev.autoresearch.model.Event.BenchmarkFingerprint;
import dev.autoresearch.model.Event.LoopBegun;
import dev.autoresearch.model.Event.LoopEnded;
import dev.autoresearch.model.Event;
import dev.autoresearch.model.Evidence;
import dev.autoresearch.model.Judgement.ComparisonFigures;
import dev.autoresearch.model.Judgement;
import dev.autoresearch.model.Layout;
import dev.autoresearch.model.Measurement.Outcome;
import dev.autoresearch.model.Measurement.Role;
import dev.autoresearch.model.Measurement;
import dev.autoresearch.model.Metric.Direction;
import dev.autoresearch.model.Metric;
import dev.autoresearch.model.Plan.PairMode;
import dev.autoresearch.model.Proposal;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.Setup.Safeguards;
import dev.autoresearch.model.Setup;
import dev.autoresearch.model.Side;
import dev.autoresearch.model.Status;
import dev.autoresearch.model.TreeState;
import dev.autoresearch.model.Trial;
import dev.autoresearch.model.Verdict;
import dev.autoresearch.model.VerifyResult;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * One tolerant reader for the lines of all three tools: turns a JSON object into the event that it tells. Fields are
 * looked at, never believed to be there or of the right kind.
 */
final class JournalReader {
    /** Below this a timestamp is in seconds, from it on in milliseconds. */
    private static final double SECONDS_END = 1e11;

    /** No number of a run or an iteration is larger. */
    private static final int LARGEST_NUMBER = 1_000_000_000;

    private final Consumer<String> warn;

    /** A reader that tells {@code warn} of each line that it did not take at its word. */
    JournalReader(Consumer<String> warn) {
        this.warn = warn;
    }

    Event event(Map<String, Object> json) {
        var fields = new JsonFields(json);
        var type = fields.text("type");
        if (type.equals("config")) return begin(fields);
        // Whatever its type: the peers tell a run by these numbers, so that lines of ours have neither.
        if (isRun(fields)) return run(fields);
        return switch (type) {
            case "measurement" -> measurement(fields);
            case "stored" -> new Event.Stored(fields.text("ref"), fields.text("id"));
            case "judgement" -> judgement(fields);
            case "trial" -> trial(fields);
            case "verified" -> verified(fields);
            case "audited" -> audited(fields);
            case "loop" -> loop(fields);
            case "proposal" -> proposal(fields);
            case "loop_end" -> loopEnd(fields);
            case "fingerprint" -> new BenchmarkFingerprint(fields.text("command"), fields.textsByName("files"));
            default -> new Event.Unknown(type);
        };
    }

    private static boolean isRun(JsonFields fields) {
        return fields.number("metric").isPresent() || fields.number("run").isPresent();
    }

    private static Event begin(JsonFields fields) {
        var direction = Direction.of(fields.text("bestDirection"));
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
                number(fields),
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

    /** A number that no counting reaches is none: 0, so that the run is counted. */
    private static int number(JsonFields fields) {
        double number = fields.number("run").orElse(0);
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
                (int) fields.number("runs").orElse(0),
                (int) fields.number("pairs").orElse(0),
                fields.number("screenGain").orElse(0),
                fields.number("sigma"),
                fields.number("alpha"),
                fields.number("change"),
                fields.number("low"),
                fields.number("high"),
                fields.flag("relative", true),
                fields.list("gains")));
    }

    private static Event trial(JsonFields fields) {
        var most = fields.number("maxPairs");
        return new Trial(
                fields.text("description"),
                fields.text("head"),
                fields.text("tree"),
                fields.text("rule"),
                fields.number("tolerance").orElse(0),
                PairMode.of(fields.text("pairing")).orElse(PairMode.WORKTREE),
                most.isPresent() ? OptionalInt.of((int) most.getAsDouble()) : OptionalInt.empty(),
                fields.said("prepare"),
                fields.said("carry"));
    }

    private static Optional<Role> role(JsonFields fields) {
        var purpose = Role.Purpose.of(fields.text("purpose"));
        var place = Side.of(fields.text("place"));
        return purpose.isPresent() && place.isPresent()
                ? Optional.of(new Role(purpose.get(), place.get()))
                : Optional.empty();
    }

    private static Measurement measurement(JsonFields fields) {
        var exit = fields.number("exitCode");
        return new Measurement(
                fields.text("id"),
                time(fields, "started"),
                fields.text("command"),
                Outcome.of(fields.text("outcome")).orElse(Outcome.FAILED),
                exit.isPresent() ? OptionalInt.of((int) exit.getAsDouble()) : OptionalInt.empty(),
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
                fields.given("output"));
    }

    private static Optional<TreeState> candidate(JsonFields fields) {
        var tree = fields.text("tree");
        if (tree.isEmpty()) return Optional.empty();
        var after = fields.text("treeAfter");
        return Optional.of(new TreeState(fields.text("head"), tree, after.isEmpty() ? tree : after));
    }

    private static Event loop(JsonFields fields) {
        return new LoopBegun(fields.text("id"), fields.text("agent"), fields.texts("limits"), time(fields, "started"));
    }

    private static Event loopEnd(JsonFields fields) {
        return new LoopEnded(fields.text("id"), fields.text("reason"), time(fields, "at"));
    }

    private static Event proposal(JsonFields fields) {
        var end = Proposal.End.of(fields.text("outcome"));
        double iteration = fields.number("iteration").orElse(0);
        boolean counted = iteration >= 1 && iteration <= LARGEST_NUMBER && iteration == Math.rint(iteration);
        if (end.isEmpty() || !counted) return new Event.Unknown("proposal");
        return new Proposal(
                fields.text("loop"),
                (int) iteration,
                time(fields, "started"),
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
                (int) fields.number("slot").orElse(0));
    }

    private static Optional<Event.Stored> stored(JsonFields fields) {
        return fields.given("stored").map(commit -> new Event.Stored(fields.text("ref"), commit));
    }

    private static long time(JsonFields fields, String name) {
        return (long) fields.number(name).orElse(0);
    }

    private static Event verified(JsonFields fields) {
        return new VerifyResult(
                fields.text("baseline"),
                fields.text("head"),
                (int) fields.number("pairs").orElse(0),
                fields.number("change").orElse(0),
                fields.number("low"),
                fields.number("high"),
                fields.flag("relative", true));
    }

    private static Event audited(JsonFields fields) {
        var verdict = Verdict.of(fields.text("verdict"));
        if (!verdict.isOfAudit()) return new Event.Unknown(fields.text("type"));
        return new AuditResult(
                (int) fields.number("number").orElse(0),
                fields.text("commit"),
                fields.text("head"),
                fields.text("description"),
                verdict,
                fields.text("reason"),
                (int) fields.number("pairs").orElse(0),
                fields.number("change"),
                fields.number("low"),
                fields.number("high"),
                fields.flag("relative", true));
    }

    /** The measurement that an OpenClaw checkpoint carries as its {@code pendingRun}. */
    static Measurement pendingRun(Map<String, Object> json, String id) {
        var fields = new JsonFields(json);
        var exit = fields.number("exitCode");
        var outcome = fields.flag("timedOut", false)
                ? Outcome.TIMED_OUT
                : fields.flag("passed", false) ? Outcome.PASSED : Outcome.FAILED;
        return new Measurement(
                id,
                time(fields, "capturedAt"),
                fields.text("command"),
                outcome,
                exit.isPresent() ? OptionalInt.of((int) exit.getAsDouble()) : OptionalInt.empty(),
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
                Optional.empty());
    }

    /** Typed looks at a JSON object of a stranger: what is missing or of another kind is simply not there. */
    record JsonFields(Map<String, Object> json) {

        String text(String name) {
            return json.get(name) instanceof String text ? text : "";
        }

        Optional<String> given(String name) {
            return Optional.of(text(name)).filter(text -> !text.isEmpty());
        }

        /** The text, which may be empty. */
        Optional<String> said(String name) {
            return json.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
        }

        boolean flag(String name, boolean otherwise) {
            return json.get(name) instanceof Boolean flag ? flag : otherwise;
        }

        OptionalDouble number(String name) {
            return json.get(name) instanceof Double number && Double.isFinite(number)
                    ? OptionalDouble.of(number)
                    : OptionalDouble.empty();
        }

        Map<String, Object> object(String name) {
            if (!(json.get(name) instanceof Map<?, ?> map) || map.isEmpty()) return Map.of();
            var object = new LinkedHashMap<String, Object>();
            map.forEach((key, value) -> object.put(String.valueOf(key), value));
            return Collections.unmodifiableMap(object);
        }

        Map<String, String> textsByName(String name) {
            if (!(json.get(name) instanceof Map<?, ?> map)) return Map.of();
            var texts = new LinkedHashMap<String, String>();
            for (var entry : map.entrySet())
                if (entry.getValue() instanceof String text) texts.put(String.valueOf(entry.getKey()), text);
            return Collections.unmodifiableMap(texts);
        }

        Map<String, Double> numbers(String name) {
            if (!(json.get(name) instanceof Map<?, ?> map) || map.isEmpty()) return Map.of();
            var numbers = new LinkedHashMap<String, Double>();
            for (var entry : map.entrySet())
                if (entry.getValue() instanceof Double number && Double.isFinite(number))
                    numbers.put(String.valueOf(entry.getKey()), number);
            return Collections.unmodifiableMap(numbers);
        }

        Map<String, List<Double>> samples(String name) {
            if (!(json.get(name) instanceof Map<?, ?> map) || map.isEmpty()) return Map.of();
            var samples = new LinkedHashMap<String, List<Double>>();
            for (var entry : map.entrySet())
                if (entry.getValue() instanceof List<?> list) samples.put(String.valueOf(entry.getKey()), finite(list));
            return Collections.unmodifiableMap(samples);
        }

        List<Double> list(String name) {
            return json.get(name) instanceof List<?> list ? finite(list) : List.of();
        }

        private static List<Double> finite(List<?> list) {
            var numbers = new ArrayList<Double>(list.size());
            for (var item : list) if (item instanceof Double number && Double.isFinite(number)) numbers.add(number);
            return List.copyOf(numbers);
        }

        List<String> texts(String name) {
            if (!(json.get(name) instanceof List<?> list)) return List.of();
            var texts = new ArrayList<String>(list.size());
            for (var item : list) if (item instanceof String text) texts.add(text);
            return List.copyOf(texts);
        }
    }
}
