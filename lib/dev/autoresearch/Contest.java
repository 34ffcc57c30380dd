package dev.autoresearch;

import dev.autoresearch.model.Comparison;
import dev.autoresearch.model.Evidence;
import dev.autoresearch.model.Figures;
import dev.autoresearch.model.Judgement;
import dev.autoresearch.model.Measurement;
import dev.autoresearch.model.Metric;
import dev.autoresearch.model.Pairing;
import dev.autoresearch.model.Place;
import dev.autoresearch.model.Plan;
import dev.autoresearch.model.Role;
import dev.autoresearch.model.Role.Purpose;
import dev.autoresearch.model.Session;
import dev.autoresearch.model.Trial;
import dev.autoresearch.stats.Calibration;
import dev.autoresearch.stats.Decision;
import dev.autoresearch.stats.Need;
import dev.autoresearch.stats.PairedJudge;
import dev.autoresearch.stats.Preset;
import dev.autoresearch.stats.Replay;
import dev.autoresearch.stats.Scale;
import dev.autoresearch.stats.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;

/**
 * Measures until a trial is decided. Every execution is in the journal before the next one begins, and the state is
 * replayed from there, so that a killed contest goes on where it stopped.
 */
final class Contest {
    private static final int MOST_INCUMBENT_FAILURES = 3;

    private final Workshop shop;
    private final Plan plan;
    private final Random coin = new Random();

    Contest(Workshop shop, Plan plan) {
        this.shop = shop;
        this.plan = plan;
    }

    /**
     * Measures the baseline until its noise is known.
     *
     * @return the judgement; empty when an execution failed
     */
    Optional<Judgement> calibrate(Trial trial) {
        var session = shop.session();
        boolean twoPlaces = trial.pairing() == Pairing.WORKTREE;
        var places = Places.of(shop, session, trial, plan);
        var calibration = calibrate(places, twoPlaces, Place.CANDIDATE);
        if (calibration.isEmpty()) return Optional.empty();
        refuseBias(calibration.get(), session.metric());
        var sigma = calibration.get().judge(Preset.AUTO).sigma().orElse(0);
        return Optional.of(
                new Judgement(trial.rule(), "baseline", true, OptionalDouble.empty(), noise(sigma), Optional.empty()));
    }

    private static String noise(double sigma) {
        if (sigma == 0) return "baseline: every execution gave the same value";
        return "baseline: two executions differ by about " + Figures.number(Math.rint(sigma * 1000) / 10) + "%";
    }

    private Optional<Calibration> calibrate(Places places, boolean twoPlaces, Place onlyPlace) {
        var calibration = Replay.calibration(shop.session().current(), twoPlaces);
        while (!calibration.isDone()) {
            var place = twoPlaces ? place(calibration.next().variant(true)) : onlyPlace;
            var purpose = calibration.isWarmUp() ? Purpose.WARM_UP : Purpose.CALIBRATION;
            var execution = places.execute(new Role(purpose, place));
            shop.append(List.of(execution));
            if (!execution.passed() || execution.primary().isEmpty()) return Optional.empty();
            calibration = Replay.calibration(shop.session().current(), twoPlaces);
        }
        return Optional.of(calibration);
    }

    private void refuseBias(Calibration calibration, Metric metric) {
        if (plan.acceptBias() || calibration.bias().isEmpty()) return;
        var change = calibration.scale().change(calibration.bias().get().gain());
        var size = calibration.scale().logarithmic() ? Figures.percent(100 * change) : metric.text(Math.abs(change));
        throw new Problem(
                "identical code measures " + size + " in the tree against the incumbent's worktree: the place matters",
                """
                measure both in one place:  add --pairing in-place
                or accept it:               add --accept-bias""");
    }

    /** Measures a candidate against the incumbent until the rule has decided. */
    Judgement decide(Trial begun) {
        var preset = Preset.of(begun.rule()).orElseThrow();
        var places = Places.of(shop, shop.session(), begun, plan);
        var judge = judge(preset, places, begun);
        var trial = Replay.trial(judge, evidence(shop.session()));
        while (trial.next() != Need.NOTHING) {
            var execution = execute(places, place(trial.next().variant(coin.nextBoolean())));
            Replay.feed(trial, judge.scale(), execution);
            trial.progress().ifPresent(progress -> shop.progress().pairs(progress, judge.scale()));
        }
        var judgement = judgement(begun, trial.decision().orElseThrow());
        return new Guarding(shop, shop.session()).judge(begun, judgement, place -> execute(places, place));
    }

    private Measurement execute(Places places, Place place) {
        var execution = places.execute(new Role(Purpose.TRIAL, place));
        shop.append(List.of(execution));
        refuseFailingIncumbent(execution);
        return execution;
    }

    private static Evidence evidence(Session session) {
        return session.trial().orElseThrow();
    }

    /** The judge of this segment; one that began without a calibrated baseline calibrates its incumbent now. */
    private PairedJudge judge(Preset preset, Places places, Trial begun) {
        var known = Replay.judge(shop.session().current(), preset);
        if (known.isPresent()) return known.get();
        if (!places.measuresIncumbent())
            throw new Problem(
                    "this segment's noise is not known, and without git the incumbent cannot be measured now",
                    "--rule single decides by one measurement; or begin anew with attempt -d \"baseline\"");
        if (calibrate(places, false, Place.INCUMBENT).isEmpty())
            throw new Problem(
                    "the incumbent's benchmark failed, so nothing can be compared with it",
                    "run it by hand in a clean checkout of " + begun.commit());
        return Replay.judge(shop.session().current(), preset).orElseThrow();
    }

    private void refuseFailingIncumbent(Measurement execution) {
        if (execution.passed() || execution.isAt(Place.CANDIDATE)) return;
        int failures = 0;
        for (var earlier : evidence(shop.session()).executions())
            if (earlier.isAt(Place.INCUMBENT) && !earlier.passed()) failures++;
        if (failures >= MOST_INCUMBENT_FAILURES)
            throw new Problem(
                    "the incumbent's benchmark failed " + failures + " times (" + execution.ending() + ")",
                    "see " + execution.output().orElse("its output")
                            + "; if it needs ignored files or a build step, name"
                            + " them with --carry or --prepare, or use --pairing in-place");
    }

    private static Place place(Variant variant) {
        return variant == Variant.INCUMBENT ? Place.INCUMBENT : Place.CANDIDATE;
    }

    private Judgement judgement(Trial begun, Decision decision) {
        var reference = evidence(shop.session()).typical(Place.INCUMBENT).map(Measurement::primary);
        return new Judgement(
                begun.rule(),
                decision.verdict().word(),
                decision.verdict().keep(),
                reference.orElse(OptionalDouble.empty()),
                decision.toString(),
                Optional.of(comparison(decision)));
    }

    static Comparison comparison(Decision decision) {
        var effect = decision.effect();
        var scale = decision.scale();
        var evidence = decision.comparison();
        return new Comparison(
                decision.runs(),
                decision.pairs(),
                decision.screenGain(),
                decision.sigma(),
                evidence.isPresent() ? OptionalDouble.of(evidence.get().alpha()) : OptionalDouble.empty(),
                effect.isPresent() ? OptionalDouble.of(scale.change(effect.get().gain())) : OptionalDouble.empty(),
                effect.isPresent() ? change(scale, effect.get().interval().low()) : OptionalDouble.empty(),
                effect.isPresent() ? change(scale, effect.get().interval().high()) : OptionalDouble.empty(),
                scale.logarithmic(),
                evidence.isPresent() ? new ArrayList<>(evidence.get().gains()) : List.of());
    }

    private static OptionalDouble change(Scale scale, OptionalDouble gain) {
        return gain.isPresent() ? OptionalDouble.of(scale.change(gain.getAsDouble())) : OptionalDouble.empty();
    }
}
