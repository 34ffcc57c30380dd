package dev.autoresearch.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

/** Every byte of a folder, without the help of git: path → kind, mode, content hash or link target. */
final class Fingerprint {
    private Fingerprint() {}

    /** Files and links; folders only show through them, as in git. Git's own folder is left out. */
    static Map<String, String> of(Path folder) throws IOException {
        Map<String, String> print = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                Path relative = folder.relativize(file);
                if (relative.startsWith(".git") || Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                    continue;
                }
                print.put(relative.toString(), describe(file));
            }
        }
        return print;
    }

    private static String describe(Path file) throws IOException {
        if (Files.isSymbolicLink(file)) {
            return "link " + Files.readSymbolicLink(file);
        }
        String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS));
        return mode + " " + Files.size(file) + " " + hash(Files.readAllBytes(file));
    }

    static String hash(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    static String hash(String content) {
        return hash(content.getBytes(StandardCharsets.UTF_8));
    }
}
