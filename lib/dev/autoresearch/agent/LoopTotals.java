package dev.autoresearch.agent;

import java.util.Map;

/**
 * What limits look at.
 *
 * @param runs iterations that count
 * @param hours that the loop was at work
 * @param costUsd what agents said that they cost
 * @param losses iterations in a row without a keep
 * @param sinceGain runs logged since the last keep whose interval excludes zero
 * @param best the metrics of the best kept run
 */
public record LoopTotals(int runs, double hours, double costUsd, int losses, int sinceGain, Map<String, Double> best) {}
