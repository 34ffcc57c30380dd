package dev.autoresearch.git;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which paths belong to the experiment: those under the root, without the session's own.
 *
 * @param prefix the root's path in the repository, empty or ending in a slash
 * @param own paths in the repository, files or folders, without a trailing slash
 */
record PathScope(String prefix, List<String> own) {

    static PathScope of(String prefix, List<String> ownUnderRoot) {
        List<String> own = new ArrayList<>();
        for (String path : ownUnderRoot) {
            String bare = path.startsWith("./") ? path.substring(2) : path;
            while (bare.endsWith("/")) bare = bare.substring(0, bare.length() - 1);
            if (!bare.isEmpty()) own.add(prefix + raw(bare));
        }
        return new PathScope(prefix, List.copyOf(own));
    }

    boolean holds(String path) {
        if (!path.startsWith(prefix)) return false;
        for (String mine : own) {
            if (path.startsWith(mine) && (path.length() == mine.length() || path.charAt(mine.length()) == '/')) {
                return false;
            }
        }
        return true;
    }

    /** The path as people write it, relative to the root. */
    String shown(String path) {
        return text(path.startsWith(prefix) ? path.substring(prefix.length()) : path);
    }

    List<String> shown(Collection<String> paths) {
        Set<String> shown = new LinkedHashSet<>();
        for (String path : paths) shown.add(shown(path));
        return List.copyOf(shown);
    }

    /** Text as git's bytes, one character a byte. */
    static String raw(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** Git's bytes as text. */
    static String text(String raw) {
        return new String(raw.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
