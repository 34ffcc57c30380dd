/**
 * One session: read, lock, protect, record, recover. {@link dev.autoresearch.session.SessionContext} holds its files, its
 * journal, its repository and the edges to the world.
 *
 * <p>{@link dev.autoresearch.session.SessionAccess} lets one command at a time change a session. Before it,
 * {@link dev.autoresearch.session.Recovery} finishes or undoes an interrupted one.
 * {@link dev.autoresearch.session.RunRecorder} writes a run down and keeps or puts away its tree.
 * {@link dev.autoresearch.session.Protection} refuses an experiment that touches what measures it.
 * {@link dev.autoresearch.session.AgentTree} lends the tree to an agent and takes it back.
 *
 * <p>Nothing here measures.
 */
package dev.autoresearch.session;
