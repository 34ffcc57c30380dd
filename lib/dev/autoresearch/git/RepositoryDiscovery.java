package dev.autoresearch.git;

import dev.autoresearch.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Finds the repository around a folder. */
final class RepositoryDiscovery {
    private RepositoryDiscovery() {}

    static Optional<Repository> find(Path root, List<String> own) {
        if (!Files.isDirectory(root)) return Optional.empty();
        GitCommand git = GitCommand.in(root);
        GitOutput output;
        try {
            output = git.start(
                    "rev-parse",
                    "--is-inside-work-tree",
                    "--show-toplevel",
                    "--absolute-git-dir",
                    "--git-common-dir",
                    "--show-prefix");
        } catch (IOException e) {
            // without git the session only loses git: experiments go on
            return Optional.empty();
        }
        List<String> lines = output.lines();
        if (!output.ok() && (lines.contains("false") || output.stderr().contains("not a git repository (or any"))) {
            return Optional.empty();
        }
        if (!output.ok() || lines.size() < 4 || lines.size() > 5) {
            throw output.problem("git refuses " + root, "do what git says, or go on without git (--no-git)");
        }
        return Optional.of(repository(root, own, lines, git)).filter(RepositoryDiscovery::notIgnored);
    }

    private static Repository repository(Path root, List<String> own, List<String> lines, GitCommand git) {
        try {
            Path top = Path.of(lines.get(1));
            String prefix = lines.size() == 5
                    ? new String(lines.get(4).getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1)
                    : "";
            return new Repository(
                    root,
                    top,
                    Path.of(lines.get(2)),
                    root.toAbsolutePath().resolve(lines.get(3)).normalize(),
                    PathScope.of(prefix, own),
                    GitCommand.in(top),
                    git,
                    new ConcurrentHashMap<>());
        } catch (InvalidPathException e) {
            throw new Problem(
                            "this Java cannot name the folder " + e.getInput(),
                            "use a UTF-8 locale: export LC_ALL=C.UTF-8")
                    .because(e);
        }
    }

    /** A folder that the repository around it ignores (a build folder, say) is none of its business. */
    static boolean notIgnored(Repository repository) {
        return repository.scope().prefix().isEmpty()
                || !repository.gitAtRoot().run("check-ignore", "-q", ".").ok()
                || !repository.gitAtRoot().run("ls-files", "-z").fields().isEmpty();
    }
}
