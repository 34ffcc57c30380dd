package dev.autoresearch;

import dev.autoresearch.git.NewRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder with a git repository of its own, so that experiments in it touch nothing else. */
public final class Lab {
    private Lab() {}

    /**
     * Makes a lab, once: the folder, its first files, its first commit. A lab that is there already stays as it is; one
     * whose first files failed is begun again.
     *
     * @param folder new, empty, or a lab already
     * @param firstFiles writes the files of the first commit
     * @throws Problem when the folder holds files and no repository, or git is missing
     */
    public static void make(Path folder, Change firstFiles) {
        try {
            Files.createDirectories(folder);
            var repository = new NewRepository(folder);
            if (repository.isReady()) return;
            if (!repository.exists()) {
                refuseFiles(folder);
                repository.create();
            }
            firstFiles.apply();
            repository.commitAll("Begin");
        } catch (Problem problem) {
            throw problem;
        } catch (Exception e) {
            throw new Problem("the lab in " + folder + " cannot be made: " + e, "correct that, and start again")
                    .because(e);
        }
    }

    private static void refuseFiles(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            if (files.findAny().isEmpty()) return;
        }
        throw new Problem(
                folder + " holds files and is no git repository, so a lab there might harm them",
                "choose another folder; to experiment where files are: git init, commit, and use(\"" + folder + "\")");
    }
}
