package dev.autoresearch.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.autoresearch.testing.ProcessId;
import dev.autoresearch.testing.TestRepo;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines that no well-behaved client sends, cancellations, and the ends of a server; spoken to by hand. */
class StdioTransportTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String INITIALIZE = """
            {"jsonrpc":"2.0","id":"i","method":"initialize","params":{"protocolVersion":"2025-06-18",\
            "capabilities":{},"clientInfo":{"name":"hand","version":"1"}}}""";
    private static final String ENDLESS = "sleep 300 & echo $! $$ >pids; echo started; wait";

    @TempDir
    Path folder;

    private Process server;
    private BufferedReader out;

    @BeforeEach
    void start() throws IOException {
        server = new ProcessBuilder(ClientProcess.serverIn(folder))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        out = new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
    }

    @AfterEach
    void end() {
        server.destroyForcibly();
    }

    private void send(String line) throws IOException {
        server.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        server.getOutputStream().flush();
    }

    private void greet() throws IOException {
        send(INITIALIZE);
        assertEquals("2025-06-18", answer("i").at("/result/protocolVersion").asText());
        send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
    }

    private void call(int id, String tool, String arguments) throws IOException {
        send("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"tools/call\",\"params\":{\"name\":\"" + tool
                + "\",\"arguments\":" + arguments + "}}");
    }

    /** The next message with this id; every line must be a message. */
    private JsonNode answer(Object id) throws IOException {
        for (var line = out.readLine(); line != null; line = out.readLine()) {
            var message = JSON.readTree(line);
            assertEquals("2.0", message.path("jsonrpc").asText(), line);
            if (message.path("id").asText().equals(String.valueOf(id))) return message;
        }
        throw new AssertionError("the server closed its output");
    }

    /** A benchmark without an end has begun. */
    private TestRepo measuring() throws IOException {
        var lab = TestRepo.in(folder)
                .write(".gitignore", "pids\n")
                .commit("ignore")
                .begun();
        greet();
        call(1, "run_experiment", "{\"command\":\"" + ENDLESS + "\"}");
        for (int id = 2; ; id++) {
            call(id, "wait", "{\"wait_seconds\":0.05}");
            if (answer(id).at("/result/structuredContent/last_line").asText().equals("started")) return lab;
        }
    }

    private static void ended(TestRepo lab) throws Exception {
        for (var pid : lab.read("pids").strip().split(" ")) ProcessId.of(pid).awaitEnd();
    }

    @Test
    void linesThatAreNoMessagesAreAnsweredAndPassedOver() throws Exception {
        send("{\"jsonrpc\":\"2.0\",\"id\":\"early\",\"method\":\"tools/list\"}");
        assertEquals(-32600, answer("early").at("/error/code").asInt());
        greet();
        for (var line :
                new String[] {"{broken", "[]", "null", "\u0000", "{\"jsonrpc\":\"2.0\"}", "[".repeat(100_000)}) {
            send(line);
            assertEquals(
                    -32700, answer("null").at("/error/code").asInt(), line.substring(0, Math.min(20, line.length())));
        }
        send("");
        send("x".repeat(17 << 20));
        assertEquals(-32600, answer("null").at("/error/code").asInt());
        send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":99}}");
        send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\"}");
        send("{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"tools/call\",\"params\":{}}");
        assertTrue(answer(7).has("error"));
        send("{\"jsonrpc\":\"2.0\",\"id\":8,\"method\":\"no/such\"}");
        assertEquals(-32601, answer(8).at("/error/code").asInt());
        call(9, "status", "{}");
        assertTrue(answer(9).at("/result/content/0/text").asText().contains("no session"));

        server.getOutputStream().close();
        assertEquals(0, server.waitFor());
    }

    @Test
    void aCancelledRequestEndsItsBenchmark() throws Exception {
        var lab = measuring();

        send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":1}}");

        assertTrue(answer(1).at("/result/isError").asBoolean());
        ended(lab);
        call(1000, "run_experiment", "{\"command\":\"echo METRIC ms=5\"}");
        assertEquals(
                5, answer(1000).at("/result/structuredContent/primary_metric").asInt());
    }

    @Test
    void whenTheClientLeavesItsBenchmarkEnds() throws Exception {
        var lab = measuring();
        int lines = lab.journal().size();

        server.getOutputStream().close();

        server.waitFor();
        ended(lab);
        assertEquals(lines, lab.journal().size());
        lab.cli("run", "-c", "echo METRIC ms=5").exits(0);
    }

    @Test
    void whenTheServerIsAskedToStopItsBenchmarkEnds() throws Exception {
        var lab = measuring();

        server.destroy();

        server.waitFor();
        ended(lab);
        lab.cli("run", "-c", "echo METRIC ms=5").exits(0);
    }
}
