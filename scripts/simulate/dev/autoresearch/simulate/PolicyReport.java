package dev.autoresearch.simulate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What a policy achieved in a scenario.
 *
 * @param scenario the scenario's name
 * @param policy the policy's word
 * @param sessions sessions played
 * @param seed the seed they grew from
 * @param falseKeepRate keeps without a true gain, as a fraction of all keeps (0 if nothing was kept); in an A/A scenario,
 *     where every keep is false, as a fraction of all comparisons
 * @param harmfulKeepRate keeps that truly harm, as a fraction of all keeps; 0 if nothing was kept
 * @param falseKeepsPerSession keeps without a true gain in a session
 * @param recall3Pct kept ones among the ideas that truly save 3 % or more; empty if there were none
 * @param trueSpeedupPct how much faster the code truly got, in percent (100: twice as fast), the geometric mean of
 *     sessions
 * @param biasLogPoints claimed minus true total gain in logarithms times 100, the mean of sessions
 * @param runsPerDecision executions spent on an idea
 * @param intervalCoverageKeeps keeps whose interval contains the true gain, as a fraction; empty without intervals
 * @param revokedPerSession keeps that were taken out again in a session
 * @param certifiedShare proven keeps, as a fraction of all keeps; empty if nothing was kept
 * @param certifiedFalseRate proven keeps without a true gain, as a fraction of the proven ones; empty without any
 * @param expectedFalseRate what the rule itself says the share of false keeps is; empty if it says nothing
 * @param errors standard errors
 */
public record PolicyReport(
        String scenario,
        String policy,
        int sessions,
        long seed,
        double falseKeepRate,
        double harmfulKeepRate,
        double falseKeepsPerSession,
        OptionalDouble recall3Pct,
        double trueSpeedupPct,
        double biasLogPoints,
        double runsPerDecision,
        OptionalDouble intervalCoverageKeeps,
        double revokedPerSession,
        OptionalDouble certifiedShare,
        OptionalDouble certifiedFalseRate,
        OptionalDouble expectedFalseRate,
        Errors errors) {
    /**
     * Standard errors. Those of rates are binomial: keeps of one session share their noise, so the true ones are a little
     * larger. Empty where there was nothing to count.
     *
     * @param falseKeepRate of {@link PolicyReport#falseKeepRate}
     * @param certifiedFalseRate of {@link PolicyReport#certifiedFalseRate}
     * @param trueSpeedupPct of {@link PolicyReport#trueSpeedupPct}, from the scatter between sessions
     */
    public record Errors(OptionalDouble falseKeepRate, OptionalDouble certifiedFalseRate, double trueSpeedupPct) {}

    static PolicyReport of(Scenario scenario, Policy policy, long seed, SimulationTotals tally) {
        long candidates = scenario.kind() == Scenario.Kind.AA ? tally.decisions : tally.keeps;
        return new PolicyReport(
                scenario.name(),
                policy.word(),
                tally.sessions,
                seed,
                SimulationTotals.rate(tally.falseKeeps, candidates).orElse(0),
                SimulationTotals.rate(tally.harmfulKeeps, tally.keeps).orElse(0),
                (double) tally.falseKeeps / tally.sessions,
                SimulationTotals.rate(tally.largeKept, tally.large),
                100 * Math.expm1(tally.trueGain / tally.sessions),
                100 * (tally.claimedGain - tally.trueGain) / tally.sessions,
                SimulationTotals.rate(tally.runs, tally.decisions).orElse(0),
                SimulationTotals.rate(tally.covered, tally.intervals),
                (double) tally.revoked / tally.sessions,
                SimulationTotals.rate(tally.certified, tally.keeps),
                SimulationTotals.rate(tally.falselyCertified, tally.certified),
                tally.expectedFalse > 0 ? OptionalDouble.of(tally.expectedFalse / tally.keeps) : OptionalDouble.empty(),
                new Errors(
                        SimulationTotals.error(tally.falseKeeps, candidates),
                        SimulationTotals.error(tally.falselyCertified, tally.certified),
                        100 * Math.exp(tally.trueGain / tally.sessions) * tally.trueGainError()));
    }

    /** One JSON object on one line; rates are fractions, what there was nothing to count for is null. */
    public String json() {
        StringBuilder json = new StringBuilder("{");
        json.append("\"scenario\":\"")
                .append(scenario)
                .append("\",\"policy\":\"")
                .append(policy);
        json.append("\",\"sessions\":").append(sessions).append(",\"seed\":").append(seed);
        numbers()
                .forEach((key, value) -> json.append(",\"")
                        .append(key)
                        .append("\":")
                        .append(value.isPresent() ? Double.toString(value.getAsDouble()) : "null"));
        return json.append('}').toString();
    }

    /** The header of {@link #row}. */
    public static String header() {
        return "scenario            policy       false %  harmful %  /session  recall %       faster %"
                + "   bias  runs/idea  cover %  revoked  proven %  (false %)";
    }

    /** One line of a table, rates in percent, after each ± its standard error. */
    public String row() {
        return String.format(
                java.util.Locale.ROOT,
                "%-19s %-9s %5.1f ±%3.1f %10.2f %9.2f %9s %8.1f ±%4.1f %6.1f %10.2f %8s %8.1f %9s %10s",
                scenario,
                policy,
                100 * falseKeepRate,
                100 * errors.falseKeepRate().orElse(0),
                100 * harmfulKeepRate,
                falseKeepsPerSession,
                percent(recall3Pct),
                trueSpeedupPct,
                errors.trueSpeedupPct(),
                biasLogPoints,
                runsPerDecision,
                percent(intervalCoverageKeeps),
                revokedPerSession,
                percent(certifiedShare),
                percent(certifiedFalseRate));
    }

    private Map<String, OptionalDouble> numbers() {
        Map<String, OptionalDouble> numbers = new LinkedHashMap<>();
        numbers.put("false_keep_rate", OptionalDouble.of(falseKeepRate));
        numbers.put("harmful_keep_rate", OptionalDouble.of(harmfulKeepRate));
        numbers.put("false_keeps_per_session", OptionalDouble.of(falseKeepsPerSession));
        numbers.put("recall_3pct", recall3Pct);
        numbers.put("true_speedup_pct", OptionalDouble.of(trueSpeedupPct));
        numbers.put("bias_log_points", OptionalDouble.of(biasLogPoints));
        numbers.put("runs_per_decision", OptionalDouble.of(runsPerDecision));
        numbers.put("interval_coverage_keeps", intervalCoverageKeeps);
        numbers.put("runs_per_idea", OptionalDouble.of(runsPerDecision));
        numbers.put("revoked_per_session", OptionalDouble.of(revokedPerSession));
        numbers.put("certified_share", certifiedShare);
        numbers.put("certified_false_rate", certifiedFalseRate);
        numbers.put("expected_false_rate", expectedFalseRate);
        numbers.put("false_keep_rate_se", errors.falseKeepRate());
        numbers.put("certified_false_rate_se", errors.certifiedFalseRate());
        numbers.put("true_speedup_pct_se", OptionalDouble.of(errors.trueSpeedupPct()));
        return numbers;
    }

    private static String percent(OptionalDouble fraction) {
        return fraction.isPresent() ? String.format(java.util.Locale.ROOT, "%.1f", 100 * fraction.getAsDouble()) : "-";
    }
}
