package dev.autoresearch.journal;

import dev.autoresearch.Problem;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A second name of the journal's file, in git's folder: what removes ignored files, as {@code git clean -fdx} does, leaves
 * it. Both names are one file, so that keeping it costs nothing.
 */
public final class JournalBackup {
    private final Path journal;
    private final Path second;

    public JournalBackup(Path journal, Path second) {
        this.journal = journal;
        this.second = second;
    }

    /** Does this journal have more than one name, so that its second one need not be looked for? */
    public static boolean isHeld(Path journal) {
        return Files.exists(journal) && names(journal) > 1;
    }

    /**
     * From here on the journal has it, where that can be. The second name of another file, such as the journal before a
     * reset, is numbered rather than forgotten.
     */
    public void keep() {
        try {
            if (Files.exists(second) && Files.isSameFile(journal, second)) return;
            Files.createDirectories(second.getParent());
            if (Files.exists(second)) release();
            Files.createLink(second, journal.toRealPath());
        } catch (IOException | UnsupportedOperationException unlinked) {
            // on another disk, or on one without links, the journal is as safe as any file
            return;
        }
    }

    private void release() throws IOException {
        if (isBeginning()) {
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

    /** Was a journal that had it removed, and not given another name? Then it is back. */
    public boolean bringBack() {
        try {
            if (Files.exists(journal) || left().isEmpty()) return false;
            Files.createDirectories(journal.getParent());
            // a link that leads nowhere is no journal
            if (Files.isSymbolicLink(journal)) Files.deleteIfExists(journal);
            Files.createLink(journal, second);
            return true;
        } catch (FileAlreadyExistsException meanwhile) {
            // another thread or command was faster
            return false;
        } catch (IOException e) {
            throw new Problem(
                            "the journal was removed meanwhile, and cannot be brought back: " + e.getMessage(),
                            "cp " + second + " " + journal)
                    .because(e);
        }
    }

    /** The file, if this is the only name that it has left. */
    public Optional<Path> left() {
        return Files.exists(second) && names(second) == 1 ? Optional.of(second) : Optional.empty();
    }

    /** Did one that was numbered lose its other name, too? */
    public boolean hasOlder() {
        for (int number = 1; Files.exists(numbered(number)); number++) if (names(numbered(number)) == 1) return true;
        return false;
    }

    private static int names(Path file) {
        try {
            return (Integer) Files.getAttribute(file, "unix:nlink");
        } catch (IOException | UnsupportedOperationException unknown) {
            // neither one that is held nor one that is left: nothing is done then
            return 0;
        }
    }
}
