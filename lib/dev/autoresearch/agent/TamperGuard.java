package dev.autoresearch.agent;

import dev.autoresearch.Problem;
import dev.autoresearch.git.Git;
import dev.autoresearch.git.Worktree;
import dev.autoresearch.journal.DurableFile;
import dev.autoresearch.model.Session;
import dev.autoresearch.process.PlatformText;
import dev.autoresearch.session.Protection;
import dev.autoresearch.session.SessionContext;
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
 * are not committed. They are in the git folder, and the journal in memory besides, so that they outlive whatever the
 * agent removes.
 */
final class TamperGuard {
    private final SessionContext shop;
    private final Path folder;
    private final GitConfigBackup settings;
    private Optional<byte[]> journal = Optional.empty();
    private boolean ownsJournal;
    private boolean ownsState;

    TamperGuard(SessionContext shop, Git git) {
        this.shop = shop;
        this.folder = git.folder()
                .resolve("autoresearch/safe")
                .resolve(shop.files()
                        .name()
                        .map(name -> "session-" + name.text())
                        .orElse("session"));
        // one for all agents of a loop: what one of them changed, another must not take for the person's
        var shared = git.commonFolder().resolve("autoresearch/safe");
        this.settings = new GitConfigBackup(
                git.commonFolder(),
                shared.resolve("settings-" + Worktree.nameFor(shop.files().home())));
    }

    /** Copies git's settings as they are now. */
    void fillSettings() {
        try {
            settings.fill();
        } catch (IOException e) {
            throw cannotCopy(e);
        }
    }

    /** Copies everything of the session as it is now; of the journal what is remembered from before, if it is. */
    void fill(Session session, Git git, Optional<byte[]> remembered) {
        try {
            Files.createDirectories(folder);
            settings.remember();
            journal = Optional.of(
                    remembered.isPresent()
                            ? remembered.get()
                            : Files.readAllBytes(shop.files().journal()));
            ownsState = !Files.isSymbolicLink(shop.files().state());
            ownsJournal = !Files.isSymbolicLink(shop.files().journal());
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
            for (var loose : loose(session, git).entrySet())
                if (!Files.exists(folder.resolve(loose.getValue())))
                    copy(place(loose.getKey()), folder.resolve(loose.getValue()));
        } catch (IOException e) {
            throw cannotCopy(e);
        }
    }

    private Problem cannotCopy(IOException e) {
        return new Problem(
                        "cannot copy the session's files to " + folder + ": " + e.getMessage(),
                        "free some space, then start the loop again")
                .because(e);
    }

    /** The journal as it was when it was copied. */
    Optional<byte[]> journal() {
        return journal;
    }

    private List<Path> others() {
        return List.of(shop.files().ideas(), shop.files().document());
    }

    /** Name → hash of the protected files that HEAD does not hold. */
    private Map<String, String> loose(Session session, Git git) {
        var loose = new HashMap<>(new Protection(shop).fingerprints(session));
        loose.keySet().removeAll(git.tracked("HEAD", List.copyOf(loose.keySet())));
        loose.keySet().removeIf(name -> !Files.isRegularFile(place(name)));
        return loose;
    }

    private static void copy(Path from, Path to) throws IOException {
        var draft = to.resolveSibling(to.getFileName() + ".new");
        Files.copy(from, draft, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
        Files.move(draft, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Brings back session files that were removed or rewritten; what stood there goes aside. Tells what it did. */
    List<String> mend(Path aside) {
        var told = new ArrayList<String>();
        try {
            unlinkState(told);
            mendSettings(aside, told);
            mendJournal(aside, told);
            for (var file : others()) {
                var copy = folder.resolve(file.getFileName());
                if (Files.exists(file) || !Files.exists(copy)) continue;
                Files.createDirectories(file.getParent());
                copy(copy, file);
                told.add(root().relativize(file) + " was removed, and is back");
            }
        } catch (IOException e) {
            throw new Problem(
                            "the session's files cannot be brought back: " + e.getMessage(),
                            "their copies are in " + folder)
                    .because(e);
        }
        return told;
    }

    /** Whether it was the agent cannot be known, so both hear of it. */
    private void mendSettings(Path aside, List<String> told) throws IOException {
        var changes = new ArrayList<String>();
        settings.mend(aside, changes);
        for (var change : changes) shop.notice(change + "; if it was you, do it again after the loop");
        told.addAll(changes);
    }

    /** A person may keep outputs on another disk by a link of his; one that an agent made leads who knows where. */
    private void unlinkState(List<String> told) throws IOException {
        var state = shop.files().state();
        if (!ownsState || !Files.isSymbolicLink(state)) return;
        Files.delete(state);
        shop.files().makeState();
        told.add(state.getFileName() + " was made a link, which was taken away");
    }

    private void mendJournal(Path aside, List<String> told) throws IOException {
        if (journal.isEmpty() && Files.exists(folder.resolve("journal")))
            journal = Optional.of(Files.readAllBytes(folder.resolve("journal")));
        var file = shop.files().journal();
        if (journal.isEmpty()) return;
        // one that is only gone may have grown since
        if (shop.bringBack()) told.add("the journal was removed, and is back");
        var before = journal.get();
        boolean isLink = ownsJournal && Files.isSymbolicLink(file);
        if (Files.isRegularFile(file) && !isLink) {
            var now = Files.readAllBytes(file);
            boolean grew =
                    now.length >= before.length && Arrays.mismatch(before, 0, before.length, now, 0, before.length) < 0;
            if (grew) {
                takeOutClaims(before, now, aside, told);
                return;
            }
        }
        if (isLink || Files.exists(file)) moveAside(file, aside);
        DurableFile.replace(file, before);
        told.add("the journal was rewritten, and is as it was before");
    }

    private void takeOutClaims(byte[] before, byte[] now, Path aside, List<String> told) throws IOException {
        var claims = new JournalClaims(now, before.length);
        if (claims.taken().isEmpty()) return;
        moveAside(shop.files().journal(), aside);
        var honest = new ByteArrayOutputStream();
        honest.write(before);
        honest.write(claims.rest());
        DurableFile.replace(shop.files().journal(), honest.toByteArray());
        told.add("the journal said what no measurement says, which was taken out: "
                + String.join(
                        ", ",
                        claims.taken().subList(0, Math.min(3, claims.taken().size()))));
    }

    /** Brings back protected files that git does not hold. */
    void mendProtected(Session session, Collection<String> touched, Path aside) {
        var known = new Protection(shop).fingerprints(session);
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
        var place = aside.resolve(file.getFileName() + "-" + shop.clock().millis());
        try {
            Files.move(file, place);
        } catch (NoSuchFileException gone) {
            // nothing is there to be lost
        }
    }

    /** Scripts are where the candidate stands, settings beside the journal. */
    private Path place(String name) {
        return name.equals(shop.files().layout().settings())
                ? shop.files().settings()
                : PlatformText.path(shop.tree(), name);
    }

    private Path root() {
        return shop.files().root();
    }
}
