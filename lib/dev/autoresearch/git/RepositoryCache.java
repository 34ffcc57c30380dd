package dev.autoresearch.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Repositories that were found, so that git is asked only once where they are. An answer holds while the root is
 * the same folder with the same {@code .git}, and none is nearer. Safe for several threads.
 */
public final class RepositoryCache {
    private record Known(Repository repository, List<String> own, List<String> marks) {
        boolean holds(List<String> wanted) {
            return own.equals(wanted) && !marks.isEmpty() && marks.equals(marksOf(repository));
        }
    }

    private final Map<Path, Known> known = new ConcurrentHashMap<>();

    /**
     * The repository around a folder; empty when git is missing, or the folder is in no work tree, or the repository
     * around it ignores it.
     *
     * @param own files or folders relative to the root that belong to the session, not to the experiment: never
     *     snapshotted, kept or put back, even if tracked
     * @throws dev.autoresearch.Problem when there is a repository but git refuses it
     */
    public Optional<Git> at(Path root, List<String> own) {
        var earlier = known.get(root);
        if (earlier != null && earlier.holds(own))
            return Optional.of(earlier.repository())
                    .filter(Repository::isNotIgnored)
                    .map(Git::new);
        var found = Repository.find(root, own);
        found.ifPresent(one -> known.put(root, new Known(one, List.copyOf(own), marksOf(one))));
        return found.map(Git::new);
    }

    /** Which folder the root is, and what stands for {@code .git} from there up to the top; empty where that is not known. */
    private static List<String> marksOf(Repository repository) {
        try {
            var top = repository.top();
            var folder = repository.root().toRealPath();
            // a root that is a link may lead elsewhere by now
            var marks = new ArrayList<>(List.of(folder.toString()));
            for (; folder.startsWith(top); folder = folder.resolve("..").normalize()) {
                marks.add(mark(folder.resolve(".git")));
                if (folder.equals(top)) return Files.exists(top.resolve(".git")) ? marks : List.of();
            }
        } catch (IOException gone) {
            // then git is asked again, and says what is wrong
            return List.of();
        }
        return List.of();
    }

    private static String mark(Path git) throws IOException {
        if (!Files.exists(git, LinkOption.NOFOLLOW_LINKS)) return "";
        var file = Files.readAttributes(git, BasicFileAttributes.class);
        return file.fileKey() + (file.isDirectory() ? "/" : " " + file.lastModifiedTime());
    }
}
