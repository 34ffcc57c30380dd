package dev.autoresearch.session;

import dev.autoresearch.Problem;
import dev.autoresearch.git.Git;
import dev.autoresearch.journal.DurableFile;
import dev.autoresearch.json.Json;
import dev.autoresearch.model.Event;
import dev.autoresearch.model.SafeText;
import dev.autoresearch.model.Session;
import dev.autoresearch.process.PlatformText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Copies of files that an agent could spoil and git does not hold. They are the journal, the other session files and
 * protected files that are not committed. The refs of stored runs are remembered too. The copies are in the git
 * folder, the journal also in memory, so that the agent cannot remove them.
 */
final class TamperGuard {
    private static final String STORED = Recovery.ref("");

    private final SessionContext context;
    private final Protection protection;
    private final Git git;
    private final Path folder;
    private final GitConfigBackup settings;
    private Optional<byte[]> journal = Optional.empty();
    private List<Event.Stored> storedRuns = List.of();
    private boolean ownsJournal;
    private boolean ownsState;

    TamperGuard(SessionContext context, Git git, GitConfigBackup settings) {
        this.context = context;
        this.protection = new Protection(context);
        this.git = git;
        this.settings = settings;
        this.folder = git.folder()
                .resolve("autoresearch/safe")
                .resolve(context.files()
                        .name()
                        .map(name -> "session-" + name.text())
                        .orElse("session"));
    }

    /**
     * Copies everything as it is now, before an agent begins in this workspace. A second agent there does not renew
     * the copy of the journal and of the refs.
     */
    void lend(int slot, Session session) {
        try {
            settings.lend(slot);
            Files.createDirectories(folder);
            if (journal.isEmpty()) {
                journal = Optional.of(Files.readAllBytes(context.files().journal()));
                storedRuns = storedRuns(session);
            }
            ownsState = !Files.isSymbolicLink(context.files().state());
            ownsJournal = !Files.isSymbolicLink(context.files().journal());
            var draft = Files.write(folder.resolve("journal.new"), journal.get());
            replace(draft, folder.resolve("journal"));
            for (var file : others()) {
                if (Files.isRegularFile(file)) copy(file, folder.resolve(file.getFileName()));
                else Files.deleteIfExists(folder.resolve(file.getFileName()));
            }
            for (var loose : loose(session).entrySet())
                if (!Files.exists(folder.resolve(loose.getValue())))
                    copy(place(loose.getKey()), folder.resolve(loose.getValue()));
        } catch (IOException e) {
            throw new Problem(
                            "cannot copy the session's files to " + folder + ": " + e.getMessage(),
                            "free some space, then start the loop again")
                    .because(e);
        }
    }

    void close(int slot) {
        settings.close(slot);
    }

    /** Trees of runs that were put away: a ref is the only name that each has in git. The journal is not to be trusted. */
    private List<Event.Stored> storedRuns(Session session) {
        var stored = session.segments().stream()
                .flatMap(segment -> segment.runs().stream())
                .flatMap(run -> run.evidence().stored().stream())
                .filter(one -> one.ref().startsWith(STORED))
                .collect(Collectors.toCollection(ArrayList::new));
        // a ref that a person has removed by now stays forgotten
        stored.removeAll(withoutRef(stored));
        return stored;
    }

    private List<Event.Stored> withoutRef(List<Event.Stored> stored) {
        if (stored.isEmpty()) return List.of();
        var refs = git.refs(STORED);
        return stored.stream().filter(one -> !refs.contains(one.ref())).toList();
    }

    /** Brings back refs of stored runs that the agent removed, as long as git has their commits. */
    void mendStoredRuns(List<String> remarks) {
        var missing = withoutRef(storedRuns);
        int back = 0;
        for (var stored : missing) {
            if (!git.exists(stored.commit())) continue;
            git.hold(stored.ref(), stored.commit());
            back++;
        }
        if (!missing.isEmpty())
            remarks.add("the refs of stored runs were removed; " + back + " of " + missing.size() + " are back");
    }

    private List<Path> others() {
        return List.of(context.files().ideas(), context.files().document());
    }

    /** Name → hash of the protected files that HEAD does not hold. */
    private Map<String, String> loose(Session session) {
        var loose = new HashMap<>(protection.fingerprints(session));
        loose.keySet().removeAll(git.tracked("HEAD", List.copyOf(loose.keySet())));
        loose.keySet().removeIf(name -> !Files.isRegularFile(place(name)));
        return loose;
    }

    private static void copy(Path from, Path to) throws IOException {
        var draft = to.resolveSibling(to.getFileName() + ".new");
        Files.copy(from, draft, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
        replace(draft, to);
    }

    private static void replace(Path draft, Path file) throws IOException {
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Brings back session files that were removed or rewritten; what stood there goes aside. Returns remarks on what it did. */
    List<String> mend(Path aside) {
        var remarks = new ArrayList<String>();
        try {
            unlinkState(remarks);
            mendSettings(aside, remarks);
            mendJournal(aside, remarks);
            for (var file : others()) {
                var copy = folder.resolve(file.getFileName());
                if (Files.exists(file) || !Files.exists(copy)) continue;
                Files.createDirectories(file.getParent());
                copy(copy, file);
                remarks.add(context.files().root().relativize(file) + " was removed, and is back");
            }
        } catch (IOException e) {
            throw new Problem(
                            "the session's files cannot be brought back: " + e.getMessage(),
                            "their copies are in " + folder)
                    .because(e);
        }
        return remarks;
    }

    /** Whether it was the agent cannot be known, so both hear of it. */
    private void mendSettings(Path aside, List<String> remarks) throws IOException {
        var changes = new ArrayList<String>();
        settings.mend(aside, changes);
        for (var change : changes) context.notice(change + "; if it was you, do it again after the loop");
        remarks.addAll(changes);
    }

    /** A person may have made the state folder a link; a link that an agent made is removed. */
    private void unlinkState(List<String> remarks) throws IOException {
        var state = context.files().state();
        if (!ownsState || !Files.isSymbolicLink(state)) return;
        Files.delete(state);
        context.files().makeState();
        remarks.add(state.getFileName() + " was made a link, which was taken away");
    }

    private void mendJournal(Path aside, List<String> remarks) throws IOException {
        if (journal.isEmpty() && Files.exists(folder.resolve("journal")))
            journal = Optional.of(Files.readAllBytes(folder.resolve("journal")));
        var file = context.files().journal();
        if (journal.isEmpty()) return;
        // one that is only gone may have grown since
        if (context.store().bringBack()) remarks.add("the journal was removed, and is back");
        var before = journal.get();
        boolean isLink = ownsJournal && Files.isSymbolicLink(file);
        if (Files.isRegularFile(file) && !isLink) {
            var now = Files.readAllBytes(file);
            boolean grew =
                    now.length >= before.length && Arrays.mismatch(before, 0, before.length, now, 0, before.length) < 0;
            if (grew) {
                takeOutClaims(before, now, aside, remarks);
                return;
            }
        }
        if (isLink || Files.exists(file)) moveAside(file, aside);
        DurableFile.replace(file, before);
        remarks.add("the journal was rewritten, and is as it was before");
    }

    private void takeOutClaims(byte[] before, byte[] now, Path aside, List<String> remarks) throws IOException {
        var claims = new JournalClaims(now, before.length);
        if (claims.taken().isEmpty()) return;
        moveAside(context.files().journal(), aside);
        var honest = new ByteArrayOutputStream();
        honest.write(before);
        honest.write(claims.rest());
        DurableFile.replace(context.files().journal(), honest.toByteArray());
        remarks.add("the journal said what no measurement says, which was taken out: "
                + claims.taken().stream().limit(3).collect(Collectors.joining(", ")));
    }

    /** Brings back protected files that git does not hold. */
    void mendProtected(Session session, Collection<String> touched, Path aside) {
        var known = protection.fingerprints(session);
        try {
            for (var name : touched) {
                var file = place(name);
                if (Files.exists(file)) moveAside(file, aside);
                var copy = folder.resolve(known.getOrDefault(name, "none"));
                if (Files.exists(copy)) copy(copy, file);
            }
        } catch (IOException e) {
            throw new Problem("a protected file cannot be brought back: " + e.getMessage(), "see " + folder).because(e);
        }
    }

    private void moveAside(Path file, Path aside) throws IOException {
        Files.createDirectories(aside);
        var place = aside.resolve(file.getFileName() + "-" + context.clock().millis());
        try {
            Files.move(file, place);
        } catch (NoSuchFileException gone) {
            // nothing is there to be lost
        }
    }

    /** Scripts are where the candidate stands, settings in the journal's folder. */
    private Path place(String name) {
        return name.equals(context.files().layout().settings())
                ? context.files().settings()
                : PlatformText.path(context.tree(), name);
    }

    /**
     * Splits the lines that came into the journal while an agent worked. Three kinds are taken out, since no command
     * of ours writes them then. A config line would replace the session's goal. A fingerprint would replace the
     * baseline's benchmark. A kept run has a value that no measurement before it has.
     *
     * <p>This notices a run that was made up. Only {@code verify}, which measures again, notices measurements that were
     * forged as well.
     */
    static final class JournalClaims {
        private final ByteArrayOutputStream rest = new ByteArrayOutputStream();
        private final List<String> taken = new ArrayList<>();
        private final List<Double> measured = new ArrayList<>();
        private boolean fingerprinted;

        /**
         * Of a journal from this byte on. Measurements before it that were not logged count: another agent's trial
         * may be under way.
         */
        JournalClaims(byte[] journal, int begin) {
            for (int start = 0; start < begin; start = lineEnd(journal, start)) note(line(journal, start));
            for (int start = begin; start < journal.length; start = lineEnd(journal, start)) take(journal, start);
        }

        private static int lineEnd(byte[] bytes, int start) {
            for (int i = start; i < bytes.length; i++) if (bytes[i] == '\n') return i + 1;
            return bytes.length;
        }

        private static Map<String, Object> line(byte[] bytes, int from) {
            return Json.object(bytes, from, lineEnd(bytes, from) - from).orElse(Map.of());
        }

        byte[] rest() {
            return rest.toByteArray();
        }

        List<String> taken() {
            return List.copyOf(taken);
        }

        private void take(byte[] journal, int from) {
            var line = line(journal, from);
            if ("config".equals(line.get("type"))) taken.add("a new goal");
            else if (fingerprinted && "fingerprint".equals(line.get("type"))) taken.add("another benchmark");
            else if (isClaim(line)) taken.add("\"" + SafeText.line(String.valueOf(line.get("description")), 60) + "\"");
            else {
                rest.write(journal, from, lineEnd(journal, from) - from);
                note(line);
                return;
            }
            if (isRun(line)) measured.clear();
        }

        private void note(Map<String, Object> line) {
            if ("config".equals(line.get("type"))) fingerprinted = false;
            if ("fingerprint".equals(line.get("type"))) fingerprinted = true;
            if (line.get("primary") instanceof Number value) measured.add(value.doubleValue());
            if (isRun(line)) measured.clear();
        }

        private boolean isClaim(Map<String, Object> line) {
            if (!isRun(line) || Boolean.TRUE.equals(line.get("unmeasured"))) return false;
            boolean isPutAway =
                    List.of("discard", "crash", "checks_failed").contains(String.valueOf(line.get("status")));
            return !isPutAway && !isMeasured(line);
        }

        /** The value of a run is one that was measured, or lies between two of them. */
        private boolean isMeasured(Map<String, Object> line) {
            if (!(line.get("metric") instanceof Number value) || measured.isEmpty()) return false;
            return value.doubleValue() >= Collections.min(measured) && value.doubleValue() <= Collections.max(measured);
        }

        private static boolean isRun(Map<String, Object> line) {
            return line.get("metric") instanceof Number || line.get("run") instanceof Number;
        }
    }
}
