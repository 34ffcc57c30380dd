/**
 * Exact, lossless git for experiments, through the git command line: take a snapshot of the candidate, keep it as a
 * commit, store it and put the work tree back, bring it out again. {@link dev.autoresearch.git.Git} has the words.
 *
 * <p>Only paths under the session root belong to the experiment, and of these not the session's own files. Three trees
 * meet here: the <em>candidate</em> (the work tree as it stands), the tree that is <em>known</em> to be stored, and the
 * <em>target</em> that the work tree shall become. A path is removed or overwritten only when its content is in the
 * known or in the target tree, whatever happened in between, a kill included.
 *
 * <p>The user's own index is never the place of work: every step works on a temporary index beside it, and the user's is
 * brought up to date by git itself, under git's lock, at the end.
 *
 * <p>Paths inside this package are git's bytes, one character a byte, so that a name in any encoding survives; what
 * leaves the package is decoded as UTF-8 for people.
 */
package dev.autoresearch.git;
