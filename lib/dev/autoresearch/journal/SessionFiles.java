package dev.autoresearch.journal;

import dev.autoresearch.Problem;
import dev.autoresearch.Problem.Hint;
import dev.autoresearch.Problem.NextStep;
import dev.autoresearch.json.Json;
import dev.autoresearch.json.JsonFields;
import dev.autoresearch.model.Layout;
import dev.autoresearch.model.SafeText;
import dev.autoresearch.model.SessionName;
import dev.autoresearch.model.SessionName.SessionList;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Where the files of a session are. A named session has a folder of its own below the root's state folder; its scripts
 * and settings are those of that folder, else the root's.
 *
 * @param root the session root, absolute: where the experiment is, and what all sessions of a project share
 * @param name empty for the session whose files are in the root itself
 */
public record SessionFiles(Path root, Layout layout, Optional<SessionName> name) {
    private static final String SESSIONS = Layout.STATE_FOLDER + "/sessions";

    public SessionFiles(Path root, Layout layout) {
        this(root, layout, Optional.empty());
    }

    /**
     * A session of a folder: an existing one decides its layout, otherwise {@code wanted} does; settings may redirect
     * the root.
     */
    public static SessionFiles of(Path folder, Layout wanted, Optional<SessionName> name) {
        var root = folder.toAbsolutePath().normalize();
        if (!Files.isDirectory(root)) {
            var what = Files.exists(root) ? root + " is not a folder" : "there is no folder " + root;
            // this is how Java shows letters that the locale has not
            var odd = root.toString().indexOf('?') < 0 ? "" : "; if it has letters beyond ASCII: export LC_ALL=C.UTF-8";
            throw new Problem(what, Hint.of("give an existing one: {}" + odd, NextStep.option("-C", "DIR")));
        }
        var layout = existing(home(root, name)).orElse(wanted);
        var found = new SessionFiles(root, layout, name);
        var redirected = SessionSettings.read(found.settings()).workingDir();
        if (redirected.isEmpty()) return found;
        var target = redirected(root, redirected.get(), layout);
        if (!Files.isDirectory(target))
            throw new Problem(
                    "workingDir in " + layout.settings() + " names " + target + ", which is no folder",
                    "create it, or correct workingDir");
        return new SessionFiles(target, existing(home(target, name)).orElse(layout), name);
    }

    private static Path home(Path root, Optional<SessionName> name) {
        return name.map(one -> root.resolve(SESSIONS).resolve(one.text())).orElse(root);
    }

    private static Path redirected(Path root, String folder, Layout layout) {
        try {
            return root.resolve(folder).normalize();
        } catch (InvalidPathException e) {
            throw new Problem(
                            "workingDir in " + layout.settings() + " can be no folder: " + SafeText.line(folder, 80),
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

    /** The folder of the session's own files: the root, or that of its name. */
    public Path home() {
        return home(root, name);
    }

    public Path journal() {
        return home().resolve(layout.journal());
    }

    public Path ideas() {
        return home().resolve(layout.ideas());
    }

    public Path document() {
        return home().resolve(layout.document());
    }

    public Path checks() {
        return homeOrRoot(layout.checks());
    }

    public Path settings() {
        return homeOrRoot(layout.settings());
    }

    /** A file that a session may have for itself, and else shares with the others. */
    public Path homeOrRoot(String file) {
        var own = home().resolve(file);
        return Files.exists(own) ? own : root.resolve(file);
    }

    /** The files that measure, and that no experiment may touch, relative to the root. */
    public List<String> measuring() {
        var files = new ArrayList<>(layout.benchmarks());
        files.add(layout.checks());
        files.add(layout.settings());
        if (name.isEmpty()) return files;
        for (var file : List.copyOf(files))
            files.add(root.relativize(home().resolve(file)).toString());
        return files;
    }

    /** A text that differs as soon as the journal or the ideas change. */
    public String stamp() {
        return stamp(journal()) + stamp(ideas());
    }

    private static String stamp(Path file) {
        try {
            var now = Files.readAttributes(file, BasicFileAttributes.class);
            return now.size() + "@" + now.lastModifiedTime().toMillis() + "#" + now.fileKey() + "\n";
        } catch (NoSuchFileException absent) {
            return "absent\n";
        } catch (IOException unreadable) {
            // what reads the session reports why
            return "unreadable\n";
        }
    }

    public SessionList sessions() {
        boolean unnamed = hasJournal(root);
        return new SessionList(name.map(SessionName::text), named(root.resolve(SESSIONS)), unnamed);
    }

    private static List<String> named(Path sessions) {
        if (!Files.isDirectory(sessions)) return List.of();
        var names = new ArrayList<String>();
        try (var folders = Files.newDirectoryStream(sessions)) {
            for (var folder : folders) {
                var name = folder.getFileName().toString();
                if (SessionName.isName(name) && hasJournal(folder)) names.add(name);
            }
        } catch (IOException e) {
            throw new Problem("cannot read " + sessions + ": " + e.getMessage(), "check that the folder can be read")
                    .because(e);
        }
        Collections.sort(names);
        return names;
    }

    private static boolean hasJournal(Path folder) {
        for (var layout : Layout.values()) if (Files.exists(folder.resolve(layout.journal()))) return true;
        return false;
    }

    /** Our own folder: lock, outputs, notes for recovery. */
    public Path state() {
        return root.resolve(Layout.STATE_FOLDER);
    }

    /** The state folder, made when it is missing, hidden from git. Several first commands may do so at once. */
    public Path makeState() {
        if (!Files.isDirectory(root))
            throw new Problem(
                    "the folder " + root + " is gone", "if it was moved, go on where it is now, with the same command");
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

    /** The benchmark script that is there when no command was given, as {@link #toCall} names it. */
    public Optional<String> benchmark() {
        for (var folder : List.of(home(), root))
            for (var script : layout.benchmarks())
                if (Files.isRegularFile(folder.resolve(script))) return Optional.of(toCall(folder.resolve(script)));
        return Optional.empty();
    }

    /** A script of the root by its name there; one of a named session by its whole path, since no worktree has it. */
    public String toCall(Path script) {
        boolean own = name.isPresent() && script.startsWith(home());
        return own ? script.toString() : root.relativize(script).toString();
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
        // of a named session all is in the state folder; what the unnamed one has is part of no experiment either
        if (name.isPresent()) return new SessionFiles(root, existing(root).orElse(layout)).own();
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

    /** The fields of a small JSON file; empty when there is none, or one that was never completely written. */
    public static Optional<JsonFields> fields(Path file) {
        return read(file).flatMap(Json::object).map(JsonFields::new);
    }

    static Optional<String> read(Path file, Charset charset) {
        if (!Files.exists(file)) return Optional.empty();
        try {
            return Optional.of(new String(Files.readAllBytes(file), charset));
        } catch (IOException e) {
            throw DurableFile.cannotRead(file, e);
        }
    }
}
