package dev.autoresearch.git;

/**
 * Where HEAD is.
 *
 * @param branch full name of the branch's ref; empty when HEAD is detached
 * @param commit full id; empty when the branch has no commit
 */
public record HeadPosition(String branch, String commit) {}
