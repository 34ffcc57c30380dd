package dev.autoresearch.stats;

import dev.autoresearch.model.Nullable;
import dev.autoresearch.model.Side;
import dev.autoresearch.stats.filter.LevelFilter;
import dev.autoresearch.stats.filter.ProvisionalKeep;
import dev.autoresearch.stats.filter.ValueOfInformation;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/**
 * The rule {@code auto}: keeps what is probably an improvement, by a model of HEAD's level, of the noise and of effects that
 * learns from every run ({@link LevelFilter}). One more run is made only while what it may change is worth more than a run
 * ({@link ValueOfInformation}). What it keeps is a model's promise and no proof; {@link PairedRule} proves.
 *
 * <p>A metric that gives the same value in each execution of the same code is exact as long as it does: one run decides, and
 * a gain is confirmed by one pair.
 *
 * <p>It changes as it is told of runs, in their order; a comparison works on a copy of what was learned until then.
 */
public final class PosteriorRule implements DecisionRule {
    /** The price of a run where idle time confirms keeps, … */
    private static final double FULL_PRICE = 1;
    /** … and where each run is charged, unless an idea takes less time than a run. */
    private static final double LOW_PRICE = 0.25;

    private final CostScale scale;
    private final double first;
    private final boolean provisional;
    /** Empty while the metric is exact: then nobody asks it, and it takes its time. */
    private @Nullable LevelFilter filter;
    /** What the filter is to be told when it is needed. */
    private final List<Consumer<LevelFilter>> untold = new ArrayList<>();

    private OptionalDouble head;
    private OptionalDouble candidate = OptionalDouble.empty();
    private double spent = 1;
    private double thought;
    private int ideas;

    private PosteriorRule(CostScale scale, double first, boolean provisional) {
        this.scale = scale;
        this.first = first;
        this.provisional = provisional;
        this.head = OptionalDouble.of(first);
    }

    /**
     * The rule after a baseline.
     *
     * @param baseline metric values of HEAD in their order, at least one
     * @throws dev.autoresearch.Problem if the scale cannot have one of them
     */
    public static PosteriorRule of(CostScale scale, double... baseline) {
        double[] costs = scale.costs(baseline);
        var rule = new PosteriorRule(scale, costs[0], false);
        for (int i = 1; i < costs.length; i++) rule.observe(Side.INCUMBENT, costs[i]);
        return rule;
    }

    private PosteriorRule copy(boolean provisionally) {
        var copy = new PosteriorRule(scale, first, provisionally);
        copy.filter = filter == null ? null : filter.copy();
        copy.untold.addAll(untold);
        copy.head = head;
        copy.candidate = candidate;
        copy.spent = spent;
        copy.thought = thought;
        copy.ideas = ideas;
        return copy;
    }

    private void tell(Consumer<LevelFilter> news) {
        if (filter == null) untold.add(news);
        else news.accept(filter);
    }

    /** Equal code gave two values: from here on the metric is noisy. */
    private void contradict() {
        if (filter != null) return;
        var learned = LevelFilter.of(first);
        for (var news : untold) news.accept(learned);
        untold.clear();
        filter = learned;
    }

    /** The same where idle time confirms or revokes what is kept, so that a keep may be provisional. */
    public PosteriorRule provisional() {
        return copy(true);
    }

    @Override
    public Comparison begin(KeepCriterion aim) {
        return begin(aim, true);
    }

    /** The same; where HEAD cannot be measured again, runs of the candidate alone decide. */
    public Comparison begin(KeepCriterion aim, boolean measuresHead) {
        return new PosteriorComparison(copy(provisional), aim, measuresHead);
    }

    /** The coordinate in which it compares. */
    @Override
    public CostScale scale() {
        return scale;
    }

    /** Scale of the difference of two executions in cost; 0 while the metric is exact. */
    @Override
    public double sigma() {
        return isExact() ? 0 : Math.sqrt(2) * filter().noise();
    }

    /** Did the metric give the same value in each execution of the same code so far? */
    public boolean isExact() {
        return filter == null;
    }

    /** The metric's value at HEAD; empty where HEAD is other code than was measured. */
    @Override
    public OptionalDouble incumbentValue() {
        return head.isEmpty() ? head : OptionalDouble.of(scale.value(headCost()));
    }

    /** What is kept and not certain yet, oldest first. */
    public List<ProvisionalKeep> pending() {
        return isExact() ? List.of() : filter().pending();
    }

    /** What was learned of a noisy metric, for questions that change nothing here. */
    public LevelFilter learned() {
        return filter().copy();
    }

    /** Time passed in which nothing was executed but idle looks, in lengths of a run, ≥ 0. */
    public void elapse(double runLengths) {
        tell(filter -> filter.elapse(runLengths));
        spent += runLengths;
        thought += runLengths;
    }

    /**
     * HEAD was executed while an agent worked, which costs nothing.
     *
     * @param varianceFactor by how much the agent's own work widened the noise, ≥ 1
     */
    public void looked(double value, double varianceFactor) {
        double cost = scale.cost(value);
        spent++;
        thought++;
        if (head.isEmpty()) restart(cost);
        else {
            if (cost != head.getAsDouble()) contradict();
            tell(filter -> filter.observe(Side.INCUMBENT, cost, varianceFactor));
        }
    }

    /** HEAD without a keep that is not certain yet was executed while an agent worked; of any other keep it says nothing. */
    public void lookedWithout(int id, double value, double varianceFactor) {
        if (isPending(id)) filter().observeWithout(id, scale.cost(value), varianceFactor);
    }

    /** A keep stays for good. */
    public void confirm(int id) {
        if (isPending(id)) filter().confirm(id);
    }

    /** A keep was taken out. */
    public void revoke(int id) {
        if (isPending(id)) filter().revoke(id);
        else headChanged();
        // the filter knows the level without it; what an exact metric is then must be seen
        if (isExact()) headChanged();
    }

    private boolean isPending(int id) {
        for (var keep : pending()) if (keep.id() == id) return true;
        return false;
    }

    /** HEAD is other code than was measured: it is to be executed before the next candidate. */
    public void headChanged() {
        head = OptionalDouble.empty();
    }

    /** Takes an execution of the candidate or of HEAD beside it, in cost; one of a candidate whose HEAD is unknown says nothing. */
    void observe(Side side, double cost) {
        spent++;
        if (head.isEmpty()) {
            if (side == Side.INCUMBENT) restart(cost);
            return;
        }
        var known = side == Side.INCUMBENT ? head : candidate;
        if (known.isEmpty()) {
            tell(LevelFilter::begin);
            candidate = OptionalDouble.of(cost);
        } else if (cost != known.getAsDouble()) contradict();
        tell(filter -> filter.observe(side, cost, 1));
    }

    private void restart(double cost) {
        tell(filter -> filter.newHead(cost));
        head = OptionalDouble.of(cost);
    }

    /**
     * The candidate is decided.
     *
     * @param certain is a keep nothing that later runs may revoke?
     */
    void close(int id, boolean kept, boolean certain) {
        ideas++;
        var measured = candidate;
        candidate = OptionalDouble.empty();
        if (measured.isEmpty()) {
            if (kept) headChanged();
            return;
        }
        if (!kept) {
            tell(LevelFilter::discard);
            return;
        }
        tell(filter -> filter.keep(id));
        if (certain) tell(filter -> filter.confirm(id));
        head = measured;
    }

    /** Does an idea take longer than a run? */
    boolean isRunCheap() {
        return thought >= Math.max(1, ideas);
    }

    /** What a run is worth that is spent on another idea instead, in cost. */
    double price() {
        double ideaCost = ideas == 0 ? 0 : thought / ideas;
        return ValueOfInformation.price(
                filter().gainsKept(), spent, ideaCost, provisional || ideaCost < 1 ? FULL_PRICE : LOW_PRICE);
    }

    boolean headIsKnown() {
        return head.isPresent();
    }

    /** HEAD's cost as it is known, which it must be. */
    double headCost() {
        return isExact() ? head.orElseThrow() : filter().level();
    }

    boolean isProvisional() {
        return provisional;
    }

    /** The model of a noisy metric. */
    LevelFilter filter() {
        var learned = filter;
        if (learned == null) throw new IllegalStateException("an exact metric has no model");
        return learned;
    }

    @Override
    public String toString() {
        return "posterior, sigma " + sigma();
    }
}
