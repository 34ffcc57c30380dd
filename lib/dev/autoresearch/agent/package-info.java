/**
 * The loop that never stops: an agent proposes, the session measures and decides, until a limit is reached.
 *
 * <p>{@link dev.autoresearch.agent.AgentRunner} lets an agent work in a {@link dev.autoresearch.agent.Workspace} and
 * returns what it left; {@link dev.autoresearch.agent.ProposalRecorder} records it, has a candidate measured and puts
 * everything else away. Agents may work side by side, each in a workspace of its own:
 * {@link dev.autoresearch.agent.ParallelAgents}. Recording is serial.
 *
 * <p>A workspace is the user's own tree or a worktree of a {@link dev.autoresearch.agent.WorktreePool}: then the user's tree
 * stays as it is until something is kept. Either is an {@link dev.autoresearch.session.AgentTree}, which is lent to an agent
 * and taken back with nothing lost.
 */
package dev.autoresearch.agent;
