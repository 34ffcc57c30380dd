package dev.autoresearch.git;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Git leaves submodules empty in a second work tree; they are filled from the user's, which need no network. */
final class Submodules {
    private static final String LINK = "160000 commit ";

    private final Repository repository;
    private final Path folder;

    Submodules(Repository repository, Path folder) {
        this.repository = repository;
        this.folder = folder;
    }

    /** Those whose tracked files differ from the commit that they stand on: edits that no commit of this repository holds. */
    static List<String> edited(Repository repository) {
        if (!Files.exists(repository.top().resolve(".gitmodules"))) return List.of();
        var edited = new ArrayList<String>();
        var status = repository
                .git()
                .must("submodules cannot be read", "status --porcelain=v2 -z -uno --ignore-submodules=untracked");
        // 1 XY S.M. …: what is a submodule, and what is modified in it
        for (var line : status.fields())
            if (line.startsWith("1 ") && line.length() > 8 && line.charAt(5) == 'S' && line.charAt(7) == 'M')
                edited.add(line.split(" ", 9)[8]);
        return edited;
    }

    /** Fills every submodule of this commit that the user has checked out, at the commit that is recorded for it. */
    void fill(String commit) {
        if (!Files.exists(folder.resolve(".gitmodules"))) return;
        for (var entry : repository
                .git()
                .must("submodules cannot be listed", "ls-tree -r -z", commit)
                .fields()) {
            if (!entry.startsWith(LINK)) continue;
            int tab = entry.indexOf('\t');
            fill(entry.substring(LINK.length(), tab), PathScope.text(entry.substring(tab + 1)));
        }
    }

    private void fill(String recorded, String path) {
        var from = repository.top().resolve(path);
        var to = folder.resolve(path);
        if (!Files.exists(from.resolve(".git"))) return;
        FileSet.deleteAll(to);
        var copied = new FileSet(repository.top(), List.of(PathScope.raw(path))).copyTo(folder);
        if (!copied.ok())
            throw copied.problem(
                    "the submodule " + path + " cannot be copied for the incumbent",
                    "free some space, or measure in one place: --pairing in-place");
        var gitDir = GitCommand.in(from).run("rev-parse --absolute-git-dir").line();
        // its .git names a folder relative to where it was
        FileSet.deleteAll(to.resolve(".git"));
        if (GitCommand.in(from).run("rev-parse HEAD").line().equals(recorded)) return;
        try (var index = TemporaryIndex.copyOf(Path.of(gitDir, "index"), GitCommand.in(from))) {
            index.reset(recorded);
            var git = index.git(GitCommand.in(to)).with("GIT_DIR", gitDir).with("GIT_WORK_TREE", to.toString());
            git.must("the submodule " + path + " cannot be brought to " + recorded, "checkout-index -a -f");
            git.must("the submodule " + path + " cannot be cleaned", "clean -ffdq");
        }
    }
}
