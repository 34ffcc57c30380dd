package dev.autoresearch.session;

import dev.autoresearch.Problem;
import dev.autoresearch.model.SafeText;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/**
 * A pattern of paths relative to the session root.
 *
 * @param text as it was given
 * @param lifts does it begin with {@code !}?
 * @param matchers any of which may match
 * @param folder that all matches are in; empty for the root
 */
public record Glob(String text, boolean lifts, List<PathMatcher> matchers, String folder) {
    private static final String SPECIAL = "*?[{\\";

    /**
     * A glob, or a plain name; a folder stands for all that is in it.
     *
     * @param option the option that takes it, for the message when it cannot be understood
     */
    public static Glob parse(Path root, String text, String option) {
        boolean lifts = text.startsWith("!");
        var pattern = (lifts ? text.substring(1) : text).strip();
        while (pattern.startsWith("./")) pattern = pattern.substring(2);
        try {
            if (pattern.isEmpty() || pattern.startsWith("/") || pattern.startsWith(".."))
                throw wrong(text, "it is relative to " + root, option);
            if (pattern.endsWith("/")) pattern += "**";
            else if (isPlain(pattern) && Files.isDirectory(root.resolve(pattern))) pattern += "/**";
            // "**/" stands for no folder, too, as in git
            var forms = List.of(pattern, pattern.replace("/**/", "/"), pattern.replaceFirst("^\\*\\*/", ""));
            var matchers = forms.stream()
                    .map(form -> root.getFileSystem().getPathMatcher("glob:" + form))
                    .toList();
            return new Glob(text, lifts, matchers, folderOf(pattern));
        } catch (PatternSyntaxException e) {
            throw wrong(text, e.getDescription(), option);
        } catch (InvalidPathException e) {
            throw wrong(text, e.getReason(), option);
        }
    }

    public boolean matches(Path path) {
        return matchers.stream().anyMatch(matcher -> matcher.matches(path));
    }

    private static Problem wrong(String text, String why, String option) {
        return new Problem(
                "the glob \"" + SafeText.line(text, 60) + "\" cannot be understood: " + why,
                option + " \"tests/**\" or " + option + " \"data/*.csv\"",
                Problem.USAGE);
    }

    private static boolean isPlain(String pattern) {
        return pattern.chars().allMatch(c -> SPECIAL.indexOf(c) < 0);
    }

    private static String folderOf(String pattern) {
        int end = 0;
        for (int i = 0; i < pattern.length() && SPECIAL.indexOf(pattern.charAt(i)) < 0; i++)
            if (pattern.charAt(i) == '/') end = i;
        return pattern.substring(0, end);
    }
}
