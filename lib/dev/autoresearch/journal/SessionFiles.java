package dev.autoresearch.journal;

import dev.autoresearch.Problem;
import dev.autoresearch.model.Layout;
import dev.autoresearch.model.Text;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where the files of a session are.
 *
 * @param root the session root, absolute
 */
public record SessionFiles(Path root, Layout layout) {

    /**
     * The session of a folder: an existing one decides its layout, otherwise {@code wanted} does; settings may redirect
     * the root.
     */
    public static SessionFiles of(Path folder, Layout wanted) {
        var root = folder.toAbsolutePath().normalize();
        if (!Files.isDirectory(root)) {
            var what = Files.exists(root) ? root + " is not a folder" : "there is no folder " + root;
            throw new Problem(what, "give an existing one with -C, or leave -C out to use the current folder");
        }
        var layout = existing(root).orElse(wanted);
        var redirected = Settings.read(root.resolve(layout.settings())).workingDir();
        if (redirected.isEmpty()) return new SessionFiles(root, layout);
        var target = redirected(root, redirected.get(), layout);
        if (!Files.isDirectory(target))
            throw new Problem(
                    "workingDir in " + layout.settings() + " names " + target + ", which is no folder",
                    "create it, or correct workingDir");
        return new SessionFiles(target, existing(target).orElse(layout));
    }

    private static Path redirected(Path root, String folder, Layout layout) {
        try {
            return root.resolve(folder).normalize();
        } catch (InvalidPathException e) {
            throw new Problem(
                            "workingDir in " + layout.settings() + " can be no folder: " + Text.line(folder, 80),
                            "correct workingDir")
                    .because(e);
        }
    }

    private static Optional<Layout> existing(Path root) {
        if (hasPiFile(root)) return Optional.of(Layout.PI);
        if (Files.exists(root.resolve(Layout.SDK.journal()))) return Optional.of(Layout.SDK);
        if (Files.exists(root.resolve(Layout.OPENCLAW.journal()))) return Optional.of(Layout.OPENCLAW);
        return Optional.empty();
    }

    private static boolean hasPiFile(Path root) {
        var pi = Layout.PI;
        for (var file : List.of(
                pi.journal(),
                pi.document(),
                pi.ideas(),
                pi.checks(),
                pi.settings(),
                pi.benchmarks().get(0))) if (Files.isRegularFile(root.resolve(file))) return true;
        return Files.isDirectory(root.resolve(".auto/hooks"));
    }

    public Path journal() {
        return root.resolve(layout.journal());
    }

    public Path ideas() {
        return root.resolve(layout.ideas());
    }

    /** The session document. */
    public Path document() {
        return root.resolve(layout.document());
    }

    public Path checks() {
        return root.resolve(layout.checks());
    }

    public Path settings() {
        return root.resolve(layout.settings());
    }

    /** Our own folder: lock, outputs, notes for recovery. */
    public Path state() {
        return root.resolve(Layout.STATE_FOLDER);
    }

    /** The state folder, made when it is missing, hidden from git. Several first commands may do so at once. */
    public Path makeState() {
        if (Files.exists(state()) && !Files.isDirectory(state()))
            throw new Problem(state() + " is a file, where the folder for our notes should be", "move it away");
        var ignore = state().resolve(".gitignore");
        try {
            if (Files.exists(ignore) && Files.size(ignore) > 0) return state();
            Files.createDirectories(state());
            Files.writeString(ignore, "*\n");
            return state();
        } catch (IOException e) {
            throw DurableFile.cannotWrite(ignore, e);
        }
    }

    /** The benchmark script that is there when no command was given. */
    public Optional<String> benchmark() {
        for (var script : layout.benchmarks())
            if (Files.isRegularFile(root.resolve(script))) return Optional.of(script);
        return Optional.empty();
    }

    /**
     * Puts the journal aside under the next free number, so that a reset loses nothing (I1).
     *
     * @return the old journal's new place; empty when there was none
     */
    public Optional<Path> archive() {
        var journal = journal();
        if (!Files.exists(journal)) return Optional.empty();
        int number = 1;
        while (Files.exists(archived(number))) number++;
        DurableFile.move(journal, archived(number));
        return Optional.of(archived(number));
    }

    /** Files and folders of the session itself, relative to the root: no experiment commits them or puts them back. */
    public List<String> own() {
        var own = new ArrayList<>(layout.ownFiles());
        int number = 1;
        do own.add(root.relativize(archived(number)).toString());
        while (Files.exists(archived(number++)));
        return List.copyOf(own);
    }

    private Path archived(int number) {
        var name = journal().getFileName().toString();
        int dot = name.lastIndexOf('.');
        return journal().resolveSibling(name.substring(0, dot) + "." + number + name.substring(dot));
    }

    /** What the whole of a small text file says; empty when there is no such file. */
    public static Optional<String> read(Path file) {
        return read(file, StandardCharsets.UTF_8);
    }

    static Optional<String> read(Path file, Charset charset) {
        if (!Files.exists(file)) return Optional.empty();
        try {
            return Optional.of(new String(Files.readAllBytes(file), charset));
        } catch (IOException e) {
            throw new Problem("cannot read " + file + ": " + e.getMessage(), "check that the file can be read")
                    .because(e);
        }
    }
}
