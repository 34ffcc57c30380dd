/**
 * The loop that never stops: an agent proposes, the session's words measure and decide, until a limit is reached.
 *
 * <p>{@link dev.autoresearch.loop.Proposer} lets an agent work in a {@link dev.autoresearch.loop.Workplace} and returns
 * what it left; {@link dev.autoresearch.loop.Settler} records it, has a candidate measured and puts everything else away.
 * Proposers may work side by side, each in a workplace of its own: a {@link dev.autoresearch.loop.Crew}. Settling is
 * serial.
 */
package dev.autoresearch.loop;
