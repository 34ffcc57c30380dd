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
 * A session under the rule {@code auto}: two runs of the baseline, then idea after idea, one charged run each and more
 * where they are worth their price. While somebody thinks, the idle machine looks at the newest candidate, at HEAD and at
 * HEAD without the least certain keep, and proves keeps in pairs. What was kept may be taken out again, at the end too.
 */
final class ProvisionalDecisions {
    private static final int NONE = SimulatedTree.NONE;
    /** The factor on the price of a run where all runs are charged and an idea costs at least as much as one. */
    private static final double CHARGED = 0.25;

    private final SimulatedSession session;
    private final SimulatedTree tree;
    private final SplittableRandom idle;
    private final LevelFilter filter;
    private final PairedProofs proofs = new PairedProofs();
    /** Of each idea in the tree, the probability that it is no improvement, as last seen. */
    private final Map<Integer, Double> noImprovement = new TreeMap<>();

    private final Map<Integer, Claim> claims = new TreeMap<>();
    private double gainsKept;
    private double slots;
    private int open = NONE;
    private int charged;

    /**
     * Measures the baseline.
     *
     * @param idle draws what happens in idle time
     */
    ProvisionalDecisions(SimulatedSession session, SplittableRandom idle) {
        this.session = session;
        this.tree = session.tree;
        this.idle = idle;
        this.filter = LevelFilter.of(execute(tree.logTime()));
        filter.observe(Side.INCUMBENT, execute(tree.logTime()), 1);
    }

    /** Tries ideas until the budget is used up, and leaves in the tree what is certain enough. */
    SimulationTotals play() {
        while (session.hasTimeForAnIdea()) {
            double price = price();
            think(price);
            if (open != NONE) decide(price);
            begin();
            if (!hasIdleSlots()) decide(price);
        }
        if (open != NONE) close(keeps());
        takeOutTheUncertain();
        return count();
    }

    /** One comparison of the baseline with itself. */
    SimulationTotals compareIdenticalCode() {
        double price = price();
        begin();
        decide(price);
        return count();
    }

    private boolean hasIdleSlots() {
        return session.settings.idle().count() > 0;
    }

    private double price() {
        double ideaCost = session.settings.ideaCost();
        double factor = hasIdleSlots() || ideaCost < 1 ? 1 : CHARGED;
        return ValueOfInformation.price(gainsKept, session.spent, ideaCost, factor);
    }

    // ---- the newest candidate

    private void begin() {
        open = session.nextIdea();
        charged = 0;
        filter.begin();
        look(Side.CANDIDATE);
    }

    /** Charged looks as long as they are worth their price; a candidate that the budget does not suffice for is discarded. */
    private void decide(double price) {
        Optional<Side> side = filter.nextLook(price);
        while (side.isPresent() && session.hasTime()) {
            look(side.get());
            side = filter.nextLook(price);
        }
        close(side.isEmpty() && keeps());
    }

    private void look(Side side) {
        filter.observe(side, execute(logTime(side)), 1);
        charged++;
    }

    private boolean keeps() {
        return filter.keepsFinally() || filter.keepsProvisionally();
    }

    private void close(boolean keep) {
        session.totals.countIdea(charged, tree.gain(open));
        if (keep) {
            gainsKept += filter.expectedGain();
            claims.put(open, new Claim(filter.expectedGain(), Interval.credible(filter)));
            noImprovement.put(open, filter.noImprovement());
            proofs.kept(open, filter.expectedGain() / filter.noise());
            filter.keep(open);
            tree.keep(open);
        } else {
            filter.discard();
        }
        open = NONE;
        settle();
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
        var staying = ProvisionalKeep.finalSelection(noImprovement, ProvisionalKeep.FINAL_LIMIT);
        var newestFirst = new ArrayList<>(new TreeMap<>(noImprovement).descendingKeySet());
        for (int idea : newestFirst) if (!staying.contains(idea)) takeOut(idea);
    }

    // ---- while somebody thinks

    private void think(double price) {
        double ideaCost = session.settings.ideaCost();
        session.spent += ideaCost;
        int most = session.settings.idle().count();
        slots = Math.min(most, slots - Math.floor(slots) + Math.min(most, ideaCost));
        int used = 0;
        while (used + 1 <= slots) used += useSlots(price, slots - used >= 2);
        slots -= Math.floor(slots);
        session.machine.idle(ideaCost - used);
        filter.elapse(ideaCost - used);
    }

    /** One look, or a pair of them. Returns how many slots were used. */
    private int useSlots(double price, boolean enoughForAPair) {
        if (open != NONE) {
            Optional<Side> side = filter.nextFreeLook(price);
            if (side.isPresent()) {
                lookIdly(side.get());
                return 1;
            }
            close(keeps());
        }
        int pair = enoughForAPair ? nextPair() : NONE;
        if (pair != NONE) {
            runPair(pair);
        } else {
            OptionalInt keep = filter.nextIdleLook(tree::canRevert);
            if (keep.isPresent()) lookWithout(keep.getAsInt());
            else lookIdly(Side.INCUMBENT);
        }
        settle();
        return pair != NONE ? 2 : 1;
    }

    /** The keep that is the least certain one, else the one that is nearest to a proof. */
    private int nextPair() {
        int leastCertain = leastCertain();
        return leastCertain != NONE ? leastCertain : proofs.next(noImprovement.keySet(), tree::canRevert);
    }

    private int leastCertain() {
        int leastCertain = NONE;
        double most = 0.004;
        for (ProvisionalKeep keep : filter.pending()) {
            double doubt = Math.min(keep.noImprovement(), 0.5);
            if (keep.noImprovement() >= 0.9 || doubt <= most || !tree.canRevert(keep.id())) continue;
            most = doubt;
            leastCertain = keep.id();
        }
        return leastCertain;
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
        for (int idea : proofs.proven(noImprovement.keySet())) session.totals.countProven(tree.gain(idea));
        session.totals.countTree(tree);
        return session.totals;
    }

    /** What was said of an idea when it was kept. */
    private record Claim(double gain, Interval interval) {}
}
