package dev.autoresearch.git;

import dev.autoresearch.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * A repository of its own for experiments. The user's hooks and signing are meant for other work and do not apply; a user
 * without a name gets one.
 */
public final class NewRepository {
    private static final String FAILED = "a git repository for the experiments cannot be made";

    private final Path folder;
    private final GitCommand git;

    /** The repository in this folder, which must exist. */
    public NewRepository(Path folder) {
        this.folder = folder;
        this.git = GitCommand.in(folder);
    }

    /** Has this very folder a repository, whatever is in it? */
    public boolean exists() {
        return Files.exists(folder.resolve(".git"));
    }

    public boolean isReady() {
        return exists() && git.run("rev-parse --verify -q HEAD^{commit}").ok();
    }

    /**
     * Makes an empty repository.
     *
     * @throws Problem when git is missing or refuses
     */
    public void create() {
        git.must(FAILED, "init -q");
        git.must(FAILED, "config commit.gpgsign false");
        git.must(FAILED, "config core.hooksPath /dev/null");
        nameIfNameless("user.name", GitCommand.NAME);
        nameIfNameless("user.email", GitCommand.EMAIL);
    }

    private void nameIfNameless(String key, String value) {
        if (!git.run("config", key).ok()) git.must(FAILED, "config", key, value);
    }

    /** What the first commit holds: paths with the ids of their contents. Modes say nothing. */
    public Map<String, String> firstFiles() {
        var roots = git.must(FAILED, "rev-list --max-parents=0 HEAD").lines();
        var files = new HashMap<String, String>();
        for (var line :
                git.must(FAILED, "ls-tree -r -z", roots.get(roots.size() - 1)).fields()) {
            var facts = line.split("[ \t]", 4);
            if (facts.length == 4) files.put(facts[3], facts[2]);
        }
        return files;
    }

    /** Commits all that is there, be it nothing. */
    public void commitAll(String message) {
        git.must(FAILED, "add -A");
        git.must(FAILED, "commit -q --allow-empty -m", message);
    }
}
