package dev.autoresearch.stats;

/**
 * One logged run as the peers' confidence sees it.
 *
 * @param value the run's metric in the session's unit, finite; 0 for a crash that measured nothing
 * @param kept whether the run was kept
 */
public record PeerSample(double value, boolean kept) {}
