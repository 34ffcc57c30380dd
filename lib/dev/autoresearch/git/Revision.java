package dev.autoresearch.git;

import java.util.List;

/**
 * A commit between a base and HEAD.
 *
 * @param id full id
 * @param message as it was written
 * @param paths what it changed against its first parent, everywhere in the repository; a renamed file by both names
 */
public record Revision(String id, String message, List<String> paths) {
    public Revision {
        paths = List.copyOf(paths);
    }

    /** The first line of its message. */
    public String subject() {
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }
}
