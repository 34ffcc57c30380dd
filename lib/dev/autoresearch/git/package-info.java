/**
 * Exact, lossless git for experiments, through the git command line. The operations are those of
 * {@link dev.autoresearch.git.Git}: snapshot the candidate, commit it, store it, put the work tree back, restore it.
 *
 * <p>Only paths under the session root belong to the experiment, and of these not the session's own files. Three trees
 * matter. The <em>candidate</em> is the work tree as it stands. The <em>known</em> tree is stored. The <em>target</em> is
 * the tree that the work tree shall become. A path is removed or overwritten only when its content is in the known tree
 * or in the target. This holds after a kill, too.
 *
 * <p>Each step works on a temporary index beside the user's. At the end git itself updates the user's index, under git's
 * lock.
 *
 * <p>Paths inside this package are git's bytes, one character a byte, so that a name in any encoding survives. What
 * leaves the package is decoded as UTF-8 for people.
 */
package dev.autoresearch.git;
