package dev.autoresearch;

/** An edit of the tree that an attempt makes before it measures. */
@FunctionalInterface
public interface Change {
    /** Nothing to do: the tree is as it is to be measured. */
    Change NONE = () -> {};

    /** Edits the tree. Whatever it throws ends the attempt; the tree is stored and put back. */
    void apply() throws Exception;
}
