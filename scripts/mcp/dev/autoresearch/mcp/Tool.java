package dev.autoresearch.mcp;

import dev.autoresearch.Problem;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Something that an agent may call.
 *
 * @param title its name for people
 * @param description when to call it and what it does, for a model
 * @param effect what it may do to the world
 * @param work what it does; a Problem is told to the caller
 */
record Tool(
        String name,
        String title,
        String description,
        ToolSchema schema,
        Effect effect,
        Function<ToolCall, ToolResult> work) {

    /** What a client may want to ask its person about. */
    enum Effect {
        /** Looks only. */
        READS(true, false, true, false),
        /** Changes files, but whatever it takes away is stored before. */
        WRITES(false, false, false, false),
        /** Runs a command that it is given, or has it run later. */
        COMMANDS(false, true, false, true);

        private final boolean readOnly;
        private final boolean destructive;
        private final boolean idempotent;
        private final boolean openWorld;

        Effect(boolean readOnly, boolean destructive, boolean idempotent, boolean openWorld) {
            this.readOnly = readOnly;
            this.destructive = destructive;
            this.idempotent = idempotent;
            this.openWorld = openWorld;
        }

        private McpSchema.ToolAnnotations annotations(String title) {
            return McpSchema.ToolAnnotations.builder()
                    .title(title)
                    .readOnlyHint(readOnly)
                    .destructiveHint(destructive)
                    .idempotentHint(idempotent)
                    .openWorldHint(openWorld)
                    .build();
        }
    }

    /** As the protocol lists it. */
    McpSchema.Tool listed() {
        return McpSchema.Tool.builder(name, schema.document())
                .title(title)
                .description(description)
                .annotations(effect.annotations(title))
                .build();
    }

    /** Does the work, and says which parameters it did not know. */
    ToolResult answer(ToolCall call) {
        var faults = schema.faults(call.arguments());
        if (!faults.isEmpty())
            throw new Problem(
                    name + " cannot be called like this: " + String.join("; ", faults),
                    "call it again; it takes " + schema.names());
        var answer = work.apply(call).with(call.notices());
        var unknown = new TreeSet<>(call.arguments().keySet());
        unknown.removeAll(schema.all().keySet());
        if (unknown.isEmpty()) return answer;
        return answer.with("ignored_parameters", unknown, name + " has no parameter " + String.join(", ", unknown));
    }
}
