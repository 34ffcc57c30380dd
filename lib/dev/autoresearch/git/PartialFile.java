package dev.autoresearch.git;

import dev.autoresearch.process.PlatformText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;

/** A file that may be the beginning of a stored one: then its content is not lost when the whole is written. */
final class PartialFile {
    private final Repository repository;
    private final String path;
    private final byte[] content;
    private final boolean readable;

    PartialFile(Repository repository, String path) {
        this.repository = repository;
        this.path = path;
        byte[] bytes = {};
        boolean read = false;
        try {
            Path file = PlatformText.path(repository.top(), PathScope.text(path));
            if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                try (InputStream in = Files.newInputStream(file)) {
                    bytes = in.readAllBytes();
                    read = true;
                }
            }
        } catch (IOException | InvalidPathException e) {
            // what cannot be read is taken for the user's own
            read = false;
        }
        this.content = bytes;
        this.readable = read;
    }

    boolean begins(TreeEntry whole) {
        if (!readable || !whole.present()) return false;
        GitOutput output = repository
                .git()
                .atMost(content.length + 1)
                .run("cat-file", "--filters", "--path=" + PathScope.text(path), whole.id());
        byte[] bytes = output.bytes();
        return output.ok()
                && bytes.length > content.length
                && Arrays.equals(bytes, 0, content.length, content, 0, content.length);
    }

    boolean beginsIn(String tree) {
        if (!readable) return false;
        for (String field : repository
                .git()
                .run("--literal-pathspecs", "ls-tree", "-z", "--full-tree", tree, "--", PathScope.text(path))
                .fields()) {
            String[] words = field.substring(0, field.indexOf('\t')).split(" ");
            if (words[1].equals("blob")) return begins(new TreeEntry(words[0], words[2]));
        }
        return false;
    }
}
