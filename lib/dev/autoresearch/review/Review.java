package dev.autoresearch.review;

import dev.autoresearch.model.Run;
import java.util.List;
import java.util.Optional;

/**
 * What was kept, cut into branches that a person can review one by one. All of them together are exactly HEAD, without
 * what was left out.
 *
 * @param base full id of the commit that every branch begins at
 * @param head full id of HEAD
 * @param branches by their first change
 * @param left what was to be left out, and whether it was
 * @param made do the branches exist, or is this only the plan?
 */
public record Review(String base, String head, List<Branch> branches, List<Unconfirmed> left, boolean made) {

    /**
     * One logical change: commits whose files overlap, on top of each other.
     *
     * @param tip full id of its last commit
     * @param changes oldest first
     * @param files what it changes against the base
     */
    public record Branch(String name, String tip, List<ReviewCommit> changes, List<String> files) {}

    /**
     * A commit to be reviewed.
     *
     * @param commit full id of the commit in HEAD's history that it is made from
     * @param run the run that was kept as it; empty for a commit made by hand
     * @param subject one line
     */
    public record ReviewCommit(String commit, Optional<Run> run, String subject) {}

    /**
     * A kept run that the audit found wanting.
     *
     * @param dropped is it out, or does something that stays build on it?
     */
    public record Unconfirmed(Run run, boolean dropped) {}

    @Override
    public String toString() {
        return branches.size() + (branches.size() == 1 ? " branch" : " branches") + (made ? "" : " planned");
    }
}
