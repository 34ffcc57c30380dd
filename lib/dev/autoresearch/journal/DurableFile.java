package dev.autoresearch.journal;

import dev.autoresearch.Problem;
import dev.autoresearch.json.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/** Writes that are on the disk when they return, or have changed nothing. */
public final class DurableFile {
    private DurableFile() {}

    /**
     * Appends all bytes or none.
     *
     * @throws Problem when the disk is full, the folder is read-only, or anything else keeps them from the disk
     */
    public static void append(Path file, byte[] bytes) {
        try {
            boolean isNew = !Files.exists(file);
            if (isNew) createFolder(file);
            try (var channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
                appendOrUndo(channel, bytes);
            }
            if (isNew) forceFolder(file);
        } catch (IOException | ReadOnlyFileSystemException e) {
            throw cannotWrite(file, e);
        }
    }

    private static void appendOrUndo(FileChannel channel, byte[] bytes) throws IOException {
        long before = channel.size();
        try {
            var buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) channel.write(buffer);
            channel.force(true);
        } catch (IOException e) {
            channel.truncate(before);
            throw e;
        }
    }

    /** Replaces a file's content by an object on a line, as {@link #replace} does. */
    public static void replace(Path file, Map<String, Object> fields) {
        replace(file, Json.line(fields) + "\n");
    }

    /** Replaces a file's content in one step: a reader sees the old text or the new. */
    public static void replace(Path file, String text) {
        replace(file, text.getBytes(StandardCharsets.UTF_8));
    }

    public static void replace(Path file, byte[] bytes) {
        var draft = file.resolveSibling(file.getFileName() + ".new");
        try {
            createFolder(file);
            Files.deleteIfExists(draft);
            append(draft, bytes);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            forceFolder(file);
        } catch (IOException | ReadOnlyFileSystemException e) {
            throw cannotWrite(file, e);
        }
    }

    static void truncate(Path file, long size) {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(size);
            channel.force(true);
        } catch (IOException e) {
            throw cannotWrite(file, e);
        }
    }

    /** Renames a file, and waits until the rename is on the disk. */
    public static void move(Path from, Path to) {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
            forceFolder(to);
        } catch (IOException e) {
            throw cannotWrite(to, e);
        }
    }

    public static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw cannotWrite(file, e);
        }
    }

    private static void createFolder(Path file) throws IOException {
        var folder = file.getParent();
        if (folder != null) Files.createDirectories(folder);
    }

    /** A new name is durable only when its folder is on the disk, too. */
    private static void forceFolder(Path file) throws IOException {
        var folder = file.getParent();
        if (folder == null) return;
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    static Problem cannotRead(Path file, IOException e) {
        return new Problem("cannot read " + file + ": " + e.getMessage(), "check that the file can be read").because(e);
    }

    static Problem cannotWrite(Path file, Exception e) {
        if (e instanceof AccessDeniedException)
            return new Problem("cannot write " + file + ": permission denied", "make the folder writable").because(e);
        var reason = String.valueOf(e.getMessage());
        if (e instanceof ReadOnlyFileSystemException || reason.contains("Read-only file system"))
            return new Problem(
                            "cannot write " + file + ": the disk is read-only",
                            "make the folder writable, or work in another one (-C)")
                    .because(e);
        var hint = reason.contains("No space left")
                ? "free some space, then repeat the command"
                : "check that the folder exists and can be written";
        return new Problem("cannot write " + file + ": " + reason, hint).because(e);
    }
}
