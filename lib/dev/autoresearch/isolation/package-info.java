/**
 * Candidates in worktrees of their own: an {@link dev.autoresearch.isolation.Isolation} has a
 * {@link dev.autoresearch.isolation.Slot} for each agent. They are edited side by side and measured one after the other;
 * the user's tree stays as it is until something is kept.
 */
package dev.autoresearch.isolation;
