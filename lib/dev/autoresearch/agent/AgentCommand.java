package dev.autoresearch.agent;

import dev.autoresearch.Problem;
import dev.autoresearch.process.Command;
import dev.autoresearch.process.OutputFiles;
import dev.autoresearch.process.OutputListener;
import dev.autoresearch.session.SessionContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * An agent's command with the place where it gets its brief. The brief is never pasted into the command. A
 * placeholder becomes a variable in double quotes, which the shell expands to one word.
 *
 * @param line for {@code bash -c}
 * @param environment what the placeholders stand for
 * @param input what it reads from standard input
 */
record AgentCommand(String line, Map<String, String> environment, String input) {
    private static final String TEXT = "{brief}";
    private static final String FILE = "{brief_file}";
    /** Linux takes no longer variable or argument than 128 KiB. */
    private static final int MOST_BYTES = 120_000;

    private static final String PROGRAM = "AUTORESEARCH_PROGRAM";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    static AgentCommand of(String command, String brief, Path file) {
        boolean wantsText = command.contains(TEXT);
        boolean wantsFile = command.contains(FILE);
        if (!wantsText && !wantsFile) return new AgentCommand(command, Map.of(), brief);
        var environment = new HashMap<String, String>();
        if (wantsText) environment.put("AUTORESEARCH_BRIEF", fitting(brief));
        if (wantsFile) environment.put("AUTORESEARCH_BRIEF_FILE", file.toString());
        var line = replaced(command, TEXT, "\"$AUTORESEARCH_BRIEF\"");
        return new AgentCommand(replaced(line, FILE, "\"$AUTORESEARCH_BRIEF_FILE\""), environment, "");
    }

    /** A command that cannot be understood is a {@link Problem} before anything begins. */
    static void check(String command) {
        of(command, "", Path.of(""));
    }

    /**
     * Refuses a command whose first word the shell does not know, before a baseline is measured, which may take long. One
     * that begins with anything but a name may pass.
     */
    static void refuseMissing(String command, SessionContext context) {
        var name = command.strip().split("\\s", 2)[0];
        if (!name.chars().allMatch(c -> Character.isLetterOrDigit(c) || "_-./+".indexOf(c) >= 0)) return;
        var question = new Command(
                "type \"$" + PROGRAM + "\"",
                context.files().root(),
                PATIENCE,
                Map.of(PROGRAM, name),
                "",
                new OutputFiles(context.outputs()).next());
        var answer = context.executor().execute(question, OutputListener.NONE);
        if (answer.passed() || answer.timedOut()) return;
        throw new Problem(
                "the agent's command is not there: " + name,
                "install it, or correct --agent; nothing was measured yet");
    }

    private static String fitting(String brief) {
        var text = brief.replace("\0", "");
        int end = Math.min(text.length(), MOST_BYTES / 3);
        if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) end--;
        return text.substring(0, end);
    }

    private static String replaced(String command, String placeholder, String variable) {
        var line = new StringBuilder();
        int from = 0;
        for (int at = command.indexOf(placeholder); at >= 0; at = command.indexOf(placeholder, from)) {
            int end = at + placeholder.length();
            char quote = openQuote(command, at);
            boolean alone = quote != 0
                    && command.charAt(at - 1) == quote
                    && end < command.length()
                    && command.charAt(end) == quote;
            // inside more text in quotes, another shell might read the value as a command
            if (quote != 0 && !alone)
                throw new Problem(
                        placeholder + " stands within quotes together with other text",
                        "write it by itself: --agent 'my-agent " + placeholder
                                + "', or leave it out and read the brief from standard input",
                        Problem.USAGE);
            line.append(command, from, alone ? at - 1 : at).append(variable);
            from = alone ? end + 1 : end;
        }
        return line.append(command.substring(from)).toString();
    }

    /** The quote that is open at an index; 0 when there is none. */
    private static char openQuote(String command, int index) {
        char open = 0;
        for (int i = 0; i < index; i++) {
            char c = command.charAt(i);
            if (c == '\\' && open != '\'') i++;
            else if (open == 0 && (c == '"' || c == '\'')) open = c;
            else if (c == open) open = 0;
        }
        return open;
    }
}
