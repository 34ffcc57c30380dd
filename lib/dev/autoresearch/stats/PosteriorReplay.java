package dev.autoresearch.stats;

import dev.autoresearch.model.Evidence;
import dev.autoresearch.model.Judgement;
import dev.autoresearch.model.Measurement;
import dev.autoresearch.model.Measurement.Role.Purpose;
import dev.autoresearch.model.Nullable;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.Segment;
import dev.autoresearch.model.Settlement;
import dev.autoresearch.model.Side;
import dev.autoresearch.model.TreeState;
import dev.autoresearch.model.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the rule {@code auto} has learned from a journal: it is told of every execution of the segment in its order, whichever
 * rule decided then. The same journal gives the same state (I4).
 */
public final class PosteriorReplay {
    /** In run-lengths: how a machine drifts in longer pauses than were simulated is not known (docs/verdicts.md). */
    private static final double MOST_ELAPSED = 30;

    private final Segment segment;
    private final Evidence open;
    private final List<Run> runs = new ArrayList<>();
    private @Nullable PosteriorRule rule;
    private Certificates certificates = Certificates.NONE;
    private @Nullable Measurement half;
    private double halfSigma;
    private String head = "";
    private double lastEnd;

    private PosteriorReplay(Segment segment, Evidence open) {
        this.segment = segment;
        this.open = open;
    }

    /** All that a journal taught, for the next candidate. */
    public static PosteriorReplay of(Segment segment) {
        return all(segment, Evidence.NONE);
    }

    /** The rule for the next candidate; empty before there is a baseline. */
    public Optional<PosteriorRule> rule() {
        return Optional.ofNullable(rule);
    }

    /**
     * The rule of a candidate that is being measured.
     *
     * @param open its trial
     */
    public static Optional<PosteriorRule> rule(Segment segment, Evidence open) {
        var replay = all(segment, open);
        var learned = replay.rule;
        if (learned == null) return Optional.empty();
        replay.standOn(learned, open);
        open.executions().stream().findFirst().ifPresent(first -> replay.elapse(learned, first));
        return Optional.of(learned);
    }

    /** What is proven of the keeps that a model made, by their places among the runs. */
    public Certificates certificates() {
        return certificates;
    }

    /** The places among the runs of what a model kept and HEAD still has. */
    public Set<Integer> standing() {
        var standing = new TreeSet<Integer>();
        for (int i = 0; i < segment.runs().size(); i++)
            if (segment.runs().get(i).kept() && certificates.knows(i)) standing.add(i);
        return standing;
    }

    private static PosteriorReplay all(Segment segment, Evidence open) {
        var replay = new PosteriorReplay(segment, open);
        for (var event : segment.course()) {
            if (event instanceof Run run) replay.logged(run);
            else if (event instanceof Measurement look) replay.looked(look);
            else if (event instanceof Settlement settlement) replay.settled(settlement);
        }
        return replay;
    }

    private void logged(Run run) {
        runs.add(run);
        half = null;
        var learned = rule;
        if (learned == null) begin(run);
        else learn(learned, run);
        if (run.kept()) head = run.commit();
    }

    /** The first run that is kept is what everything is compared with. */
    private void begin(Run run) {
        if (!run.kept() || !run.measured()) return;
        var executions = new ArrayList<Measurement>();
        for (var execution : segment.calibration()) if (execution.counts()) executions.add(execution);
        double[] values = executions.stream()
                .mapToDouble(execution -> execution.primary().getAsDouble())
                .toArray();
        if (values.length == 0) values = new double[] {run.metric()};
        rule = PosteriorRule.of(scale(values), values);
        for (var execution : executions) lastEnd = Math.max(lastEnd, end(execution));
    }

    /** A logarithm is a convenience for exact values: a count of errors may well come down to zero. */
    private CostScale scale(double[] baseline) {
        var scale = CostScale.of(baseline, segment.setup().metric().direction());
        boolean exact = baseline.length > 1;
        for (double value : baseline) exact &= value == baseline[0];
        return exact && scale.logarithmic() && RuleReplay.leavesPositive(segment, open.executions())
                ? scale.linear(baseline[0])
                : scale;
    }

    private void learn(PosteriorRule learned, Run run) {
        var evidence = run.evidence();
        standOn(learned, evidence);
        var executions = evidence.executions().isEmpty()
                ? evidence.measurement().map(List::of).orElse(List.of())
                : evidence.executions();
        for (var execution : executions) {
            elapse(learned, execution);
            lastEnd = Math.max(lastEnd, end(execution));
            if (RuleReplay.isUseful(learned.scale(), execution) && isOfTrial(execution))
                learned.observe(
                        execution.isAt(Side.INCUMBENT) ? Side.INCUMBENT : Side.CANDIDATE,
                        learned.scale().cost(execution.primary().getAsDouble()));
        }
        boolean open = evidence.judgement()
                .map(Judgement::verdict)
                .filter(one -> one.isOpen())
                .isPresent();
        learned.close(runs.size() - 1, run.kept(), !open);
        if (open && run.kept()) certificates = certificates.kept(runs.size() - 1);
    }

    /** A sweep's rounds, and a single measurement, are of the candidate, too. */
    private static boolean isOfTrial(Measurement execution) {
        return execution.role().isEmpty()
                || execution.role().get().purpose() == Purpose.TRIAL
                || execution.role().get().purpose() == Purpose.ROUND;
    }

    private void looked(Measurement look) {
        var learned = rule;
        var state = look.candidate().map(TreeState::commit).orElse("");
        boolean counts = look.role().orElseThrow().purpose() == Purpose.LOOK;
        if (learned == null || !counts || !RuleReplay.isUseful(learned.scale(), look)) return;
        elapse(learned, look);
        lastEnd = Math.max(lastEnd, end(look));
        double value = look.primary().getAsDouble();
        double sigma = learned.sigma();
        var keep = look.attempt().flatMap(this::place);
        if (look.isAt(Side.CANDIDATE)) {
            if (isSame(state, head)) learned.looked(value, varianceFactor(look));
        } else keep.ifPresent(place -> learned.lookedWithout(place, value, varianceFactor(look)));
        keep.ifPresent(place -> pair(learned.scale(), look, place, sigma));
    }

    /** The agents' own work makes an execution up to three times as noisy, as far as a rough factor can tell. */
    private static double varianceFactor(Measurement look) {
        double wider = 1 + 2 * Math.min(1, look.busyCores());
        return wider * wider;
    }

    /** Two looks in a row about one keep, of HEAD and of HEAD without it, are a pair; the coin was tossed before the first. */
    private void pair(CostScale scale, Measurement look, int keep, double sigma) {
        var first = half;
        half = look;
        boolean complete = first != null
                && first.attempt().equals(look.attempt())
                && first.isAt(Side.CANDIDATE) != look.isAt(Side.CANDIDATE);
        if (first != null && complete && halfSigma > 0 && certificates.knows(keep)) {
            double here = scale.cost(look.primary().orElseThrow());
            double there = scale.cost(first.primary().orElseThrow());
            certificates = certificates.plus(keep, look.isAt(Side.CANDIDATE) ? there - here : here - there, halfSigma);
        }
        if (complete) half = null;
        halfSigma = sigma;
    }

    private void settled(Settlement settlement) {
        var learned = rule;
        if (learned == null) return;
        var place = place(settlement.commit());
        if (place.isEmpty()) return;
        if (!settlement.isRevoked()) learned.confirm(place.get());
        else {
            learned.revoke(place.get());
            head = settlement.revert();
        }
    }

    /** Where among the runs the kept one of that commit is. */
    private Optional<Integer> place(String commit) {
        for (int i = runs.size() - 1; i >= 0; i--)
            if (runs.get(i).kept() && !commit.isEmpty() && isSame(runs.get(i).commit(), commit)) return Optional.of(i);
        return Optional.empty();
    }

    /** On another commit than the known one stands other code: somebody committed, or took back. */
    private void standOn(PosteriorRule learned, Evidence tried) {
        var commit = tried.trial().map(Trial::commit).orElse("");
        if (commit.isEmpty() || isSame(commit, head)) return;
        if (!head.isEmpty()) learned.headChanged();
        head = commit;
    }

    private static boolean isSame(String commit, String other) {
        return commit.startsWith(other) || other.startsWith(commit);
    }

    /** Thinking takes time, in which a machine drifts. */
    private void elapse(PosteriorRule learned, Measurement next) {
        double seconds = (next.started() - lastEnd) / 1000;
        if (lastEnd > 0 && seconds > 0 && next.durationSeconds() > 0)
            learned.elapse(Math.min(MOST_ELAPSED, seconds / next.durationSeconds()));
    }

    private static double end(Measurement execution) {
        return execution.started() + 1000 * execution.durationSeconds();
    }
}
