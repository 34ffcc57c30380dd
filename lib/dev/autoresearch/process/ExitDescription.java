package dev.autoresearch.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Words for how a command ended. */
final class ExitDescription {
    private static final int SHOWN = 60;
    private static final int NAMED = 3;
    private static final List<String> SIGNALS = List.of(
            "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2", "PIPE", "ALRM",
            "TERM", "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG", "XCPU", "XFSZ", "VTALRM", "PROF",
            "WINCH", "IO", "PWR", "SYS");

    private ExitDescription() {}

    /** What an exit code of {@code bash -c} means, where it means something; else nothing. */
    static List<String> ofExit(int code, String command) {
        int signal = code - 128;
        if (code == 127) return List.of(notFound(script(command)));
        if (code == 126)
            return List.of("the command could not be executed: chmod +x "
                    + script(command).orElse("the script"));
        if (signal < 1 || signal > SIGNALS.size()) return List.of();
        String killed = "the command was killed by signal " + signal + " (" + SIGNALS.get(signal - 1) + ")";
        return List.of(signal == 9 ? killed + ": too little memory is the usual reason" : killed);
    }

    /** Processes that outlived the command. */
    static String leftRunning(List<ProcessHandle> processes) {
        return "still running after the command's end, with its output open: " + named(processes)
                + "; left alone, what it prints from now on is lost (let the command wait for it, or redirect it)";
    }

    /** Processes that outlived even KILL. */
    static List<String> stuck(List<ProcessHandle> processes) {
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

    private static String notFound(Optional<String> script) {
        var check = "command not found: check its spelling and PATH, ";
        if (script.isEmpty()) return check + "or write ./ before a script";
        return check + "and " + script.get() + " for Windows line ends: sed -i 's/\\r$//' " + script.get();
    }

    /** The script that a command begins with, if it is named by a path. */
    private static Optional<String> script(String command) {
        String text = command.strip();
        int end = 0;
        while (end < text.length() && " \t\n;|&<>()".indexOf(text.charAt(end)) < 0) end++;
        return Optional.of(text.substring(0, end)).filter(word -> word.contains("/"));
    }
}
