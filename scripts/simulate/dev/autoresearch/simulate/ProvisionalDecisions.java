package dev.autoresearch.simulate;

import dev.autoresearch.model.Side;
import dev.autoresearch.simulate.SimulationSettings.IdleSlots;
import dev.autoresearch.stats.Interval;
import dev.autoresearch.stats.filter.LevelFilter;
import dev.autoresearch.stats.filter.ProvisionalKeep;
import dev.autoresearch.stats.filter.ValueOfInformation;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * A session under the rule {@code auto}: two runs of the baseline, then idea after idea. Each has one charged run, and more
 * where they are worth their price. With idle slots it is a loop: a keep may be provisional, and while somebody thinks, the
 * machine looks in pairs at HEAD and at HEAD without a keep, the least certain one or else one to be proven. Without them it
 * is a series of attempts by hand. At the end the tree keeps what is certain enough.
 */
final class ProvisionalDecisions {
    private static final int NONE = SimulatedTree.NONE;
    /** The factor on the price of a run where all runs are charged and an idea costs at least as much as one. */
    private static final double CHARGED = 0.25;

    private final SimulatedSession session;
    private final SimulatedTree tree;
    private final SplittableRandom idle;
    private final boolean staysOpen;
    private final LevelFilter filter;
    private final PairedProofs proofs = new PairedProofs();
    /** Of each idea in the tree, the probability that it is no improvement, as last seen. */
    private final Map<Integer, Double> noImprovement = new TreeMap<>();

    private final Map<Integer, Claim> claims = new TreeMap<>();
    private double gainsKept;
    private int open = NONE;
    private int charged;
    private boolean lookedBack;

    /**
     * Measures the baseline.
     *
     * @param idle draws what happens in idle time
     * @param staysOpen is a candidate decided only when the next one is there? Idle looks are at it first, then
     */
    ProvisionalDecisions(SimulatedSession session, SplittableRandom idle, boolean staysOpen) {
        this.session = session;
        this.tree = session.tree;
        this.idle = idle;
        this.staysOpen = staysOpen && session.settings.idle().count() > 0;
        this.filter = LevelFilter.of(execute(tree.logTime()));
        filter.observe(Side.INCUMBENT, execute(tree.logTime()), 1);
    }

    /** Tries ideas until the budget is used up, and leaves in the tree what is certain enough. */
    SimulationTotals play() {
        while (session.hasTimeForAnIdea()) {
            think();
            tryIdea();
        }
        if (open != NONE) close(keeps());
        takeOutTheUncertain();
        return count();
    }

    /** One comparison of the baseline with itself. */
    SimulationTotals compareIdenticalCode() {
        tryIdea();
        return count();
    }

    private boolean isLoop() {
        return session.settings.idle().count() > 0 && session.settings.ideaCost() >= 1;
    }

    private double price() {
        double ideaCost = session.settings.ideaCost();
        double factor = isLoop() || ideaCost < 1 ? 1 : CHARGED;
        return ValueOfInformation.price(gainsKept, session.spent, ideaCost, factor);
    }

    // ---- the candidate

    private void tryIdea() {
        open = session.nextIdea();
        charged = 0;
        filter.begin();
        look(Side.CANDIDATE);
        if (!staysOpen) decide(price());
    }

    /** Charged looks as long as they are worth their price; a candidate that the budget does not suffice for is discarded. */
    private void decide(double price) {
        Optional<Side> side = worthRunning(price);
        while (side.isPresent() && session.hasTime()) {
            look(side.get());
            side = worthRunning(price);
        }
        close(side.isEmpty() && keeps());
    }

    /** What idle time will look on at needs no charged runs. */
    private Optional<Side> worthRunning(double price) {
        if (keepsForNow() && !staysOpen) return Optional.empty();
        var wanted = filter.nextLook(price);
        if (wanted.isEmpty() && !staysOpen) wanted = filter.nextLookBeforeDiscard(price);
        boolean isFinal = !isLoop() && session.settings.ideaCost() >= 1;
        return wanted.isPresent() || !isFinal ? wanted : filter.nextLookBeforeKeep();
    }

    private boolean keeps() {
        return filter.keepsFinally() || keepsForNow();
    }

    private boolean keepsForNow() {
        return isLoop() && filter.keepsProvisionally();
    }

    private void look(Side side) {
        filter.observe(side, execute(logTime(side)), 1);
        charged++;
    }

    private void close(boolean keep) {
        session.totals.countIdea(charged, tree.gain(open));
        if (keep) {
            gainsKept += filter.expectedGain();
            claims.put(open, new Claim(filter.expectedGain(), Interval.credible(filter)));
            proofs.kept(open);
            filter.keep(open);
            tree.keep(open);
        } else {
            filter.discard();
        }
        open = NONE;
        if (isLoop()) settle();
    }

    // ---- what was kept

    private void settle() {
        LevelFilter.SettledKeeps settled = filter.settle(tree::canRevert);
        for (ProvisionalKeep keep : settled.revoked()) takeOut(keep.id());
        settled.confirmed().forEach(this::remember);
        settled.frozen().forEach(this::remember);
        settled.open().forEach(this::remember);
    }

    private void remember(ProvisionalKeep keep) {
        noImprovement.put(keep.id(), keep.noImprovement());
    }

    private void takeOut(int idea) {
        if (!tree.revert(idea)) return;
        noImprovement.remove(idea);
        session.totals.revoked++;
    }

    private void takeOutTheUncertain() {
        filter.pending().forEach(this::remember);
        var staying = ProvisionalKeep.finalSelection(noImprovement, ProvisionalKeep.FINAL_LIMIT);
        var newestFirst = new ArrayList<>(new TreeMap<>(noImprovement).descendingKeySet());
        for (int idea : newestFirst) if (!staying.contains(idea)) takeOut(idea);
    }

    // ---- while somebody thinks

    private void think() {
        double ideaCost = session.settings.ideaCost();
        double price = price();
        session.spent += ideaCost;
        // a run that does not fit is ended when the idea is there
        int slots = (int) Math.min(session.settings.idle().count(), ideaCost);
        int used = 0;
        while (used < slots) used += open != NONE ? lookAtOpen(price) : useSlots(slots - used);
        session.machine.idle(ideaCost - used);
        filter.elapse(ideaCost - used);
        if (open != NONE) decide(price);
    }

    /** A look at the open candidate or at HEAD beside it, or none when it is decided. Returns how many slots were used. */
    private int lookAtOpen(double price) {
        Optional<Side> side = filter.nextFreeLook(price);
        if (side.isPresent()) {
            lookIdly(side.get());
            return 1;
        }
        close(keeps());
        return 0;
    }

    /** One look, or a pair of them. Returns how many slots were used. */
    private int useSlots(int free) {
        OptionalInt uncertain = filter.leastCertain(tree::canRevert);
        int keep = uncertain.isPresent() ? uncertain.getAsInt() : proofs.next(tree.kept(), tree::canRevert);
        if (keep != NONE && free > 1) {
            runPair(keep);
            return 2;
        }
        // half of a pair proves nothing, but the filter learns from it
        boolean without = uncertain.isPresent() && !lookedBack;
        if (without) lookWithout(keep);
        else lookIdly(Side.INCUMBENT);
        lookedBack = without;
        return 1;
    }

    /** HEAD and HEAD without that keep, in the order that a coin gives. */
    private void runPair(int keep) {
        boolean withoutFirst = idle.nextBoolean();
        double sigma = filter.noise() * Math.sqrt(2);
        double first = withoutFirst ? lookWithout(keep) : lookIdly(Side.INCUMBENT);
        double second = withoutFirst ? lookIdly(Side.INCUMBENT) : lookWithout(keep);
        proofs.add(keep, withoutFirst ? first - second : second - first, sigma);
    }

    private double lookIdly(Side side) {
        IdleSlots.Slot slot = session.settings.idle().next(idle);
        double cost = executeIdly(logTime(side), slot);
        filter.observe(side, cost, slot.believedVariance());
        return cost;
    }

    private double lookWithout(int keep) {
        IdleSlots.Slot slot = session.settings.idle().next(idle);
        double cost = executeIdly(tree.logTimeWithout(keep), slot);
        boolean pending = filter.pending().stream().anyMatch(one -> one.id() == keep);
        if (pending) filter.observeWithout(keep, cost, slot.believedVariance());
        else filter.elapse(1);
        return cost;
    }

    private double logTime(Side side) {
        return side == Side.CANDIDATE ? tree.logTimeWith(open) : tree.logTime();
    }

    private double execute(double logTime) {
        return Math.log(session.execute(logTime, false));
    }

    private double executeIdly(double logTime, IdleSlots.Slot slot) {
        double more = Math.sqrt(slot.noise() * slot.noise() - 1) * session.machine.cv() * idle.nextGaussian();
        return Math.log(session.machine.execute(logTime, false)) + more;
    }

    private SimulationTotals count() {
        for (int idea : tree.kept()) {
            Claim claim = claims.get(idea);
            if (claim != null) session.totals.countClaim(claim.gain(), claim.interval(), tree.marginalGain(idea));
            session.totals.countExpected(noImprovement.getOrDefault(idea, 0.0));
        }
        for (int idea : proofs.proven(tree.kept())) session.totals.countProven(tree.gain(idea));
        session.totals.countTree(tree);
        return session.totals;
    }

    /** What was said of an idea when it was kept. */
    private record Claim(double gain, Interval interval) {}
}
