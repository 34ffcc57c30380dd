package dev.autoresearch.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.autoresearch.model.Event;
import dev.autoresearch.model.Layout;
import dev.autoresearch.model.Metric;
import dev.autoresearch.model.Run;
import dev.autoresearch.model.Session;
import dev.autoresearch.model.Status;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterTry;
import org.junit.jupiter.api.Assertions;

/** A journal of ours, with all its lines of our own, is for the tool of its layout what it is for us. */
class PeerReaderTest {
    private final List<Path> written = new ArrayList<>();

    @Property(tries = 100)
    void thePeerOfTheLayoutReadsWhatWeRead(@ForAll Layout layout, @ForAll("events") @Size(max = 20) List<Event> events)
            throws Exception {
        var file = java.nio.file.Files.createTempDirectory("peers").resolve("journal.jsonl");
        written.add(file);
        var journal = new Journal(file, layout);
        journal.append(List.of(JournalLines.begin()));
        for (var event : events) journal.append(List.of(numbered(event, journal.session())));
        var session = journal.session();
        var seen = PeerReader.valueOf(layout.name()).read(JournalLines.of(file));
        assertEquals(session.setup().name(), seen.name());
        assertEquals(session.metric().name(), seen.metricName());
        assertEquals(session.metric().direction().word(), seen.direction());
        assertEquals(session.current().index(), seen.segment());
        assertEquals(expected(session, layout), seen.runs());
        assertEquals(session.current().best().map(Run::metric).orElse(Double.NaN), seen.best(), "the best kept metric");
    }

    private static Event numbered(Event event, Session session) {
        if (!(event instanceof Run run)) return event;
        return new Run(
                session.nextNumber(),
                run.commit(),
                run.metric(),
                run.measured(),
                run.metrics(),
                run.status(),
                session.runs().isEmpty(),
                run.description(),
                run.timestamp(),
                session.current().index(),
                run.confidence(),
                run.asi(),
                run.evidence());
    }

    private static List<PeerReader.Seen> expected(Session session, Layout layout) {
        var runs = new ArrayList<PeerReader.Seen>();
        for (var segment : session.segments())
            for (var run : segment.runs()) {
                boolean hidden = run.status() == Status.CHECKS_FAILED && layout != Layout.PI;
                runs.add(new PeerReader.Seen(
                        run.number(),
                        run.metric(),
                        hidden ? "crash" : run.status().word(),
                        segment.index(),
                        run.description()));
            }
        return runs;
    }

    @Provide
    Arbitrary<List<Event>> events() {
        return Arbitraries.frequencyOf(
                        net.jqwik.api.Tuple.of(4, runs()),
                        net.jqwik.api.Tuple.of(
                                1,
                                Arbitraries.of(
                                        JournalLines.measurement(), JournalLines.judgement(), JournalLines.stored())),
                        net.jqwik.api.Tuple.of(
                                1,
                                Arbitraries.of(
                                        JournalLines.begin(),
                                        JournalLines.begin(Metric.higher("qps")),
                                        JournalLines.begin(Metric.lower("s")))))
                .list();
    }

    private static Arbitrary<Event> runs() {
        return Arbitraries.oneOf(
                Arbitraries.doubles()
                        .between(0.01, 1e6)
                        .flatMap(metric ->
                                Arbitraries.of(Status.class).map(status -> JournalLines.run(1, metric, status))),
                Arbitraries.just(JournalLines.unmeasured(1)));
    }

    @AfterTry
    void removeTheFiles() throws Exception {
        for (var file : written) {
            java.nio.file.Files.deleteIfExists(file);
            java.nio.file.Files.deleteIfExists(file.getParent());
        }
        written.clear();
    }

    @org.junit.jupiter.api.Test
    void theSdkFailsOnAWordThatItDoesNotKnow() {
        var line = List.of(JournalLines.object("{\"metric\":1,\"status\":\"checks_failed\"}"));
        Assertions.assertThrows(IllegalStateException.class, () -> PeerReader.SDK.read(line));
        assertEquals("keep", PeerReader.OPENCLAW.read(line).runs().get(0).status());
    }
}
