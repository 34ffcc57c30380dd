package dev.autoresearch.session;

import dev.autoresearch.Problem;
import dev.autoresearch.Problem.Hint;
import dev.autoresearch.Problem.NextStep;
import dev.autoresearch.git.Git;
import dev.autoresearch.model.Event.BenchmarkFingerprint;
import dev.autoresearch.model.SafeText;
import dev.autoresearch.model.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * No cheating: what measures is not what is improved. The files that measure are fingerprinted when a segment keeps its
 * first run; from then on nothing runs and nothing is kept while they differ, however they came to differ.
 */
public final class Protection {
    private static final String ANEW =
            "or begin anew, since a changed benchmark needs its own baseline: {} (keeps the old journal)";
    private static final NextStep BEGIN_ANEW =
            NextStep.of("init").with("--reset", "").with("", "…");

    private final SessionContext shop;

    public Protection(SessionContext shop) {
        this.shop = shop;
    }

    /** Checks the globs of a new session. */
    public static void check(SessionContext shop, List<String> globs) {
        for (var glob : globs) ProtectedFiles.check(shop.files().root(), glob);
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
        var touched = new ArrayList<String>();
        for (var path : shop.git(session).map(Git::dirty).orElse(List.of()))
            if (path.startsWith(folder)) touched.add(path);
        if (touched.isEmpty()) return;
        throw new Problem(
                "an experiment may not touch the hooks: " + SafeText.names(touched),
                "undo that; if the hook is yours, commit it by itself: git add " + folder + " && git commit");
    }

    /** The files that measure and are not those of the baseline. */
    public List<String> touched(Session session) {
        var baseline = known(session);
        if (baseline.isEmpty()) return List.of();
        return baseline.get()
                .differences(files(session).hashes(baseline.get().files().keySet()));
    }

    /** The names of files that measure and whose content is another, or none, or that are new. */
    public Set<String> differing(Session session) {
        var before = fingerprints(session);
        if (known(session).isEmpty()) return Set.of();
        var now = files(session).hashes(before.keySet());
        var names = new TreeSet<String>();
        before.forEach((name, hash) -> {
            if (!hash.equals(now.get(name))) names.add(name);
        });
        for (var name : now.keySet()) if (!before.containsKey(name)) names.add(name);
        return names;
    }

    /** Name → hash of the files that measure, as they were at the baseline. */
    public Map<String, String> fingerprints(Session session) {
        return known(session).map(BenchmarkFingerprint::files).orElse(Map.of());
    }

    /** Refuses to decide by another command than the baseline's. */
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
        var files = files(session);
        for (var glob : files.idle()) shop.notice("--protect " + SafeText.line(glob, 60) + " matches no file");
        var measured = session.loggable().map(run -> run.command());
        var command = measured.or(session.setup()::command).orElse("");
        var hashes = files.hashes(named(session));
        tellUnprotected(session, files, hashes.keySet());
        return Optional.of(new BenchmarkFingerprint(command, hashes));
    }

    /** A script that measures may leave the measuring to another, which is then as good a place to cheat. */
    private void tellUnprotected(Session session, ProtectedFiles files, Set<String> known) {
        var called = new BenchmarkScripts(shop.tree()).calledBy(named(session));
        called.removeIf(name -> known.contains(name) || files.isLifted(name));
        if (!called.isEmpty())
            shop.notice("the benchmark also runs " + SafeText.names(List.copyOf(called))
                    + ", which experiments may edit; to refuse that, begin with init --protect");
    }

    /** The files that measure by the names that the commands give them. */
    private List<String> named(Session session) {
        var scripts = new BenchmarkScripts(shop.tree());
        var named = new ArrayList<String>();
        session.loggable().ifPresent(run -> named.addAll(scripts.namedBy(run.command())));
        session.setup().command().ifPresent(usual -> named.addAll(scripts.namedBy(usual)));
        return named;
    }

    /** What no experiment may touch: the files that measure and those that globs name, as far as they are known now. */
    public List<String> paths(Session session) {
        var files = files(session);
        var known = known(session);
        var paths = new TreeSet<>(
                known.isPresent()
                        ? known.get().files().keySet()
                        : files.hashes(named(session)).keySet());
        paths.addAll(session.setup().safeguards().protect());
        paths.add(session.setup().layout().hooks() + "/**");
        return List.copyOf(paths);
    }

    private ProtectedFiles files(Session session) {
        return new ProtectedFiles(
                shop.filesInTree(), shop.files(), session.setup().safeguards().protect());
    }
}
