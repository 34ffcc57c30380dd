package dev.autoresearch.model;

import dev.autoresearch.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The name of one of several sessions in a project. It is a folder's and a branch's name, too.
 *
 * @param text ASCII letters, digits and {@code - _ .}, at most 100; it begins with a letter, a digit or {@code _}
 */
public record SessionName(String text) {
    private static final String BRANCHES = "autoresearch/";

    /** @throws Problem when the text can be no name, with exit code 2 */
    public SessionName {
        if (!isName(text))
            throw new Problem(
                    "a session cannot be called \"" + SafeText.line(text, 60) + "\"",
                    "use letters, digits and - _ . as in --session smaller-cache",
                    Problem.USAGE);
    }

    /** Could it be the name of a session? */
    public static boolean isName(String text) {
        // the rest is what git takes in no branch's name
        return text.matches("\\w[\\w.-]{0,99}")
                && !text.contains("..")
                && !text.endsWith(".")
                && !text.endsWith(".lock");
    }

    /** The git branch that its experiments are kept on. */
    public String branch() {
        return BRANCHES + text;
    }

    @Override
    public String toString() {
        return text;
    }

    /**
     * The sessions of a project.
     *
     * @param current the one that is looked at; empty: the unnamed one
     * @param named names of all that have one, in alphabetical order
     * @param unnamed is there a session without a name?
     */
    public record SessionList(Optional<String> current, List<String> named, boolean unnamed) {
        public static final SessionList NONE = new SessionList(Optional.empty(), List.of(), false);

        /** All but the current one, on a line; empty when there are none. */
        public String others() {
            var others = new ArrayList<String>();
            for (var name : named) if (!current.equals(Optional.of(name))) others.add(name);
            if (current.isPresent() && unnamed) others.add("the unnamed one");
            return String.join(", ", others);
        }
    }
}
