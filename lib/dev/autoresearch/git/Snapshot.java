package dev.autoresearch.git;

/**
 * What is being tried, at one moment.
 *
 * @param commit HEAD's full id
 * @param tree the tree id of the candidate
 */
public record Snapshot(String commit, String tree) {}
