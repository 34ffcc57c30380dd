/**
 * A folder where experiments happen, a journal that is never rewritten, and one word for each step of the loop: the same
 * word in the shell, in a Java script and in JShell.
 *
 * <h2>Who may import whom</h2>
 *
 * Imports point down only. {@link dev.autoresearch.Problem} is free for all. A test holds it.
 *
 * <pre>
 * cli                  Dsl and everything below
 * Dsl                  everything below
 * AutoResearch         everything below
 * dashboard            session, view, journal, json, model
 * script               session, view, git, process, stats, model, Change
 * view                 review, session, ideas, journal, sweep, stats, json, model
 * agent                measure and what that may import, ideas, json
 * review               session, journal, git, model
 * measure              session, report, Change and what session may import
 * session              sweep, ideas, journal, git, process, stats, json, model
 * sweep                process, json, model
 * ideas                model
 * journal              json, model
 * git, report          process, model
 * stats, Change        model
 * json, model, process nothing
 * </pre>
 *
 * <h2>Invariants</h2>
 *
 * <ul>
 *   <li>I1 Nothing of the user's is ever lost: a discarded tree is stored before it is put away; a reset keeps the old
 *       journal.
 *   <li>I2 What is kept is exactly what was measured.
 *   <li>I3 The journal is appended to, whole lines, under a lock, forced to disk before success is reported; it is never
 *       rewritten.
 *   <li>I4 The same journal always gives the same state.
 *   <li>I5 Only Main exits; only cli and Dsl print; the library returns values.
 *   <li>I6 A number that a benchmark did not print is never invented.
 *   <li>I7 No message without a next step.
 * </ul>
 *
 * <h2>Words</h2>
 *
 * <dl>
 *   <dt>session, segment
 *   <dd>what is being improved, by one metric; a segment of it begins with a config line and its own baseline
 *   <dt>candidate, incumbent, baseline
 *   <dd>the tree being tried; the best kept tree; the first run of a segment
 *   <dt>measurement, pair
 *   <dd>one execution of the benchmark; incumbent and candidate measured side by side
 *   <dt>trial, comparison, verdict
 *   <dd>a candidate's executions against the incumbent; the statistics that take them in one by one; what they say
 *   <dt>calibration, side
 *   <dd>identical code measured several times, to learn the noise; the tree that an execution measures, incumbent or candidate
 *   <dt>run, status
 *   <dd>a logged experiment, and what became of it: keep, discard, crash or checks_failed
 *   <dt>confidence
 *   <dd>best against baseline in units of the noise (median absolute deviation); advisory
 *   <dt>attempt
 *   <dd>one step of the loop: change, measure, decide, record
 *   <dt>agent, iteration, workspace
 *   <dd>a command that edits files; one round of its work in a loop; the tree that it edits
 *   <dt>slot
 *   <dd>the number of an agent that works in a worktree of its own, and that worktree
 *   <dt>idea, loop, limit, layout
 *   <dd>something to try later; attempts in a row; when they end; the names of the session's files
 * </dl>
 */
package dev.autoresearch;
