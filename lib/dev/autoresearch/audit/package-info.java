/**
 * What was kept, put to the test again: {@link dev.autoresearch.audit.Verification} measures the baseline against HEAD,
 * {@link dev.autoresearch.audit.Audit} HEAD against HEAD without each kept change. Both measure commits in worktrees of
 * their own, and leave the user's tree and branch alone.
 */
package dev.autoresearch.audit;
