package dev.autoresearch.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.autoresearch.session.TamperGuard.JournalClaims;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TamperGuardTest {
    private static final String BEGUN = """
            {"type":"config","name":"goal"}
            {"type":"fingerprint","files":{}}
            {"run":1,"metric":9,"status":"keep"}
            """;
    private static final String MEASURED = "{\"type\":\"measurement\",\"primary\":7}\n";
    private static final String KEPT = "{\"run\":2,\"metric\":7,\"status\":\"keep\",\"description\":\"faster\"}\n";

    private static JournalClaims of(String before, String added) {
        var bytes = (before + added).getBytes(StandardCharsets.UTF_8);
        return new JournalClaims(bytes, before.length());
    }

    @Test
    void aKeepThatWasMeasuredBeforeTheAgentBeganIsNoClaim() {
        var claims = of(BEGUN + MEASURED, KEPT);
        assertEquals(List.of(), claims.taken());
        assertEquals(KEPT, new String(claims.rest(), StandardCharsets.UTF_8));
        assertEquals(
                List.of(),
                of(BEGUN + MEASURED.substring(0, 20), MEASURED.substring(20) + KEPT)
                        .taken());
        assertEquals(List.of("\"faster\""), of(BEGUN + MEASURED + KEPT, KEPT).taken());
    }

    @Test
    void anotherBenchmarkInTheSameSegmentIsAClaim() {
        var other = "{\"type\":\"fingerprint\",\"files\":{\"benchmark.sh\":\"1\"}}\n";
        assertEquals(List.of("another benchmark"), of(BEGUN, other).taken());
        assertEquals(List.of(), of("{\"type\":\"config\"}\n", other).taken());
    }
}
