package dev.autoresearch.journal;

import dev.autoresearch.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A second name of the journal's file, in git's folder: what removes ignored files, as {@code git clean -fdx} does, leaves
 * it. Both names are one file, so that keeping it costs nothing.
 */
public final class SecondName {
    private final Path journal;
    private final Path second;
    private boolean held;

    public SecondName(Path journal, Path second) {
        this.journal = journal;
        this.second = second;
    }

    /** From here on the journal has it. A file that has no other name is numbered rather than forgotten. */
    public void keep() {
        try {
            if (!Files.exists(journal)) return;
            held = Files.exists(second) && Files.isSameFile(journal, second);
            if (held) return;
            Files.createDirectories(second.getParent());
            if (Files.exists(second)) release();
            Files.createLink(second, journal.toRealPath());
            held = true;
        } catch (IOException | UnsupportedOperationException unlinked) {
            // on another disk, or on one without links, the journal is as safe as any file
            held = false;
        }
    }

    private void release() throws IOException {
        if (names() > 1 || isBeginning()) {
            Files.delete(second);
            return;
        }
        int number = 1;
        while (Files.exists(numbered(number))) number++;
        Files.move(second, numbered(number));
    }

    private Path numbered(int number) {
        return second.resolveSibling(second.getFileName() + "." + number);
    }

    /** Is all that it holds in the journal too? */
    private boolean isBeginning() throws IOException {
        long differs = Files.mismatch(second, journal);
        return differs < 0 || differs == Files.size(second);
    }

    /** Was the journal removed since {@link #keep}, and not given another name? Then it is back. */
    public boolean bringBack() {
        try {
            if (!held || Files.exists(journal) || left().isEmpty()) return false;
            Files.createDirectories(journal.getParent());
            Files.createLink(journal, second);
            return true;
        } catch (IOException e) {
            throw new Problem(
                            "the journal was removed meanwhile, and cannot be brought back: " + e.getMessage(),
                            "cp " + second + " " + journal)
                    .because(e);
        }
    }

    /** The file, if this is the only name that it has left. */
    public Optional<Path> left() {
        return Files.exists(second) && names() == 1 ? Optional.of(second) : Optional.empty();
    }

    private int names() {
        try {
            return (Integer) Files.getAttribute(second, "unix:nlink");
        } catch (IOException | UnsupportedOperationException unknown) {
            // as if it had another one: nothing is done then
            return 2;
        }
    }
}
