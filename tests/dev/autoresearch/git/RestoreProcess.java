package dev.autoresearch.git;

import java.nio.file.Path;
import java.util.List;

/** Puts a tree back in a process of its own, to be killed: folder, stored commit, base. */
final class RestoreProcess {
    private RestoreProcess() {}

    public static void main(String... args) {
        Git git = new RepositoryCache().at(Path.of(args[0]), List.of()).orElseThrow();
        System.out.println("ready");
        System.out.flush();
        git.putBack(args[1], args[2]);
        System.out.println("done");
    }
}
