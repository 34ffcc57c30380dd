/**
 * What was kept, for people to review: {@link dev.autoresearch.review.Finalization} makes branches of it that together are
 * HEAD, each commit with its evidence.
 */
package dev.autoresearch.review;
