package dev.autoresearch.agent;

import dev.autoresearch.Problem;
import dev.autoresearch.model.Format;
import dev.autoresearch.model.SafeText;
import dev.autoresearch.session.Glob;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Who proposes: any command that edits files.
 *
 * @param command for {@code bash -c}; reads the brief from standard input, or in place of {@code {brief}} or
 *     {@code {brief_file}}
 * @param timeout time limit of one iteration; zero for none
 * @param scope globs of the files that it may edit, from the session root; empty for all that are not protected
 */
public record Agent(String command, Duration timeout, List<String> scope) {
    /** Time limit of one iteration when none is given. */
    public static final Duration TIMEOUT = Duration.ofMinutes(30);

    public Agent {
        if (command.isBlank())
            throw new Problem(
                    "the agent's command is empty",
                    "--agent \"claude -p --permission-mode acceptEdits\", or any other command that edits files",
                    Problem.USAGE);
        scope = List.copyOf(scope);
    }

    /** This command, 30 minutes at most, anywhere under the session root. */
    public static Agent of(String command) {
        return new Agent(command, TIMEOUT, List.of());
    }

    /** One line: {@code codex exec -s workspace-write, 30 min at most}. */
    @Override
    public String toString() {
        return SafeText.line(command, 80)
                + (timeout.isZero() ? "" : ", " + Format.duration(timeout.toMillis() / 1000.0) + " at most")
                + (scope.isEmpty() ? "" : ", in " + String.join(", ", scope));
    }

    List<Glob> globs(Path root) {
        return scope.stream().map(glob -> Glob.parse(root, glob, "--scope")).toList();
    }

    public Agent timeout(Duration timeout) {
        return new Agent(command, timeout, scope);
    }

    /** The same, allowed to edit these files, and those of earlier globs. */
    public Agent scope(String glob) {
        var more = new ArrayList<>(scope);
        more.add(glob);
        return new Agent(command, timeout, more);
    }
}
