package dev.autoresearch.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A disk of its own in memory, which can be filled and made read-only. Needs root; without, the test is skipped. */
public final class SmallDisk implements AutoCloseable {
    private static final int PAGE = 4096;

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /** A disk of so many KiB in this folder. */
    public static SmallDisk at(Path folder, int kilobytes) throws IOException {
        Files.createDirectories(folder);
        boolean mounted = mount("-t", "tmpfs", "-o", "size=" + kilobytes + "k", "tmpfs", folder.toString());
        assumeTrue(mounted, "a small disk can only be mounted by root");
        return new SmallDisk(folder);
    }

    /** Leaves so many pages of 4 KiB free. */
    public SmallDisk leave(int pages) throws IOException {
        long free = folder.toFile().getUsableSpace() / PAGE - pages;
        try (OutputStream out = Files.newOutputStream(filler())) {
            for (long i = 0; i < free; i++) out.write(new byte[PAGE]);
        }
        return this;
    }

    /** Frees what was filled. */
    public SmallDisk free() throws IOException {
        Files.deleteIfExists(filler());
        return this;
    }

    /** Where nothing may be written any more. */
    public SmallDisk readOnly() throws IOException {
        if (!mount("-o", "remount,ro", folder.toString())) throw new AssertionError("cannot be made read-only");
        return this;
    }

    private Path filler() {
        return folder.resolve(".autoresearch/filler");
    }

    private static boolean mount(String... words) throws IOException {
        return run("mount", words);
    }

    private static boolean run(String tool, String... words) throws IOException {
        var line = new ArrayList<>(List.of(tool));
        line.addAll(List.of(words));
        try {
            var process = new ProcessBuilder(line).redirectErrorStream(true).start();
            process.getInputStream().readAllBytes();
            return process.waitFor() == 0;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() throws IOException {
        if (!run("umount", folder.toString())) throw new AssertionError("cannot be unmounted: " + folder);
    }
}
