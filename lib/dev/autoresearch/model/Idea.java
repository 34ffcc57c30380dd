package dev.autoresearch.model;

/**
 * An entry of the ideas backlog.
 *
 * @param number its place in the file, from 1
 */
public record Idea(int number, String text, boolean done) {
    @Override
    public String toString() {
        return number + (done ? " [x] " : " [ ] ") + SafeText.line(text, 100);
    }
}
