package dev.autoresearch.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.autoresearch.testing.TestJvm;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpSchema;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The SDK's own client with a real server process of its own, as a coding agent has it. */
final class ClientProcess implements AutoCloseable {
    /** What a tool said. */
    record Said(String text, Map<String, Object> document, boolean error) {
        Object get(String key) {
            return document.get(key);
        }
    }

    private final McpSyncClient client;
    private final List<McpSchema.ProgressNotification> progress = Collections.synchronizedList(new ArrayList<>());

    private ClientProcess(ServerParameters server) {
        var transport = new StdioClientTransport(server, McpJsonDefaults.getMapper());
        transport.setStdErrorHandler(line -> {});
        client = McpClient.sync(transport)
                .requestTimeout(Duration.ofMinutes(5))
                .initializationTimeout(Duration.ofMinutes(5))
                .progressConsumer(progress::add)
                .build();
        client.initialize();
    }

    /** With a server in a plain JVM whose own folder is this one. */
    static ClientProcess in(Path folder) {
        var command = serverIn(folder);
        return new ClientProcess(ServerParameters.builder(command.get(0))
                .args(command.subList(1, command.size()))
                .build());
    }

    /** With a server started by this command. */
    static ClientProcess of(Map<String, String> environment, String command, String... arguments) {
        return new ClientProcess(ServerParameters.builder(command)
                .args(arguments)
                .env(environment)
                .build());
    }

    /** The command that starts a server. */
    static List<String> serverIn(Path folder) {
        return TestJvm.words(Server.class, "--cwd", folder.toString());
    }

    McpSyncClient client() {
        return client;
    }

    /** Calls a tool with names and values in turn. */
    Said call(String tool, Object... namesAndValues) {
        var arguments = new LinkedHashMap<String, Object>();
        for (int i = 0; i < namesAndValues.length; i += 2)
            arguments.put((String) namesAndValues[i], namesAndValues[i + 1]);
        var result = client.callTool(McpSchema.CallToolRequest.builder(tool)
                .arguments(arguments)
                .progressToken("token of " + tool)
                .build());
        return said(result);
    }

    @SuppressWarnings("unchecked")
    private static Said said(McpSchema.CallToolResult result) {
        assertEquals(1, result.content().size());
        var text = ((McpSchema.TextContent) result.content().get(0)).text();
        var document = result.structuredContent() instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
        return new Said(text, (Map<String, Object>) document, Boolean.TRUE.equals(result.isError()));
    }

    /** What was told of progress so far. */
    List<McpSchema.ProgressNotification> progress() {
        return List.copyOf(progress);
    }

    @Override
    public void close() {
        client.closeGracefully();
    }
}
