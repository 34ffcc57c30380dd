package dev.autoresearch.script;

import dev.autoresearch.Change;
import dev.autoresearch.Problem;
import dev.autoresearch.git.NewRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** A folder with a git repository of its own, so that experiments in it touch nothing else. */
public final class Lab {
    private Lab() {}

    /**
     * Makes a lab, once: the folder, its first files, its first commit. A lab that is there already stays as it is; one
     * whose first files failed is begun again.
     *
     * @param folder new, empty, or a lab already
     * @param firstFiles writes the files of the first commit
     * @return false when it was there already
     * @throws Problem when the folder holds files and no repository, or git is missing
     */
    public static boolean make(Path folder, Change firstFiles) {
        try {
            Files.createDirectories(folder);
            var repository = new NewRepository(folder);
            if (repository.isReady()) return false;
            if (!repository.exists()) {
                refuseFiles(folder);
                repository.create();
            }
            firstFiles.apply();
            repository.commitAll("Begin");
            return true;
        } catch (Problem problem) {
            throw problem;
        } catch (Exception e) {
            throw new Problem("the lab in " + folder + " cannot be made: " + e, "correct that, and start again")
                    .because(e);
        }
    }

    /**
     * The files that would be written otherwise if the lab were made now.
     *
     * @param firstFiles writes the first files in the folder that it is given, a temporary one
     * @return their paths; a file of the first commit that would not be written any more is none of them
     */
    public static List<String> otherFiles(Path folder, Change.To<Path> firstFiles) {
        try {
            var trial = Files.createTempDirectory("autoresearch-lab");
            try {
                make(trial, () -> firstFiles.apply(trial));
                var now = new NewRepository(trial).firstFiles();
                now.entrySet().removeAll(new NewRepository(folder).firstFiles().entrySet());
                return now.keySet().stream().sorted().toList();
            } finally {
                delete(trial);
            }
        } catch (IOException e) {
            throw new Problem("the first files cannot be compared: " + e.getMessage(), "check the temporary folder")
                    .because(e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) Files.delete(path);
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
