package dev.autoresearch.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A folder, byte by byte: files and folders with their modes, links, the journal; of a git repository HEAD, every ref,
 * the index and the exclude file. Only the tool's own scratch folder and git's object store are left out.
 */
public record FolderSnapshot(Map<String, String> facts) {

    static FolderSnapshot of(Path folder) {
        var facts = new TreeMap<String, String>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                var name = folder.relativize(file).toString();
                if (!isPrivate(name)) facts.put(name, describe(file));
            }
            if (Files.exists(folder.resolve(".git"))) describeGit(folder, facts);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return new FolderSnapshot(facts);
    }

    /** The files and links alone, also those that are the tool's own; of their modes what git knows. */
    static Map<String, String> files(Path folder) {
        var facts = new TreeMap<String, String>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                var name = folder.relativize(file);
                boolean isFolder = Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS);
                if (!isFolder && !name.startsWith(".git")) facts.put(name.toString(), describeAsGit(file));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return facts;
    }

    private static boolean isPrivate(String name) {
        return name.isEmpty()
                || name.equals(".git")
                || name.startsWith(".git/")
                || name.equals(".autoresearch")
                || name.startsWith(".autoresearch/");
    }

    private static String describe(Path file) throws IOException {
        if (Files.isSymbolicLink(file)) return "link to " + Files.readSymbolicLink(file);
        var mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS));
        if (!Files.isRegularFile(file)) return mode + " folder";
        return mode + " " + content(file);
    }

    /** Git writes files as the umask wants them. */
    private static String describeAsGit(Path file) throws IOException {
        if (Files.isSymbolicLink(file)) return describe(file);
        return (Files.isExecutable(file) ? "executable, " : "") + content(file);
    }

    private static String content(Path file) throws IOException {
        return Files.size(file) + " bytes " + hash(Files.readAllBytes(file));
    }

    private static void describeGit(Path folder, Map<String, String> facts) throws IOException {
        facts.put("git HEAD", Files.readString(folder.resolve(".git/HEAD")));
        facts.put("git refs", TestRepo.git(folder, "for-each-ref"));
        facts.put("git index", TestRepo.git(folder, "ls-files", "-s", "-v"));
        var exclude = folder.resolve(".git/info/exclude");
        facts.put("git exclude", Files.exists(exclude) ? Files.readString(exclude) : "");
    }

    private static String hash(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** The same but for these files. */
    public FolderSnapshot without(String... names) {
        var rest = new TreeMap<>(facts);
        for (var name : names) rest.remove(name);
        return new FolderSnapshot(rest);
    }

    /** One fact a line, so that a failing comparison shows which file it was. */
    @Override
    public String toString() {
        var text = new StringBuilder();
        facts.forEach(
                (name, fact) -> text.append(name).append(": ").append(fact).append('\n'));
        return text.toString();
    }
}
