/**
 * One session: read, lock, protect, record, recover. {@link dev.autoresearch.session.SessionContext} holds its files, its
 * journal, its repository and the edges to the world. It never changes; another tree or another listener is another context.
 *
 * <p>{@link dev.autoresearch.session.SessionAccess} lets one command at a time change a session, after
 * {@link dev.autoresearch.session.Recovery} has finished or undone what was interrupted.
 * {@link dev.autoresearch.session.RunRecorder} writes a run down and keeps or puts away its tree.
 * {@link dev.autoresearch.session.Protection} refuses an experiment that touches what measures it.
 * {@link dev.autoresearch.session.AgentTree} lends the tree to an agent and takes it back; it tells a dead loop's tree from
 * one that is in use, which recovery needs.
 *
 * <p>Nothing here measures.
 */
package dev.autoresearch.session;
