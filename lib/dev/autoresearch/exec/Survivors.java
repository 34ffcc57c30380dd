package dev.autoresearch.exec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a program of ours left running when it was killed: its benchmark goes on and would disturb the next measurement,
 * its agent would go on editing the tree. Found by the marker in their environment, so on Linux only.
 */
public final class Survivors {
    private Survivors() {}

    /**
     * Ends whatever the program with this process id had started, as at a timeout.
     *
     * @param program must have ended; of one that is alive nothing is touched
     * @return the command lines of those that were found, the first words of each
     */
    public static List<String> end(long program) {
        if (ProcessHandle.of(program).filter(ProcessHandle::isAlive).isPresent()) return List.of();
        Map<String, ProcessHandle> trees = new LinkedHashMap<>();
        ProcFiles.withVariable(LocalExecutor.MARKER).forEach((process, value) -> {
            for (String marker : value.split(" "))
                if (marker.startsWith(program + ".")) trees.putIfAbsent(marker, process);
        });
        List<String> ended = new ArrayList<>();
        trees.forEach((marker, process) -> {
            String command = ProcFiles.commandLine(process);
            if (command.isEmpty()) return; // it has ended meanwhile
            ended.add(command);
            new ProcessTree(process, marker).end();
        });
        return ended;
    }
}
