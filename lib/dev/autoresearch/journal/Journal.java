package dev.autoresearch.journal;

import dev.autoresearch.Problem;
import dev.autoresearch.json.Json;
import dev.autoresearch.model.Event;
import dev.autoresearch.model.Layout;
import dev.autoresearch.model.Session;
import dev.autoresearch.model.SessionReplay;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * The journal file: read incrementally, appended to in whole lines, never rewritten (I3). A reader remembers how far it
 * came, so that a long loop does not read the same lines again. Several threads may share one.
 */
public final class Journal {
    private static final int MOST_WARNINGS = 20;
    private static final int CHUNK = 1 << 16;

    private final Path file;
    private final Layout layout;
    private SessionReplay fold;
    private List<String> warnings = new ArrayList<>();
    private long position;
    private int lines;
    private boolean unterminated;
    private String fileKey = "";

    public Journal(Path file, Layout layout) {
        this.file = file;
        this.layout = layout;
        this.fold = new SessionReplay(layout);
    }

    /** The state of the session after all whole lines of the file; an absent file is an empty session. */
    public synchronized Session session() {
        try {
            if (!Files.exists(file)) startOver();
            else readOn();
        } catch (IOException e) {
            throw cannotRead(e);
        }
        return fold.session();
    }

    /** Lines that were skipped or not taken at their word, each with its line number. */
    public synchronized List<String> warnings() {
        session();
        return List.copyOf(warnings);
    }

    private void startOver() {
        fold = new SessionReplay(layout);
        warnings = new ArrayList<>();
        position = 0;
        lines = 0;
        unterminated = false;
    }

    private void readOn() throws IOException {
        var attributes = Files.readAttributes(file, BasicFileAttributes.class);
        var key = String.valueOf(attributes.fileKey());
        if (!key.equals(fileKey) || attributes.size() < position) startOver();
        fileKey = key;
        if (attributes.size() == position) return;
        // What was taken for a whole line may have gone on.
        if (unterminated) startOver();
        try (var channel = Files.newByteChannel(file)) {
            channel.position(position);
            readLines(Channels.newInputStream(channel));
        }
    }

    private void readLines(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        var chunk = new byte[CHUNK];
        for (int read = in.read(chunk); read > 0; read = in.read(chunk)) {
            int start = 0;
            for (int i = 0; i < read; i++) {
                if (chunk[i] != '\n') continue;
                line.write(chunk, start, i - start);
                start = i + 1;
                position += line.size() + 1;
                take(line.toByteArray());
                line.reset();
            }
            line.write(chunk, start, read - start);
        }
        takeUnterminated(line.toByteArray());
    }

    private void take(byte[] line) {
        lines++;
        if (isBlank(line)) return;
        var object = Json.object(line, 0, line.length);
        if (object.isEmpty()) {
            warn("not a JSON object, skipped");
            return;
        }
        var event = reader().event(object.get());
        if (event.isPresent()) fold.apply(event.get());
    }

    /** A last line without its end is whole if it is JSON; otherwise it is a torn write, which an append repairs. */
    private void takeUnterminated(byte[] line) {
        if (line.length == 0 || Json.object(line, 0, line.length).isEmpty()) return;
        position += line.length;
        unterminated = true;
        take(line);
    }

    private JournalReader reader() {
        return new JournalReader(this::warn);
    }

    private void warn(String sentence) {
        if (warnings.size() < MOST_WARNINGS) warnings.add(file.getFileName() + " line " + lines + ": " + sentence);
    }

    private static boolean isBlank(byte[] line) {
        for (byte b : line) if (b != ' ' && b != '\t' && b != '\r') return false;
        return true;
    }

    /** The bytes after the last whole line: a write that was cut off; empty when there is none. */
    public synchronized byte[] torn() {
        session();
        try {
            if (!Files.exists(file) || Files.size(file) <= position) return new byte[0];
            try (var channel = Files.newByteChannel(file)) {
                var rest = Channels.newInputStream(channel.position(position)).readAllBytes();
                return isBlank(rest) ? new byte[0] : rest;
            }
        } catch (IOException e) {
            throw cannotRead(e);
        }
    }

    /**
     * Appends the lines of these events in one write and forces them to disk before it returns. The caller holds the
     * session's lock.
     *
     * @return what had to be repaired first, in a sentence; empty as a rule
     */
    public synchronized String append(List<? extends Event> events) {
        var repaired = repair();
        var metricName = metricName(events);
        var text = new StringBuilder(lacksLineEnd() ? "\n" : "");
        for (var event : events)
            text.append(JournalWriter.line(event, layout, metricName)).append('\n');
        DurableFile.append(file, text.toString().getBytes(StandardCharsets.UTF_8));
        return repaired;
    }

    private String metricName(List<? extends Event> events) {
        for (var event : events)
            if (event instanceof Event.Begin begin)
                return begin.setup().metric().name();
        return session().metric().name();
    }

    private String repair() {
        var torn = torn();
        if (torn.length == 0) return "";
        var aside = file.resolveSibling(file.getFileName() + ".torn");
        DurableFile.append(aside, torn);
        DurableFile.append(aside, new byte[] {'\n'});
        DurableFile.truncate(file, position);
        return "the journal ended in a torn line; its " + torn.length + " bytes were moved to " + aside.getFileName();
    }

    private boolean lacksLineEnd() {
        try {
            if (!Files.exists(file) || position == 0) return false;
            try (var channel = Files.newByteChannel(file)) {
                var last = ByteBuffer.allocate(1);
                channel.position(position - 1).read(last);
                return last.get(0) != '\n';
            }
        } catch (IOException e) {
            throw cannotRead(e);
        }
    }

    private Problem cannotRead(IOException e) {
        if (Files.isDirectory(file))
            return new Problem(
                            file + " is a folder, where the journal should be", "move it away, or use another folder")
                    .because(e);
        return DurableFile.cannotRead(file, e);
    }
}
