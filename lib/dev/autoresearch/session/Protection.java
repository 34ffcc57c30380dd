package dev.autoresearch.session;

import dev.autoresearch.Problem;
import dev.autoresearch.Problem.Hint;
import dev.autoresearch.Problem.NextStep;
import dev.autoresearch.journal.SessionFiles;
import dev.autoresearch.model.Event.BenchmarkFingerprint;
import dev.autoresearch.model.Layout;
import dev.autoresearch.model.SafeText;
import dev.autoresearch.model.Session;
import dev.autoresearch.process.PlatformText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * No cheating: what measures is not what is improved. A segment fingerprints the files that measure when it keeps its
 * first run. From then on nothing runs and nothing is kept while they differ. They are the benchmark, the checks, the
 * settings and the files that globs name. They are read from the disk, so a commit by hand or an ignored file makes
 * no difference.
 */
public final class Protection {
    private static final String ANEW =
            "or begin anew, since a changed benchmark needs its own baseline: {} (keeps the old journal)";
    private static final String OPTION = "--protect";

    /** Begins anew with another goal or benchmark; the old journal is kept. */
    public static final NextStep BEGIN_ANEW =
            NextStep.of("init").with("--reset", "").with("", "…");

    private final SessionContext context;
    /** Those where the candidate stands; settings, and what a named session has for itself, stand in no other tree. */
    private final SessionFiles files;

    public Protection(SessionContext context) {
        this.context = context;
        this.files = context.filesInTree();
    }

    public static void check(SessionContext context, List<String> globs) {
        for (var glob : globs) Glob.parse(context.files().root(), glob, OPTION);
    }

    /** Refuses a tree whose files that measure are not those of the baseline, or whose hooks are not HEAD's. */
    public void refuseTouched(Session session) {
        refuseHooks(session);
        var differences = touched(session);
        if (differences.isEmpty()) return;
        throw new Problem(
                "what measures has changed since the baseline: " + SafeText.names(differences),
                Hint.of(
                        "an experiment may not touch it: undo that, then go on\n" + ANEW
                                + "\na file that the command names and that is to be improved is exempt with: {}",
                        BEGIN_ANEW,
                        NextStep.of("init").with("--protect", "!FILE")));
    }

    /** Hooks measure nothing, so that a person may commit another one at any time; an experiment may not bring one. */
    private void refuseHooks(Session session) {
        var folder = session.setup().layout().hooks() + "/";
        var touched = context.git(session).stream()
                .flatMap(git -> git.dirty().stream())
                .filter(path -> path.startsWith(folder))
                .toList();
        if (touched.isEmpty()) return;
        throw new Problem(
                "an experiment may not touch the hooks: " + SafeText.names(touched),
                "undo that; if the hook is yours, commit it by itself: git add " + folder + " && git commit");
    }

    /** The files that measure and are not those of the baseline. */
    public List<String> touched(Session session) {
        var baseline = known(session);
        if (baseline.isEmpty()) return List.of();
        return baseline.get().differences(hashes(session, baseline.get().files().keySet()));
    }

    /** The names of files that measure and whose content is another, or none, or that are new. */
    public Set<String> differing(Session session) {
        var before = fingerprints(session);
        if (known(session).isEmpty()) return Set.of();
        var now = hashes(session, before.keySet());
        var names = new TreeSet<>(before.keySet());
        names.addAll(now.keySet());
        names.removeIf(name -> Objects.equals(before.get(name), now.get(name)));
        return names;
    }

    /** Name → hash of the files that measure, as they were at the baseline. */
    public Map<String, String> fingerprints(Session session) {
        return known(session).map(BenchmarkFingerprint::files).orElse(Map.of());
    }

    public void refuseOther(Session session, Optional<String> command) {
        var baseline = known(session).map(BenchmarkFingerprint::command).orElse("");
        if (command.isEmpty() || baseline.isEmpty() || command.get().equals(baseline)) return;
        throw new Problem(
                "the baseline was measured by another command: " + SafeText.line(baseline, 80),
                Hint.of("leave {} out, then go on\n" + ANEW, NextStep.option("-c", ""), BEGIN_ANEW));
    }

    private static Optional<BenchmarkFingerprint> known(Session session) {
        // Before anything is kept there is nothing to compare with, and the benchmark may still be put right.
        return session.current().best().isEmpty()
                ? Optional.empty()
                : session.current().fingerprint();
    }

    /** The fingerprint for the run that is kept now; empty when the segment has one. */
    Optional<BenchmarkFingerprint> taken(Session session) {
        if (known(session).isPresent()) return Optional.empty();
        for (var glob : globs(session))
            if (!glob.lifts() && matches(glob).isEmpty())
                context.notice("--protect " + SafeText.line(glob.text(), 60) + " matches no file");
        var measured = session.loggable().map(run -> run.command());
        var command = measured.or(session.setup()::command).orElse("");
        var hashes = hashes(session, named(session));
        warnOfUnprotected(session, hashes.keySet());
        return Optional.of(new BenchmarkFingerprint(command, hashes));
    }

    /** A script that measures may leave the measuring to another, which is then as good a place to cheat. */
    private void warnOfUnprotected(Session session, Set<String> known) {
        var called = new BenchmarkScripts(context.tree()).calledBy(named(session));
        var globs = globs(session);
        called.removeIf(name -> known.contains(name) || isLifted(globs, name));
        if (!called.isEmpty())
            context.notice("the benchmark also runs " + SafeText.names(List.copyOf(called))
                    + ", which experiments may edit; to refuse that, begin with init --protect");
    }

    /** The files that measure by the names that the commands give them. */
    private List<String> named(Session session) {
        var scripts = new BenchmarkScripts(context.tree());
        var named = new ArrayList<String>();
        session.loggable().ifPresent(run -> named.addAll(scripts.namedBy(run.command())));
        session.setup().command().ifPresent(usual -> named.addAll(scripts.namedBy(usual)));
        return named;
    }

    /** The paths and globs that no experiment may touch, as far as they are known now. */
    public List<String> paths(Session session) {
        var known = known(session);
        var paths = new TreeSet<>(
                known.isPresent()
                        ? known.get().files().keySet()
                        : hashes(session, named(session)).keySet());
        paths.addAll(session.setup().safeguards().protect());
        paths.add(session.setup().layout().hooks() + "/**");
        return List.copyOf(paths);
    }

    private List<Glob> globs(Session session) {
        return session.setup().safeguards().protect().stream()
                .map(glob -> Glob.parse(files.root(), glob, OPTION))
                .toList();
    }

    /** Path → SHA-256 of the files that are there: the named ones, those always protected, those of globs. */
    private Map<String, String> hashes(Session session, Collection<String> named) {
        var paths = new TreeSet<>(named);
        paths.addAll(context.files().measuring());
        var globs = globs(session);
        for (var glob : globs) if (!glob.lifts()) paths.addAll(matches(glob));
        var hashes = new TreeMap<String, String>();
        for (var path : paths) if (!isLifted(globs, path)) hash(path).ifPresent(hash -> hashes.put(path, hash));
        return hashes;
    }

    /** Is it exempt by a glob that begins with {@code !}? */
    private static boolean isLifted(List<Glob> globs, String path) {
        var relative = PlatformText.path(Path.of(""), path);
        return globs.stream().anyMatch(glob -> glob.lifts() && glob.matches(relative));
    }

    private List<String> matches(Glob glob) {
        var matches = new ArrayList<String>();
        var start = files.root().resolve(glob.folder());
        if (!Files.isDirectory(start)) return matches;
        var own = files.own();
        try {
            Files.walkFileTree(start, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    boolean skipped = folder.endsWith(".git") || folder.endsWith(Layout.STATE_FOLDER);
                    return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    var name = PlatformText.name(files.root(), file);
                    if (glob.matches(files.root().relativize(file)) && !own.contains(name)) matches.add(name);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw unreadable(start, e);
        }
        return matches;
    }

    private Optional<String> hash(String path) {
        var root = path.startsWith(Layout.STATE_FOLDER + "/") ? context.files().root() : files.root();
        var file = path.equals(files.layout().settings()) ? context.files().settings() : PlatformText.path(root, path);
        if (!Files.isRegularFile(file)) return Optional.empty();
        try (var content = Files.newInputStream(file)) {
            var digest = new DigestInputStream(content, MessageDigest.getInstance("SHA-256"));
            digest.transferTo(OutputStream.nullOutputStream());
            return Optional.of(
                    HexFormat.of().formatHex(digest.getMessageDigest().digest()));
        } catch (NoSuchFileException gone) {
            // Between the look and the reading: it is not there.
            return Optional.empty();
        } catch (IOException e) {
            throw unreadable(file, e);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    private static Problem unreadable(Path path, IOException e) {
        return new Problem("cannot read " + path + ": " + e.getMessage(), "protected files must be readable")
                .because(e);
    }
}
