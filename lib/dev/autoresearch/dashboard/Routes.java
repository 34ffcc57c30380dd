package dev.autoresearch.dashboard;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.autoresearch.Problem;
import dev.autoresearch.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;

/**
 * What a browser can read: the page, its data, and events for what changed since. A request must have the token, ask for
 * this host by its name, and only read. The Host header is checked since a stranger's page may give its own name to this
 * machine's address (DNS rebinding).
 */
final class Routes implements HttpHandler {
    /** Each takes a thread for as long as its page is open. */
    private static final int MOST_STREAMS = 200;

    private static final long HEARTBEAT_SECONDS = 10;

    private final DashboardPage page = new DashboardPage();
    private final byte[] html = page.live().getBytes(StandardCharsets.UTF_8);
    private final String policy = page.livePolicy();
    private final Semaphore streams = new Semaphore(MOST_STREAMS);
    private final byte[] token;
    private final List<String> hosts;
    private final ChangeFeed changes;

    Routes(String token, int port, ChangeFeed changes) {
        this.token = token.getBytes(StandardCharsets.ISO_8859_1);
        this.hosts = List.of("127.0.0.1:" + port, "localhost:" + port);
        this.changes = changes;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        var headers = exchange.getResponseHeaders();
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cache-Control", "no-store");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        var method = exchange.getRequestMethod();
        if (!isOurHost(exchange)) refuse(exchange, 421, "not the host that this is");
        else if (!method.equals("GET") && !method.equals("HEAD")) {
            headers.set("Allow", "GET, HEAD");
            refuse(exchange, 405, "this can only be read");
        } else if (!hasToken(exchange)) refuse(exchange, 403, "the address lacks its token");
        else answer(exchange, rest(exchange));
    }

    private boolean isOurHost(HttpExchange exchange) {
        var given = exchange.getRequestHeaders().get("Host");
        return given != null && given.size() == 1 && hosts.contains(given.get(0));
    }

    /** Compared in constant time, so that the time of a refusal reveals nothing of the token. */
    private boolean hasToken(HttpExchange exchange) {
        var path = exchange.getRequestURI().getRawPath();
        int end = path.indexOf('/', 1);
        var given = path.startsWith("/") ? path.substring(1, end < 0 ? path.length() : end) : "";
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.ISO_8859_1), token);
    }

    /** What follows the token; the path as it was sent, since nothing here has a name that needs an escape. */
    private String rest(HttpExchange exchange) {
        return exchange.getRequestURI().getRawPath().substring(1 + token.length);
    }

    private void answer(HttpExchange exchange, String path) throws IOException {
        switch (path) {
            case "/" -> {
                exchange.getResponseHeaders().set("Content-Security-Policy", policy);
                send(exchange, 200, "text/html; charset=utf-8", html);
            }
            case "/data" -> data(exchange);
            case "/events" -> events(exchange);
            default -> refuse(exchange, 404, "there is nothing here");
        }
    }

    private void data(HttpExchange exchange) throws IOException {
        int status = 200;
        String json;
        try {
            json = changes.all();
        } catch (Problem unreadable) {
            status = 503;
            json = Json.line(Map.of("error", unreadable.getMessage()));
        }
        send(exchange, status, "application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    private void refuse(HttpExchange exchange, int status, String why) throws IOException {
        send(exchange, status, "text/plain; charset=utf-8", (why + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", String.valueOf(body.length));
            exchange.sendResponseHeaders(status, -1);
        } else {
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    private void events(HttpExchange exchange) throws IOException {
        if (!streams.tryAcquire()) {
            refuse(exchange, 503, "too many pages are open");
            return;
        }
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(200, head ? -1 : 0);
            if (!head) stream(exchange.getResponseBody());
        } finally {
            streams.release();
        }
    }

    /** A thread for each reader: one that does not read holds up itself alone. A write to one that left ends its stream. */
    private void stream(OutputStream out) throws IOException {
        try {
            // a request for all data after this event gets at least this state
            long known = changes.count();
            write(out, change("{\"count\":" + known + "}"));
            while (!changes.isClosed()) {
                if (changes.await(known, HEARTBEAT_SECONDS) == known) {
                    write(out, ":\n\n");
                    continue;
                }
                var news = changes.since(known);
                write(out, change(news.json()));
                known = news.count();
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private static String change(String document) {
        return "event: change\ndata: " + document + "\n\n";
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
