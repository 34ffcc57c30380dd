package dev.autoresearch.dashboard;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/**
 * Lets through who has the token, asks for this host by its name, and only reads. The Host header is checked since a
 * stranger's page may give its own name to this machine's address (DNS rebinding).
 */
final class AccessCheck implements HttpHandler {
    private final byte[] token;
    private final List<String> hosts;
    private final Routes answers;

    AccessCheck(String token, int port, Routes answers) {
        this.token = token.getBytes(StandardCharsets.ISO_8859_1);
        this.hosts = List.of("127.0.0.1:" + port, "localhost:" + port);
        this.answers = answers;
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
        if (!isOurHost(exchange)) answers.refuse(exchange, 421, "not the host that this is");
        else if (!method.equals("GET") && !method.equals("HEAD")) {
            headers.set("Allow", "GET, HEAD");
            answers.refuse(exchange, 405, "this can only be read");
        } else if (!hasToken(exchange)) answers.refuse(exchange, 403, "the address lacks its token");
        else answers.answer(exchange, rest(exchange));
    }

    private boolean isOurHost(HttpExchange exchange) {
        var given = exchange.getRequestHeaders().get("Host");
        return given != null && given.size() == 1 && hosts.contains(given.get(0));
    }

    /** Compared in constant time, so that how long a refusal takes tells nothing about the token. */
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
}
