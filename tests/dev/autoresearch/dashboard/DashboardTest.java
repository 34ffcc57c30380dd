package dev.autoresearch.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.autoresearch.AutoResearch;
import dev.autoresearch.Problem;
import dev.autoresearch.testing.TestRepo;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server behind the page: who may ask, what it answers, how it tells of changes. */
@Tag("locale")
class DashboardTest {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    private GeneratedSession stage;
    private Dashboard dashboard;

    @BeforeEach
    void open() throws IOException {
        stage = new GeneratedSession(folder).runs(3);
        dashboard = Dashboard.open(AutoResearch.in(folder).context(), 0);
    }

    @AfterEach
    void close() {
        dashboard.close();
    }

    @Test
    void thePageIsServedWithAStrictPolicy() throws Exception {
        var page = get(dashboard.address());

        assertEquals(200, page.statusCode());
        var policy = page.headers().firstValue("Content-Security-Policy").orElseThrow();
        assertTrue(policy.startsWith("default-src 'none'; script-src 'sha256-"), policy);
        assertFalse(policy.contains("unsafe"), policy);
        assertEquals(
                "nosniff", page.headers().firstValue("X-Content-Type-Options").orElseThrow());
        assertEquals("no-referrer", page.headers().firstValue("Referrer-Policy").orElseThrow());
        assertEquals("no-store", page.headers().firstValue("Cache-Control").orElseThrow());
        assertFalse(page.body().matches("(?s).*(src|href)=\"(?!data:,\"|#).*"), "nothing is fetched from elsewhere");
        assertFalse(page.body().matches("(?s).*<[^>]* on[a-z]+=.*"), "no inline handlers");
    }

    @Test
    void theDataHoldsTheRunsAsJson() throws Exception {
        dashboard.close();
        stage.compared("in three pairs after a first look");
        dashboard = Dashboard.open(AutoResearch.in(folder).context(), 0);
        var answer = get(dashboard.address().resolve("data"));

        var runs = new ObjectMapper().readTree(answer.body()).at("/segments/0/runs");
        assertEquals(4, runs.size());
        assertEquals("[[101,91],[102,92],[103,93]]", runs.at("/3/compared").toString());
        assertEquals(92 / 0.9 * 0.92, runs.at("/3/to").asDouble(), 1e-9);
        assertEquals(
                "application/json", answer.headers().firstValue("Content-Type").orElseThrow());
    }

    @Test
    void withoutTheTokenNothingIsTold() throws Exception {
        var token = dashboard.address().getPath().replace("/", "");
        var wrong = List.of(
                "/",
                "/data",
                "/events",
                "/" + "0".repeat(32) + "/data",
                "/" + token.substring(1) + "/data",
                "/" + token + "0/data",
                "/" + token.toUpperCase() + "x/",
                "//" + token + "/data",
                "/x/../" + token + "/data",
                "/?" + token,
                "/data?token=" + token);
        for (var path : wrong) {
            var answer = raw("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port());
            assertTrue(answer.startsWith("HTTP/1.1 403 "), path + ": " + answer);
            assertFalse(answer.contains("latency"), answer);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "data/",
                "data/../data",
                "..",
                "../",
                "%2e%2e/",
                "data%00",
                "DATA",
                "page.html",
                "./data",
                ";x",
                "\\"
            })
    void thereIsNothingBesideThePageAndItsData(String path) throws Exception {
        var answer = raw("GET " + dashboard.address().getPath() + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port());
        var expected = path.isEmpty() ? "HTTP/1.1 200 " : "HTTP/1.1 40";
        assertTrue(answer.startsWith(expected), path + ": " + answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: evil.example",
                "Host: evil.example:PORT",
                "Host: 127.0.0.1",
                "Host: 127.0.0.1.evil.example:PORT",
                "X: y",
                "Host: 127.0.0.1:PORT\r\nHost: evil.example"
            })
    void anotherHostIsRefused(String header) throws Exception {
        var path = dashboard.address().getPath();
        var answer = raw("GET " + path + "data HTTP/1.1\r\n" + header.replace("PORT", "" + port()));
        assertTrue(answer.matches("(?s)HTTP/1.1 4(21|00) .*"), answer);
        assertFalse(answer.contains("latency"), answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "get"})
    void itCanOnlyBeRead(String method) throws Exception {
        var answer = raw(method + " " + dashboard.address().getPath() + "data HTTP/1.1\r\nHost: localhost:" + port());
        assertTrue(answer.startsWith("HTTP/1.1 405 ") && answer.contains("Allow: GET, HEAD"), answer);
    }

    @Test
    void headHasNoBody() throws Exception {
        for (var path : List.of("", "data", "events")) {
            var answer = raw("HEAD " + dashboard.address().getPath() + path + " HTTP/1.1\r\nHost: localhost:" + port());
            assertTrue(answer.startsWith("HTTP/1.1 200 ") && answer.endsWith("\r\n\r\n"), answer);
        }
    }

    @Test
    void onlyThisMachineCanConnect() throws Exception {
        for (var network : Collections.list(NetworkInterface.getNetworkInterfaces()))
            for (var address : Collections.list(network.getInetAddresses()))
                if (!address.isLoopbackAddress())
                    assertThrows(IOException.class, () -> new Socket(address, port()).close(), address.toString());
    }

    @Test
    void manyPagesHearOfARunThoughOneDoesNotListen() throws Exception {
        try (var deaf = new Socket("127.0.0.1", port())) {
            deaf.setReceiveBufferSize(1024);
            deaf.getOutputStream().write(request("events"));
            var listening = new ArrayList<BufferedReader>();
            for (int i = 0; i < 40; i++) listening.add(events());
            for (var events : listening) assertEquals("{\"count\":1}", nextChange(events));

            stage.log("keep", 0.9, "one more");

            for (var events : listening) {
                var news = nextChange(events);
                assertTrue(news.contains("one more") && news.contains("\"since\":1"), news);
                assertFalse(news.contains("Baseline"), "what is known is told again: " + news);
            }
            var data = get(dashboard.address().resolve("data")).body();
            assertTrue(data.contains("one more") && data.contains("\"count\":2"), data);
        }
    }

    @Test
    void tooManyPagesAreRefusedUntilSomeHaveLeft() throws Exception {
        var listening = events();
        nextChange(listening);
        var open = new ArrayList<Socket>();
        for (int i = 0; i < 199; i++) open.add(connected("events"));
        for (var socket : open) assertEquals("HTTP/1.1 200 OK", firstLine(socket));
        try (var oneTooMany = connected("events")) {
            assertTrue(firstLine(oneTooMany).startsWith("HTTP/1.1 503 "));
        }

        for (var socket : open) socket.close();

        // a page that left is noticed when something is told to it, at the second time at the latest
        var answer = "";
        for (int i = 0; i < 20 && !answer.equals("HTTP/1.1 200 OK"); i++) {
            stage.log("discard", 1.1, "one more");
            nextChange(listening);
            try (var socket = connected("events")) {
                answer = firstLine(socket);
            }
        }
        assertEquals("HTTP/1.1 200 OK", answer);
    }

    private Socket connected(String path) throws IOException {
        var socket = new Socket("127.0.0.1", port());
        socket.setSoTimeout((int) PATIENCE.toMillis());
        socket.getOutputStream().write(request(path));
        return socket;
    }

    private static String firstLine(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))
                .readLine();
    }

    @Test
    void closingEndsEveryStream() throws Exception {
        var events = events();
        nextChange(events);

        dashboard.close();

        assertTimeoutPreemptively(PATIENCE, () -> {
            try {
                while (events.readLine() != null) {}
            } catch (IOException cut) {
                // as good an end as the other
            }
        });
        assertThrows(IOException.class, () -> get(dashboard.address()));
    }

    @Test
    void aTakenPortAndAMissingSessionAreExplained() throws Exception {
        var taken = assertThrows(
                Problem.class, () -> Dashboard.open(AutoResearch.in(folder).context(), port()));
        assertTrue(taken.getMessage().startsWith("cannot serve on port " + port()), taken.getMessage());

        TestRepo.at(Files.createDirectories(folder.resolve("empty")))
                .refuses("serve")
                .with(1, "there is no session", "autoresearch init");
        for (var format : List.of("md", "html", "png"))
            TestRepo.at(folder.resolve("empty"))
                    .refuses("export", "-f", format)
                    .with(1, "there is no session", "autoresearch init");
        TestRepo.at(folder).refuses("serve", "--port", "70000").with(2, "whole number", "serve --help");
    }

    @Test
    void theCommandTellsWhereItIsAndEndsOnCtrlC() throws Exception {
        var process = TestRepo.at(folder).process("serve", "--json").start();
        var document = new ObjectMapper().readTree(untilClosed(process));

        assertEquals(200, get(URI.create(document.path("url").asText())).statusCode());
        assertEquals(process.pid(), document.path("pid").asLong());
        assertEquals(
                0,
                new ProcessBuilder("kill", "-INT", "" + process.pid()).start().waitFor());
        assertEquals(130, process.waitFor());
        assertEquals("", new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
    }

    /** The document, which is all that comes while it serves. */
    private static String untilClosed(Process process) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        var text = new StringBuilder();
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            text.append(line).append('\n');
            if (line.equals("}")) break;
        }
        return text.toString();
    }

    private int port() {
        return dashboard.address().getPort();
    }

    private HttpResponse<String> get(URI address) throws Exception {
        return client.send(
                HttpRequest.newBuilder(address).timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
    }

    private BufferedReader events() throws Exception {
        var request =
                HttpRequest.newBuilder(dashboard.address().resolve("events")).build();
        var answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        assertEquals(
                "text/event-stream", answer.headers().firstValue("Content-Type").orElseThrow());
        return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
    }

    private static String nextChange(BufferedReader events) {
        return assertTimeoutPreemptively(PATIENCE, () -> {
            for (var line = events.readLine(); line != null; line = events.readLine())
                if (line.startsWith("data: ")) return line.substring("data: ".length());
            throw new AssertionError("the stream ended");
        });
    }

    private byte[] request(String path) {
        return ("GET " + dashboard.address().getPath() + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port() + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A request byte for byte as no polite client would send it. */
    private String raw(String head) throws IOException {
        try (var socket = new Socket("127.0.0.1", port())) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.getOutputStream()
                    .write((head + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
