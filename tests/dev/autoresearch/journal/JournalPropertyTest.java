package dev.autoresearch.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.json.Json;
import dev.autoresearch.model.Layout;
import dev.autoresearch.model.Session;
import dev.autoresearch.model.Status;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeTry;

/** Whatever the bytes of a journal are: it is read, nothing valid in it is lost, and it does not matter when. */
class JournalPropertyTest {
    private static final Path FILE = Path.of(System.getProperty("java.io.tmpdir"))
            .resolve("journal-property-" + ProcessHandle.current().pid() + ".jsonl");

    @BeforeTry
    void begin() throws Exception {
        removeTheFiles();
    }

    @AfterContainer
    static void removeTheFiles() throws Exception {
        Files.deleteIfExists(FILE);
        Files.deleteIfExists(FILE.resolveSibling(FILE.getFileName() + ".torn"));
    }

    @Property(tries = 300)
    void anyBytesAreReadAndARunBetweenThemIsFound(@ForAll byte[] before, @ForAll byte[] after, @ForAll Layout layout)
            throws Exception {
        var run = "{\"run\":7,\"metric\":4.25,\"status\":\"keep\",\"description\":\"the valid one\"}";
        Files.write(FILE, joined(before, ("\n" + run + "\n").getBytes(StandardCharsets.UTF_8), after));
        var journal = new Journal(FILE, layout);
        assertTrue(holdsTheValidOne(journal.session()));
        journal.append(List.of(JournalLines.run(8, 5, Status.KEEP)));
        var session = new Journal(FILE, layout).session();
        assertTrue(holdsTheValidOne(session));
        assertEquals(session, journal.session());
        assertEquals(5, session.lastRun().orElseThrow().metric());
    }

    private static boolean holdsTheValidOne(Session session) {
        for (var segment : session.segments())
            for (var run : segment.runs())
                if (run.metric() == 4.25 && run.description().equals("the valid one")) return true;
        return false;
    }

    @Property(tries = 300)
    void everyRunLineAmongDamagedOnesIsCounted(@ForAll("journals") byte[] bytes, @ForAll Layout layout)
            throws Exception {
        Files.write(FILE, bytes);
        int runs = 0;
        for (var line : new String(bytes, StandardCharsets.ISO_8859_1).split("\n", -1)) {
            var raw = line.getBytes(StandardCharsets.ISO_8859_1);
            var object = Json.object(raw, 0, raw.length);
            if (object.isEmpty() || "config".equals(object.get().get("type"))) continue;
            if (object.get().get("metric") instanceof Double || object.get().get("run") instanceof Double) runs++;
        }
        assertEquals(runs, new Journal(FILE, layout).session().totalRuns());
    }

    @Property(tries = 200)
    void readingWhileTheFileGrowsIsReadingItAtOnce(
            @ForAll("journals") byte[] bytes,
            @ForAll Layout layout,
            @ForAll @Size(max = 12) List<@IntRange(max = 400) Integer> cuts)
            throws Exception {
        Files.write(FILE, new byte[0]);
        var growing = new Journal(FILE, layout);
        int from = 0;
        for (int cut : cuts) {
            int to = Math.min(bytes.length, from + cut);
            Files.write(FILE, Arrays.copyOfRange(bytes, from, to), StandardOpenOption.APPEND);
            var fresh = new Journal(FILE, layout);
            assertEquals(fresh.session(), growing.session());
            assertEquals(fresh.warnings(), growing.warnings());
            from = to;
        }
        Files.write(FILE, Arrays.copyOfRange(bytes, from, bytes.length), StandardOpenOption.APPEND);
        assertEquals(new Journal(FILE, layout).session(), growing.session());
    }

    @Property(tries = 60)
    void theStateAfterEachLineIsTheReplayOfWhatWasThereUntilThen(
            @ForAll("journals") byte[] bytes, @ForAll Layout layout) throws Exception {
        Files.write(FILE, new byte[0]);
        var stepwise = new Journal(FILE, layout);
        var prefix = new ByteArrayOutputStream();
        for (byte b : bytes) {
            prefix.write(b);
            if (b != '\n') continue;
            Files.write(FILE, prefix.toByteArray());
            assertEquals(new Journal(FILE, layout).session(), stepwise.session());
        }
    }

    @Provide
    Arbitrary<byte[]> journals() {
        var parts = new ArrayList<String>(List.of(
                "{\"type\":\"config\",\"name\":\"a\",\"metricName\":\"ms\",\"bestDirection\":\"higher\"}",
                "{\"type\":\"config\"}",
                "{\"type\":\"measurement\",\"id\":\"1\",\"outcome\":\"passed\",\"primary\":5}",
                "{\"type\":\"stored\",\"ref\":\"r\",\"id\":\"i\"}",
                "{\"type\":\"judgement\",\"kept\":true}",
                "{\"run\":1,\"metric\":5,\"status\":\"keep\"}",
                "{\"run\":2,\"metric\":4,\"status\":\"discard\"}",
                "{\"metric\":-1}",
                "{\"run\":9,\"metric\":null,\"status\":\"crash\"}",
                "{\"run\":3,\"metric\":4,\"status\":\"gr\u00fcn\"}"));
        parts.addAll(List.of("\n", "\n", "\n", "\n", "\r\n", " ", "{", "}", "x", "\u00ff", "\u0000", "{\"metric\":"));
        return Arbitraries.of(parts)
                .list()
                .ofMaxSize(40)
                .map(list -> String.join("", list).getBytes(StandardCharsets.ISO_8859_1));
    }

    private static byte[] joined(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (var part : parts) all.writeBytes(part);
        return all.toByteArray();
    }
}
