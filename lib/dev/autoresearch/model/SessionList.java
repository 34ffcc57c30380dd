package dev.autoresearch.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The sessions of a project.
 *
 * @param current the one that is looked at; empty: the unnamed one
 * @param named names of all that have one, in alphabetical order
 * @param unnamed is there a session without a name?
 */
public record SessionList(Optional<String> current, List<String> named, boolean unnamed) {
    /** Only the unnamed one. */
    public static final SessionList NONE = new SessionList(Optional.empty(), List.of(), false);

    /** The ones besides the current, on a line; empty when there are none. */
    public String others() {
        var others = new ArrayList<String>();
        for (var name : named) if (!current.equals(Optional.of(name))) others.add(name);
        if (current.isPresent() && unnamed) others.add("the unnamed one");
        return String.join(", ", others);
    }
}
