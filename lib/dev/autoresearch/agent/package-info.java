/**
 * The loop that never stops: an agent proposes, the session measures and decides, until a limit is reached.
 *
 * <p>{@link dev.autoresearch.agent.AgentRunner} lets an agent work in a {@link dev.autoresearch.agent.Workspace} and
 * returns its proposal. {@link dev.autoresearch.agent.ProposalRecorder} records it, has a candidate measured and puts
 * everything else away. {@link dev.autoresearch.agent.ParallelAgents} work side by side, each in a workspace of its own.
 * Recording is serial.
 *
 * <p>A workspace is the user's own tree or a worktree of a {@link dev.autoresearch.agent.WorktreePool}. Either is an
 * {@link dev.autoresearch.session.AgentTree}, which is lent to an agent and taken back with nothing lost.
 */
package dev.autoresearch.agent;
