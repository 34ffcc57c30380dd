package dev.autoresearch.mcp;

import dev.autoresearch.Problem;
import dev.autoresearch.Problem.NextStep;
import dev.autoresearch.cli.Cli;
import dev.autoresearch.json.Json;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiConsumer;

/** The server: tools over stdin and stdout, until the client closes them. */
public final class Server {
    private static final long DRAIN_MILLIS = 2000;

    private final McpJsonMapper json = McpJsonDefaults.getMapper();
    private final Jobs jobs = new Jobs();
    private final LongCalls waiting = new LongCalls(jobs);
    private final ServerDefaults home;

    private Server(ServerDefaults home) {
        this.home = home;
    }

    /** What {@code scripts/mcp.java} runs. Stdout belongs to the protocol: whatever else is printed goes to stderr. */
    public static void main(String... arguments) {
        var out = System.out;
        System.setOut(System.err);
        if (List.of(arguments).contains("--help")) {
            System.err.println(ServerDefaults.USAGE);
            return;
        }
        try {
            new Server(ServerDefaults.of(List.of(arguments))).serve(System.in, out);
        } catch (Problem problem) {
            System.err.println(problem.explanation(NextStep::shell));
            System.exit(problem.exit());
        }
    }

    private void serve(InputStream in, OutputStream out) {
        // Ctrl-C and TERM: a benchmark that runs is ended with its whole tree, and leaves its files in order.
        Runtime.getRuntime().addShutdownHook(new Thread(jobs::close, "end the benchmark"));
        var wire = new StdioTransport(json, in, out, waiting::cancelled);
        var builder = McpServer.sync(wire)
                .serverInfo("autoresearch", Cli.VERSION)
                .instructions(ToolText.INSTRUCTIONS)
                .validateToolInputs(false) // each tool does it in its own words
                .capabilities(
                        McpSchema.ServerCapabilities.builder().tools(false).build());
        for (var tool : new ToolCatalog(jobs, waiting).tools())
            builder.toolCall(tool.listed(), (exchange, request) -> answer(tool, exchange, request));
        builder.build();
        wire.serve();
        jobs.close();
        try {
            wire.drain(DRAIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // this program ends anyway
        }
    }

    private McpSchema.CallToolResult answer(
            Tool tool, McpSyncServerExchange exchange, McpSchema.CallToolRequest request) {
        var arguments = Optional.ofNullable(request.arguments()).orElse(Map.of());
        var id = exchange.transportContext().get(StdioTransport.REQUEST);
        return result(answer(
                tool, new ToolCall(arguments, home, id, progress(exchange, request), new ConcurrentLinkedQueue<>())));
    }

    private static ToolResult answer(Tool tool, ToolCall call) {
        try {
            return tool.answer(call);
        } catch (Problem problem) {
            return ToolResult.problem(problem);
        } catch (RuntimeException | StackOverflowError defect) {
            defect.printStackTrace();
            return ToolResult.defect(defect);
        }
    }

    private static BiConsumer<Double, String> progress(
            McpSyncServerExchange exchange, McpSchema.CallToolRequest request) {
        var token = Optional.ofNullable(request.progressToken());
        return (seconds, sentence) -> token.ifPresent(
                given -> exchange.progressNotification(McpSchema.ProgressNotification.builder(given, seconds)
                        .message(sentence)
                        .build()));
    }

    private McpSchema.CallToolResult result(ToolResult answer) {
        try {
            var result = McpSchema.CallToolResult.builder()
                    .addTextContent(answer.text())
                    .isError(answer.error());
            if (answer.document().isEmpty()) return result.build();
            // Our own writer knows our Optionals and how JavaScript writes numbers.
            var document = json.readValue(Json.line(answer.structured()), new TypeRef<Map<String, Object>>() {});
            return result.structuredContent(document).build();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
