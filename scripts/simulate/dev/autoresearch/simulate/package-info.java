/**
 * Sessions played on a computer that does not exist: its noise and the true worth of each idea are known, so that one can
 * count how often a rule is wrong. It runs the real rules of {@link dev.autoresearch.stats}, no copy. docs/verdicts.md
 * shows what came out.
 */
package dev.autoresearch.simulate;
