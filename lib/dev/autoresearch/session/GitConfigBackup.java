package dev.autoresearch.session;

import dev.autoresearch.git.Git;
import dev.autoresearch.git.Worktree;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Copies of git's own files that no commit shows: its settings, its excludes, its hooks. An agent that changes them
 * could have one thing measured and another kept. The copies are files, for the next start after a kill, and in
 * memory, where no agent removes them. An empty copy stands for a file that is not there. A hook, or the folder of
 * hooks, may be a link to other work. Then only the link counts.
 *
 * <p>All agents of a loop share one: git's files are copied only while none of them is at work.
 */
public final class GitConfigBackup {
    private static final Charset ANY_BYTES = StandardCharsets.ISO_8859_1;
    private static final String FOLDER = "hooks";
    private static final String HOOKS = FOLDER + "/";
    private static final List<String> NAMES = List.of("config", "config.worktree", "info/exclude", "info/attributes");

    private final Path git;
    private final Path copies;
    private final Set<Integer> lent = new HashSet<>();
    private Map<String, GitFile> known = Map.of();

    /** Those of a repository; {@code git} is the git folder that all its worktrees share. */
    GitConfigBackup(Path git, Path copies) {
        this.git = git;
        this.copies = copies;
    }

    public static GitConfigBackup of(SessionContext context, Git git) {
        var folder = git.commonFolder().resolve("autoresearch/safe");
        var home = Worktree.nameFor(context.files().home());
        return new GitConfigBackup(git.commonFolder(), folder.resolve("settings-" + home));
    }

    /** A workspace gets an agent; if no other has one, everything is copied as it is now. */
    synchronized void lend(int slot) throws IOException {
        if (lent.isEmpty()) fill();
        lent.add(slot);
    }

    synchronized void close(int slot) {
        lent.remove(slot);
    }

    /** One of them as it is somewhere: a link, or content and who may do what with it, or nothing. */
    private record GitFile(Optional<Path> link, String content, Set<PosixFilePermission> rights) {
        private static final GitFile NOTHING = new GitFile(Optional.empty(), "", Set.of());

        static GitFile at(Path file, boolean isHook) throws IOException {
            if (isHook && Files.isSymbolicLink(file))
                return new GitFile(Optional.of(Files.readSymbolicLink(file)), "", Set.of());
            if (!Files.isRegularFile(file) || Files.size(file) == 0) return NOTHING;
            return new GitFile(
                    Optional.empty(), Files.readString(file, ANY_BYTES), Files.getPosixFilePermissions(file));
        }

        /** In one step, so that no git meanwhile finds less. A link that is there already is not written through. */
        void write(Path file) throws IOException {
            var draft = file.resolveSibling(file.getFileName() + ".autoresearch");
            Files.createDirectories(file.resolveSibling(""));
            Files.deleteIfExists(draft);
            if (link.isPresent()) Files.createSymbolicLink(draft, link.get());
            else Files.writeString(draft, content, ANY_BYTES);
            if (!rights.isEmpty()) Files.setPosixFilePermissions(draft, rights);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    void fill() throws IOException {
        for (var old : hooks(copies, prefix())) Files.delete(copy(HOOKS + old));
        Files.deleteIfExists(copy(FOLDER));
        if (Files.isSymbolicLink(git.resolve(FOLDER))) now(FOLDER).write(copy(FOLDER));
        for (var name : names(List.of())) now(name).write(copy(name));
        remember();
    }

    /** Reads the copies into memory; from here on it does not matter what becomes of them. */
    void remember() throws IOException {
        var read = new TreeMap<String, GitFile>();
        for (var name : NAMES) if (Files.exists(copy(name))) read.put(name, copied(name));
        if (Files.isSymbolicLink(copy(FOLDER))) read.put(FOLDER, copied(FOLDER));
        for (var hook : hooks(copies, prefix())) read.put(HOOKS + hook, copied(HOOKS + hook));
        known = read;
    }

    /** Puts back what was changed; what stood there goes aside. The remarks say what it did, and where that is. */
    synchronized void mend(Path aside, List<String> remarks) throws IOException {
        if (known.isEmpty()) remember();
        // without any copy nothing is known of what was there
        if (known.isEmpty()) return;
        if (Files.isSymbolicLink(git.resolve(FOLDER)) || known.containsKey(FOLDER)) mend(FOLDER, aside, remarks);
        for (var name : names(known.keySet())) mend(name, aside, remarks);
        for (var copied : known.entrySet())
            if (!Files.exists(copy(copied.getKey()), LinkOption.NOFOLLOW_LINKS))
                copied.getValue().write(copy(copied.getKey()));
    }

    private void mend(String name, Path aside, List<String> remarks) throws IOException {
        if (!isHook(name) && !known.containsKey(name)) return;
        var before = known.getOrDefault(name, GitFile.NOTHING);
        if (before.equals(now(name))) return;
        var file = git.resolve(name);
        var changed = aside.resolve("git-" + file.getFileName() + "-" + System.nanoTime());
        Files.createDirectories(aside);
        if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) Files.move(file, changed);
        else if (Files.isRegularFile(file)) Files.copy(file, changed, StandardCopyOption.COPY_ATTRIBUTES);
        // a person may have linked his config; only hooks are links to us
        var place = !isHook(name) && Files.exists(file) ? file.toRealPath() : file;
        if (before.equals(GitFile.NOTHING)) Files.deleteIfExists(place);
        else before.write(place);
        remarks.add("git's " + name + " was changed, which was put back"
                + (Files.exists(changed) ? " (the change is in " + changed + ")" : ""));
    }

    private GitFile now(String name) throws IOException {
        return GitFile.at(git.resolve(name), isHook(name));
    }

    private GitFile copied(String name) throws IOException {
        return GitFile.at(copy(name), isHook(name));
    }

    private static boolean isHook(String name) {
        return name.startsWith(FOLDER);
    }

    /** The files that are there, or were. A folder of hooks that is a link has none. */
    private Set<String> names(Collection<String> earlier) throws IOException {
        var names = new TreeSet<>(NAMES);
        names.addAll(earlier);
        names.remove(FOLDER);
        if (!Files.isSymbolicLink(git.resolve(FOLDER)))
            for (var hook : hooks(git.resolve(FOLDER), "")) names.add(HOOKS + hook);
        return names;
    }

    /** Names of files in a folder that begin like this, without this; git's own examples are no hooks. */
    private static List<String> hooks(Path folder, String prefix) throws IOException {
        var names = new ArrayList<String>();
        if (!Files.isDirectory(folder)) return names;
        try (var files = Files.newDirectoryStream(folder)) {
            for (var file : files) {
                var name = file.getFileName().toString();
                boolean isFile = Files.isRegularFile(file) || Files.isSymbolicLink(file);
                if (name.startsWith(prefix) && !name.endsWith(".sample") && isFile)
                    names.add(name.substring(prefix.length()));
            }
        }
        return names;
    }

    private String prefix() {
        return copy(HOOKS).getFileName().toString();
    }

    private Path copy(String name) {
        return copies.resolve("git-" + name.replace('/', '-'));
    }
}
