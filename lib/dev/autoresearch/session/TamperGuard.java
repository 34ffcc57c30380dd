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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Copies of what an agent could spoil and git does not hold: the journal, the other session files, protected files that
 * are not committed, and the refs of stored runs. They are in the git folder, the journal also in memory, so that they
 * outlive what the agent removes.
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
     * Copies everything as it is now, before an agent begins in this workspace. When its agent has been at work already, the
     * journal and the refs of stored runs stay as they were remembered before.
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
            Files.write(folder.resolve("journal.new"), journal.get());
            Files.move(
                    folder.resolve("journal.new"),
                    folder.resolve("journal"),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
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

    /** The agent of this workspace is done. */
    void close(int slot) {
        settings.close(slot);
    }

    /** Trees of runs that were put away: a ref is the only name that each has in git. The journal is not to be trusted. */
    private List<Event.Stored> storedRuns(Session session) {
        var stored = new ArrayList<Event.Stored>();
        for (var segment : session.segments())
            for (var run : segment.runs()) run.evidence().stored().ifPresent(stored::add);
        stored.removeIf(one -> !one.ref().startsWith(STORED));
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
        Files.move(draft, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
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
                remarks.add(root().relativize(file) + " was removed, and is back");
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

    /** A person may keep outputs on another disk by a link of his; one that an agent made leads who knows where. */
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
                + String.join(
                        ", ",
                        claims.taken().subList(0, Math.min(3, claims.taken().size()))));
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

    private Path root() {
        return context.files().root();
    }

    /**
     * Lines that came into the journal while an agent worked, without those that no command of ours writes then: a config
     * line, which would put another goal in place of the session's, a fingerprint, which would put another benchmark in place of
     * the baseline's, and a kept run whose value no measurement before it has.
     * This notices a run that was made up; an agent that forges the measurements as well has to be caught by
     * {@code verify}, which measures again.
     */
    static final class JournalClaims {
        private final ByteArrayOutputStream rest = new ByteArrayOutputStream();
        private final List<String> taken = new ArrayList<>();
        private final List<Double> measured = new ArrayList<>();
        private boolean fingerprinted;

        /**
         * Of a journal from this byte on. What was measured and not logged before it counts: another agent's candidate may be
         * in the middle of its trial when this one begins to work.
         */
        JournalClaims(byte[] journal, int begin) {
            int start = 0;
            while (start < begin) {
                int end = lineEnd(journal, start);
                note(line(journal, start, end));
                start = end;
            }
            for (start = begin; start < journal.length; start = lineEnd(journal, start)) take(journal, start);
        }

        private static int lineEnd(byte[] bytes, int start) {
            for (int i = start; i < bytes.length; i++) if (bytes[i] == '\n') return i + 1;
            return bytes.length;
        }

        private static Map<String, Object> line(byte[] bytes, int from, int to) {
            return Json.object(bytes, from, to - from).orElse(Map.of());
        }

        /** The lines that may stay. */
        byte[] rest() {
            return rest.toByteArray();
        }

        /** What the others say, in a few words each. */
        List<String> taken() {
            return List.copyOf(taken);
        }

        private void take(byte[] journal, int from) {
            int to = lineEnd(journal, from);
            var line = line(journal, from, to);
            if ("config".equals(line.get("type"))) taken.add("a new goal");
            else if (fingerprinted && "fingerprint".equals(line.get("type"))) taken.add("another benchmark");
            else if (isClaim(line)) taken.add("\"" + SafeText.line(String.valueOf(line.get("description")), 60) + "\"");
            else {
                rest.write(journal, from, to - from);
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
            double least = Double.POSITIVE_INFINITY;
            double most = Double.NEGATIVE_INFINITY;
            for (double one : measured) {
                least = Math.min(least, one);
                most = Math.max(most, one);
            }
            return value.doubleValue() >= least && value.doubleValue() <= most;
        }

        private static boolean isRun(Map<String, Object> line) {
            return line.get("metric") instanceof Number || line.get("run") instanceof Number;
        }
    }
}
