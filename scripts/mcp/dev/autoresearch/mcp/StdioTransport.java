package dev.autoresearch.mcp;

import dev.autoresearch.json.Json;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpServerSession;
import io.modelcontextprotocol.spec.McpServerTransport;
import io.modelcontextprotocol.spec.McpServerTransportProvider;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;

/**
 * JSON-RPC messages, one a line, from an input stream to a session and back to an output stream.
 *
 * <p>The SDK's own transport stops reading for ever at the first line that is no message, and drops the client's
 * cancellations. This one answers such a line with an error and goes on, tells of cancellations, and gives a tool the id
 * of the request that called it.
 */
final class StdioTransport implements McpServerTransportProvider {
    /** Under this key a tool finds its request's id in the transport context. */
    static final String REQUEST = "request";

    private static final int LONGEST_LINE = 16 << 20;
    private static final int PARSE_ERROR = -32700;
    private static final int INVALID_REQUEST = -32600;

    private final McpJsonMapper json;
    private final InputStream in;
    private final OutputStream out;
    private final Consumer<Object> cancelled;
    private final Phaser underWay = new Phaser(1);
    private Optional<McpServerSession> session = Optional.empty();
    private boolean initialized;

    /** @param cancelled told the id of each request that the client no longer wants */
    StdioTransport(McpJsonMapper json, InputStream in, OutputStream out, Consumer<Object> cancelled) {
        this.json = json;
        this.in = new BufferedInputStream(in);
        this.out = out;
        this.cancelled = cancelled;
    }

    /** Handles messages until the client closes the stream. */
    void serve() {
        try {
            var line = new ByteArrayOutputStream();
            for (int next = in.read(); next >= 0; next = in.read()) {
                if (next != '\n') {
                    if (line.size() <= LONGEST_LINE) line.write(next);
                    continue;
                }
                receive(line);
                line.reset();
            }
            receive(line);
        } catch (IOException e) {
            throw new UncheckedIOException("stdin cannot be read", e);
        }
    }

    private void receive(ByteArrayOutputStream bytes) {
        if (bytes.size() > LONGEST_LINE) {
            refuse(INVALID_REQUEST, "a message of more than " + LONGEST_LINE + " bytes was dropped", Json.NULL);
            return;
        }
        var line = bytes.toString(StandardCharsets.UTF_8).strip();
        if (line.isEmpty()) return;
        try {
            dispatch(McpSchema.deserializeJsonRpcMessage(json, line));
        } catch (IOException | RuntimeException e) {
            refuse(PARSE_ERROR, "a line that is no JSON-RPC message was dropped", Json.NULL);
        }
    }

    private void dispatch(McpSchema.JSONRPCMessage message) {
        Object id = "";
        if (message instanceof McpSchema.JSONRPCNotification notification) {
            initialized |= notification.method().equals(McpSchema.METHOD_NOTIFICATION_INITIALIZED);
            if (notification.method().equals("notifications/cancelled")) {
                if (notification.params() instanceof Map<?, ?> params && params.get("requestId") != null)
                    cancelled.accept(params.get("requestId"));
                return;
            }
        }
        if (message instanceof McpSchema.JSONRPCRequest request) {
            id = request.id();
            if (!initialized && !request.method().equals(McpSchema.METHOD_INITIALIZE)) {
                refuse(INVALID_REQUEST, "the session is not initialized: send initialize first", id);
                return;
            }
        }
        var context = McpTransportContext.create(Map.of(REQUEST, id));
        underWay.register();
        session.orElseThrow()
                .handle(message)
                .contextWrite(more -> more.put(McpTransportContext.KEY, context))
                .doFinally(signal -> underWay.arriveAndDeregister())
                .subscribe(done -> {}, failure -> System.err.println("autoresearch mcp: " + failure));
    }

    /** Gives what is under way a moment to be answered. */
    void drain(long millis) throws InterruptedException {
        int phase = underWay.arrive();
        try {
            underWay.awaitAdvanceInterruptibly(phase, millis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            System.err.println("autoresearch mcp: a request was left unanswered");
        }
    }

    private void refuse(int code, String message, Object id) {
        var answer = new LinkedHashMap<String, Object>();
        answer.put("jsonrpc", "2.0");
        answer.put("id", id);
        answer.put("error", Map.of("code", code, "message", message));
        write(Json.line(answer).getBytes(StandardCharsets.UTF_8));
    }

    private void write(byte[] message) {
        synchronized (out) {
            try {
                out.write(message);
                out.write('\n');
                out.flush();
            } catch (IOException e) {
                // The client is gone, and its closing of stdin ends this program.
                System.err.println("autoresearch mcp: nobody reads the answers: " + e.getMessage());
            }
        }
    }

    @Override
    public void setSessionFactory(McpServerSession.Factory factory) {
        session = Optional.of(factory.create(new Sender()));
    }

    @Override
    public Mono<Void> notifyClients(String method, Object params) {
        return session.orElseThrow().sendNotification(method, params);
    }

    @Override
    public Mono<Void> closeGracefully() {
        return Mono.empty();
    }

    /** The session's way out. */
    private final class Sender implements McpServerTransport {
        @Override
        public Mono<Void> sendMessage(McpSchema.JSONRPCMessage message) {
            return Mono.fromRunnable(() -> {
                try {
                    write(json.writeValueAsBytes(message));
                } catch (IOException impossible) {
                    throw new UncheckedIOException(impossible);
                }
            });
        }

        @Override
        public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
            return json.convertValue(data, type);
        }

        @Override
        public Mono<Void> closeGracefully() {
            return Mono.empty();
        }
    }
}
