/**
 * The place where a session happens. {@link dev.autoresearch.workshop.Workshop} holds its files, its journal, its
 * repository and the edges to the world; every command that changes anything works under its lock.
 *
 * <p>Beside it stands what keeps tree and journal true: {@link dev.autoresearch.workshop.Recorder} writes a run down and
 * keeps or puts away its tree, {@link dev.autoresearch.workshop.Recovery} finishes or undoes what was interrupted,
 * {@link dev.autoresearch.workshop.Protection} refuses an experiment that touches what measures it, and
 * {@link dev.autoresearch.workshop.AgentTree} lends a tree to an agent and takes it back with nothing lost.
 *
 * <p>Nothing here measures; that is the attempt's.
 */
package dev.autoresearch.workshop;
