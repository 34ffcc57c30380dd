package dev.autoresearch.process;

import dev.autoresearch.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.commons.exec.CommandLine;
import org.apache.commons.exec.launcher.CommandLauncher;
import org.apache.commons.exec.launcher.CommandLauncherFactory;

/**
 * Runs commands on this machine with {@code bash -c}.
 *
 * <p>Commons Exec starts the process and pumps its streams. Waiting is ours: its {@code DefaultExecutor} waits for the
 * streams for ever, ends only the direct child, and clears the caller's interrupt flag.
 *
 * <p>Interrupting the calling thread ends the whole tree, sets the flag again and throws a Problem with exit code 130. So
 * does the end of this program: a run that was cut short is no result.
 */
public final class LocalExecutor implements Executor {
    /** Set for the command and everything below it; nested runs add a word each. */
    public static final String MARKER = "AUTORESEARCH_RUN";

    /** Longer than any start of a process takes. */
    private static final double BIRTH_SECONDS = 2;

    private static final long TICK = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long DRAIN_MILLIS = 2000;
    private static final long DRAIN_AFTER_TIMEOUT_MILLIS = 300;
    private static final AtomicLong COUNT = new AtomicLong();

    private static final int SHOWN = 60;
    private static final int NAMED = 3;
    private static final List<String> SIGNALS = List.of(
            "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2", "PIPE", "ALRM",
            "TERM", "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG", "XCPU", "XFSZ", "VTALRM", "PROF",
            "WINCH", "IO", "PWR", "SYS");

    private final String shell;

    /** Runs commands with the {@code bash} on PATH. */
    public LocalExecutor() {
        this("bash");
    }

    LocalExecutor(String shell) {
        this.shell = shell;
    }

    @Override
    public CommandResult execute(Command task, OutputListener listener) {
        CommandResult execution = once(task, listener);
        boolean idle = execution.outputBytes() == 0 && execution.durationSeconds() < BIRTH_SECONDS;
        return idle && SignalShield.isTooLate(execution.exitCode().orElse(0)) ? once(task, listener) : execution;
    }

    private CommandResult once(Command task, OutputListener listener) {
        String time = Long.toString(System.nanoTime(), Character.MAX_RADIX);
        String marker = ProcessHandle.current().pid() + "." + time + "." + COUNT.incrementAndGet();
        try (OutputCapture capture = new OutputCapture(task.output(), listener);
                StreamPumps pumps = new StreamPumps(capture);
                ProcessTree.ShutdownHook hook = new ProcessTree.ShutdownHook()) {
            if (hook.begun()) throw stopped();
            Process process = start(task, marker);
            long started = System.nanoTime();
            pumps.attach(process, task.input());
            ProcessTree tree = new ProcessTree(process.toHandle(), marker);
            hook.ends(tree);
            try {
                return watch(new StartedCommand(task, listener, process, started, tree, pumps, capture, hook));
            } catch (InterruptedException e) {
                tree.end();
                Thread.currentThread().interrupt();
                throw stopped().because(e);
            } finally {
                if (process.isAlive()) tree.end();
            }
        }
    }

    private record StartedCommand(
            Command task,
            OutputListener listener,
            Process process,
            long since,
            ProcessTree tree,
            StreamPumps pumps,
            OutputCapture capture,
            ProcessTree.ShutdownHook hook) {}

    private Process start(Command task, String marker) {
        Map<String, String> environment = PlatformText.environment();
        environment.putAll(task.environment());
        String outer = environment.getOrDefault(MARKER, "");
        environment.put(MARKER, outer.isEmpty() ? marker : outer.concat(" ").concat(marker));
        CommandLine line = SignalShield.line(shell).addArgument("-c").addArgument(task.command(), false);
        try {
            return launch(PlatformText.exact(line, environment), environment, task.folder());
        } catch (IOException e) {
            if (!Files.isDirectory(task.folder()))
                throw new Problem("no such folder: " + task.folder(), "give an existing one with -C").because(e);
            throw new Problem(shell + " could not be started: " + e.getMessage(), "install bash, or put it on PATH")
                    .because(e);
        }
    }

    private static Process launch(CommandLine line, Map<String, String> environment, Path folder) throws IOException {
        CommandLauncher launcher = CommandLauncherFactory.createVMLauncher();
        try {
            return launcher.exec(line, environment, folder);
        } catch (IOException failure) {
            if (!SignalShield.isRaised()) throw failure;
            return launcher.exec(line, environment, folder);
        }
    }

    private static CommandResult watch(StartedCommand started) throws InterruptedException {
        boolean timedOut = !awaitExit(started);
        List<String> warnings = new ArrayList<>();
        if (timedOut) warnings.addAll(stuck(started.tree.end()));
        double seconds = (System.nanoTime() - started.since) / 1e9;
        OptionalInt exit = timedOut ? OptionalInt.empty() : OptionalInt.of(started.process.exitValue());
        if (started.hook.begun(exit.orElse(0))) throw stopped();
        if (exit.isPresent()) warnings.addAll(meaning(exit.getAsInt(), started.task.command()));
        boolean drained = started.pumps.drain(timedOut ? DRAIN_AFTER_TIMEOUT_MILLIS : DRAIN_MILLIS);
        if (!timedOut) warnings.addAll(leftRunning(started, drained));
        OutputCapture capture = started.capture;
        capture.close();
        warnings.addAll(capture.warnings());
        return new CommandResult(exit, timedOut, seconds, capture.samples(), capture.tail(), warnings, capture.bytes());
    }

    private static List<String> leftRunning(StartedCommand started, boolean drained) throws InterruptedException {
        if (drained && !started.pumps.late()) return List.of();
        List<ProcessHandle> left = started.tree.holders();
        if (left.isEmpty() && (drained || started.pumps.drain(DRAIN_MILLIS))) return List.of();
        return List.of("still running after the command's end, with its output open: " + named(left)
                + "; left alone, what it prints from now on is lost (let the command wait for it, or redirect it)");
    }

    /** Whether it ended before the timeout. */
    private static boolean awaitExit(StartedCommand started) throws InterruptedException {
        boolean limited = !started.task.timeout().isZero();
        long limit = limited ? nanos(started.task.timeout()) : Long.MAX_VALUE;
        long tick = started.listener == OutputListener.NONE ? Long.MAX_VALUE : TICK;
        while (true) {
            long left = limited ? limit - (System.nanoTime() - started.since) : limit;
            if (started.process.waitFor(Math.max(0, Math.min(left, tick)), TimeUnit.NANOSECONDS)) return true;
            if (left <= 0) return false;
            String line = tick == TICK ? started.capture.newLine() : "";
            if (!line.isEmpty()) started.listener.line(line);
        }
    }

    private static long nanos(Duration timeout) {
        return timeout.toDays() > 36_500 ? Long.MAX_VALUE : timeout.toNanos();
    }

    private static Problem stopped() {
        return new Problem(
                "the command was stopped, since this program was asked to stop", "run it again", Problem.INTERRUPTED);
    }

    /** What an exit code of {@code bash -c} means, where it means something; else nothing. */
    private static List<String> meaning(int code, String command) {
        int signal = code - 128;
        if (code == 127) return List.of(notFound(command));
        if (code == 126)
            return List.of("the command could not be executed: chmod +x "
                    + script(command).orElse("the script"));
        if (signal < 1 || signal > SIGNALS.size()) return List.of();
        String killed = "the command was killed by signal " + signal + " (" + SIGNALS.get(signal - 1) + ")";
        return List.of(signal == 9 ? killed + ": too little memory is the usual reason" : killed);
    }

    /** Processes that outlived even KILL. */
    private static List<String> stuck(List<ProcessHandle> processes) {
        if (processes.isEmpty()) return List.of();
        return List.of("could not be ended: " + named(processes) + "; end it by hand before the next run");
    }

    private static String named(List<ProcessHandle> processes) {
        if (processes.isEmpty()) return "an unknown process";
        List<String> names = new ArrayList<>();
        for (ProcessHandle each : processes) {
            if (names.size() == NAMED) break;
            names.add("pid " + each.pid() + shown(ProcFiles.commandLine(each)));
        }
        String text = String.join(", ", names);
        return processes.size() > NAMED ? text + " and " + (processes.size() - NAMED) + " more" : text;
    }

    private static String shown(String commandLine) {
        if (commandLine.isEmpty()) return "";
        String text = commandLine.length() > SHOWN ? commandLine.substring(0, SHOWN) + "…" : commandLine;
        StringBuilder clean = new StringBuilder(" (");
        for (int i = 0; i < text.length(); i++)
            clean.append(Character.isISOControl(text.charAt(i)) ? '?' : text.charAt(i));
        return clean.append(')').toString();
    }

    private static String notFound(String command) {
        var check = "command not found: check its spelling and PATH, ";
        return script(command)
                .map(script -> check + "and " + script + " for Windows line ends: sed -i 's/\\r$//' " + script)
                .orElse(check + "or write ./ before a script");
    }

    /** The script that a command begins with, if it is named by a path. */
    private static Optional<String> script(String command) {
        String text = command.strip();
        int end = 0;
        while (end < text.length() && " \t\n;|&<>()".indexOf(text.charAt(end)) < 0) end++;
        return Optional.of(text.substring(0, end)).filter(word -> word.contains("/"));
    }
}
