package dev.autoresearch.endtoend;

import dev.autoresearch.AutoResearch;
import dev.autoresearch.model.LogEntry;
import java.nio.file.Path;

/** A process that logs a number of values into a session: folder, name, how many. */
final class LogProcess {
    private LogProcess() {}

    public static void main(String... args) {
        var research = AutoResearch.in(Path.of(args[0]));
        for (int i = 0; i < Integer.parseInt(args[2]); i++)
            System.out.println(
                    research.log(LogEntry.of(args[1] + " " + i).metric(i)).number());
    }
}
