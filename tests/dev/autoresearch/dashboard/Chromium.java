package dev.autoresearch.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/** A real browser without a window, driven by the DevTools protocol. */
final class Chromium implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE_SECONDS = 90;

    private final Process process;
    private final WebSocket socket;
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final Map<String, BiConsumer<String, JsonNode>> listeners = new ConcurrentHashMap<>();

    private Chromium(Process process, URI address) {
        this.process = process;
        this.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(address, new Reader())
                .join();
    }

    static Optional<Path> installed() {
        for (var folder : System.getenv("PATH").split(":"))
            for (var name : new String[] {"chromium", "chromium-browser", "google-chrome"})
                if (Files.isExecutable(Path.of(folder, name))) return Optional.of(Path.of(folder, name));
        return Optional.empty();
    }

    static Chromium start(Path binary, Path profile) throws IOException {
        var process = new ProcessBuilder(
                        binary.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--disable-background-networking",
                        "--disable-extensions",
                        "--no-first-run",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        var said = new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
        for (var line = said.readLine(); line != null; line = said.readLine()) {
            if (!line.startsWith("DevTools listening on ")) continue;
            var drain = new Thread(() -> said.lines().forEach(rest -> {}), "drain chromium");
            drain.setDaemon(true);
            drain.start();
            return new Chromium(process, URI.create(line.substring("DevTools listening on ".length())));
        }
        throw new IOException("chromium did not start");
    }

    /** A new page of this size in pixels. */
    BrowserPage page(int width, int height) {
        var target = call("", "Target.createTarget", Map.of("url", "about:blank"));
        var attached = call(
                "",
                "Target.attachToTarget",
                Map.of("targetId", target.path("targetId").asText(), "flatten", true));
        return new BrowserPage(this, attached.path("sessionId").asText(), width, height);
    }

    void listen(String session, BiConsumer<String, JsonNode> listener) {
        listeners.put(session, listener);
    }

    /** Sends a command and waits for what it answers. */
    JsonNode call(String session, String method, Map<String, ?> parameters) {
        int id = ids.incrementAndGet();
        var answer = new CompletableFuture<JsonNode>();
        answers.put(id, answer);
        var message = JSON.createObjectNode().put("id", id).put("method", method);
        if (!session.isEmpty()) message.put("sessionId", session);
        message.set("params", JSON.valueToTree(parameters));
        synchronized (socket) {
            socket.sendText(message.toString(), true).join();
        }
        var told = answer.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        if (told.has("error")) throw new AssertionError(method + ": " + told.path("error"));
        return told.path("result");
    }

    /** Asked politely it takes its own files away. */
    @Override
    public void close() {
        var tree = process.descendants().toList();
        call("", "Browser.close", Map.of());
        process.onExit()
                .completeOnTimeout(process, PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
        tree.forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private final class Reader implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                take(text.toString());
                text.setLength(0);
            }
            from.request(1);
            return null;
        }

        private void take(String message) {
            JsonNode told;
            try {
                told = JSON.readTree(message);
            } catch (IOException e) {
                throw new AssertionError(message, e);
            }
            if (told.has("id")) {
                answers.remove(told.path("id").asInt()).complete(told);
                return;
            }
            var listener = listeners.get(told.path("sessionId").asText());
            if (listener != null) listener.accept(told.path("method").asText(), told.path("params"));
        }
    }
}
