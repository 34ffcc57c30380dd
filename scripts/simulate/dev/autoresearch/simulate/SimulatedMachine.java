package dev.autoresearch.simulate;

import dev.autoresearch.simulate.Scenario.Trait;
import java.util.Optional;
import java.util.SplittableRandom;

/** A computer that executes a benchmark whose true time is known. Its clock advances by one each execution. */
final class SimulatedMachine {
    /** Stationary standard deviation of the drift, in logarithms. */
    private static final double DRIFT_SD = 0.048;
    /** Correlation of the drift between neighbouring executions: it is forgotten in a few hundred. */
    private static final double DRIFT_MEMORY = 0.99;

    private static final double DRIFT_STEP = DRIFT_SD * Math.sqrt(1 - DRIFT_MEMORY * DRIFT_MEMORY);
    private static final double SPIKE_RATE = 0.07;
    /** Mean of the exponentially distributed time that a spike adds, as a fraction. */
    private static final double SPIKE_MEAN = 0.30;

    private static final double TYPICAL = 100;
    private static final double AR_MEMORY = 0.9;
    /** What running second costs, in units of the coefficient of variation. */
    private static final double ORDER_EFFECT = 2;
    /** Keeps extreme Cauchy noise a finite, positive time. */
    private static final double GREATEST_LOG = 600;
    /** In the field: median and logarithmic standard deviation of the sessions' noise. */
    private static final double FIELD_CV = 0.019;

    private static final double FIELD_CV_LOG_SD = 0.65;
    private static final double FIELD_BURSTY = 0.5;
    /** In a session with bursts the time between them is quieter than the session's noise says. */
    private static final double CALM = 0.75;

    private static final double OUTLIER_MEAN = 0.15;
    private static final double OUTLIER_RATE = 0.005;
    private static final double OUTLIER_RATE_WITH_BURSTS = 0.03;

    private final Scenario scenario;
    private final SplittableRandom random;
    private final double cv;
    private final Optional<Bursts> bursts;
    private final double outlierRate;
    private double drift;
    private double autoregressive;
    private double owed;

    SimulatedMachine(Scenario scenario, SplittableRandom random) {
        this.scenario = scenario;
        this.random = random;
        this.drift = DRIFT_SD * random.nextGaussian();
        boolean field = scenario.has(Trait.FIELD_NOISE);
        double usual = field ? FIELD_CV * Math.exp(FIELD_CV_LOG_SD * random.nextGaussian()) : scenario.cv();
        boolean bursty = field ? random.nextDouble() < FIELD_BURSTY : scenario.has(Trait.BURSTS);
        // a session without bursts draws theirs all the same: its stream goes on as with them
        Optional<Bursts> drawn = field || bursty ? Optional.of(new Bursts(random)) : Optional.empty();
        this.bursts = drawn.filter(any -> bursty);
        this.cv = bursty ? CALM * usual : usual;
        this.outlierRate = bursty ? OUTLIER_RATE_WITH_BURSTS : field ? OUTLIER_RATE : 0;
    }

    /** The coefficient of variation of one execution in a calm time. */
    double cv() {
        return cv;
    }

    /** The metric of one execution of code whose true time is {@code exp(logTime)}. */
    double execute(double logTime, boolean secondOfPair) {
        tick();
        double log = logTime + cv * noise();
        if (bursts.isPresent()) log += cv * bursts.get().noise(random);
        if (outlierRate > 0 && random.nextDouble() < outlierRate)
            log -= OUTLIER_MEAN * Math.log(1 - random.nextDouble());
        if (scenario.has(Trait.DRIFT)) log += drift;
        if (scenario.has(Trait.SPIKES) && random.nextDouble() < SPIKE_RATE) {
            log += Math.log1p(-SPIKE_MEAN * Math.log(1 - random.nextDouble()));
        }
        if (scenario.has(Trait.ORDER) && secondOfPair) log += ORDER_EFFECT * cv;
        double value = Math.exp(Math.max(-GREATEST_LOG, Math.min(GREATEST_LOG, log)));
        double tick = 2 * cv * TYPICAL;
        return scenario.has(Trait.QUANTISED) ? Math.max(1, Math.round(value / tick)) * tick : value;
    }

    /** Lets the time of {@code executions} pass while somebody thinks about the next idea. */
    void idle(double executions) {
        owed += executions;
        while (owed >= 1) {
            tick();
            owed -= 1;
        }
    }

    private void tick() {
        drift = DRIFT_MEMORY * drift + DRIFT_STEP * random.nextGaussian();
        bursts.ifPresent(state -> state.tick(random));
    }

    /** Noise in units of the coefficient of variation. */
    private double noise() {
        if (scenario.has(Trait.CAUCHY)) return Math.tan(Math.PI * (random.nextDouble() - 0.5));
        if (scenario.has(Trait.PARETO)) return Math.pow(1 - random.nextDouble(), -1 / 1.5) - 1;
        double gaussian = random.nextGaussian();
        if (!scenario.has(Trait.AR)) return gaussian;
        autoregressive = AR_MEMORY * autoregressive + Math.sqrt(1 - AR_MEMORY * AR_MEMORY) * gaussian;
        return autoregressive;
    }

    /** Calm or burst, a Markov chain in time; the quantities are the session's own. */
    private static final class Bursts {
        private final double share;
        private final double memory;
        private final double scale;
        private boolean burst;

        Bursts(SplittableRandom random) {
            share = 0.15 + 0.20 * random.nextDouble();
            double meanLength = 4 * Math.pow(25 / 4.0, random.nextDouble());
            memory = Math.exp(-1 / meanLength);
            scale = 6 + 6 * random.nextDouble();
            burst = random.nextDouble() < share;
        }

        void tick(SplittableRandom random) {
            double next = burst ? share + (1 - share) * memory : share * (1 - memory);
            burst = random.nextDouble() < next;
        }

        /** What a burst adds, in units of the coefficient of variation: mostly time, and scatter. */
        double noise(SplittableRandom random) {
            if (!burst) return 0;
            return scale * (-0.6 * Math.log(1 - random.nextDouble()) + 0.5 * random.nextGaussian());
        }
    }
}
