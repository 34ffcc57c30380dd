package dev.autoresearch.simulate;

import dev.autoresearch.simulate.Scenario.Trait;
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

    private final Scenario scenario;
    private final SplittableRandom random;
    private double drift;
    private double autoregressive;

    SimulatedMachine(Scenario scenario, SplittableRandom random) {
        this.scenario = scenario;
        this.random = random;
        this.drift = DRIFT_SD * random.nextGaussian();
    }

    /** The metric of one execution of code whose true time is {@code exp(logTime)}. */
    double execute(double logTime, boolean secondOfPair) {
        tick();
        double log = logTime + scenario.cv() * noise();
        if (scenario.has(Trait.DRIFT)) log += drift;
        if (scenario.has(Trait.SPIKES) && random.nextDouble() < SPIKE_RATE) {
            log += Math.log1p(-SPIKE_MEAN * Math.log(1 - random.nextDouble()));
        }
        if (scenario.has(Trait.ORDER) && secondOfPair) log += ORDER_EFFECT * scenario.cv();
        double value = Math.exp(Math.max(-GREATEST_LOG, Math.min(GREATEST_LOG, log)));
        double tick = 2 * scenario.cv() * TYPICAL;
        return scenario.has(Trait.QUANTISED) ? Math.max(1, Math.round(value / tick)) * tick : value;
    }

    /** Lets the time of {@code executions} pass while somebody thinks about the next idea. */
    void idle(int executions) {
        for (int i = 0; i < executions; i++) tick();
    }

    private void tick() {
        drift = DRIFT_MEMORY * drift + DRIFT_STEP * random.nextGaussian();
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
}
