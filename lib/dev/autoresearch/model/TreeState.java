package dev.autoresearch.model;

/**
 * The tree that was measured.
 *
 * @param commit full id of HEAD when the measurement started
 * @param tree git tree id when the measurement started
 * @param after git tree id when it ended; differs where the benchmark wrote files
 */
public record TreeState(String commit, String tree, String after) {}
