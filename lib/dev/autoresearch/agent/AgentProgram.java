package dev.autoresearch.agent;

import dev.autoresearch.Problem;
import dev.autoresearch.process.Command;
import dev.autoresearch.process.OutputFiles;
import dev.autoresearch.process.OutputListener;
import dev.autoresearch.session.SessionContext;
import java.time.Duration;
import java.util.Map;

/** The program that an agent's command begins with, asked for before a baseline is measured, which may take long. */
final class AgentProgram {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String ASKED = "AUTORESEARCH_PROGRAM";

    private AgentProgram() {}

    /** Refuses a command whose first word bash knows nothing of; one that begins with anything but a name may pass. */
    static void refuseMissing(String command, SessionContext context) {
        var name = command.strip().split("\\s", 2)[0];
        for (int i = 0; i < name.length(); i++) if (!isPlain(name.charAt(i))) return;
        var question = new Command(
                "type \"$" + ASKED + "\"",
                context.files().root(),
                PATIENCE,
                Map.of(ASKED, name),
                "",
                new OutputFiles(context.outputs()).next());
        var answer = context.executor().execute(question, OutputListener.NONE);
        if (answer.passed() || answer.timedOut()) return;
        throw new Problem(
                "the agent's command is not there: " + name,
                "install it, or correct --agent; nothing was measured yet");
    }

    private static boolean isPlain(char c) {
        return Character.isLetterOrDigit(c) || "_-./+".indexOf(c) >= 0;
    }
}
