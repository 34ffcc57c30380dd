package dev.autoresearch.endtoend;

import dev.autoresearch.AutoResearch;
import dev.autoresearch.model.Status;
import dev.autoresearch.process.CommandResult;
import dev.autoresearch.process.Executor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;

/** A process that edits, runs and logs without end, says each step, and is there to be killed. */
final class RunLogProcess {
    private RunLogProcess() {}

    public static void main(String... args) throws Exception {
        var folder = Path.of(args[0]);
        var random = new Random(Long.parseLong(args[1]));
        var research = AutoResearch.in(folder, measuring(5), Clock.systemUTC());
        say("ready");
        while (true) {
            if (!research.hasPending()) {
                say("edit");
                edit(folder, random);
                research.run("true");
                say("ran");
            }
            var status = random.nextBoolean() ? Status.KEEP : Status.DISCARD;
            var run = research.log("by the looper", status);
            say("logged " + run.number() + " " + status.word());
        }
    }

    /** A benchmark that prints this value and takes no time. */
    static Executor measuring(double value) {
        return (task, progress) -> new CommandResult(
                OptionalInt.of(0), false, 0.001, Map.of("ms", List.of(value)), "METRIC ms\n", List.of(), 10);
    }

    /** Changes a file, makes a new one, and now and then removes one. */
    static void edit(Path folder, Random random) throws Exception {
        Files.writeString(folder.resolve("a.txt"), "a " + random.nextLong() + "\n");
        Files.writeString(folder.resolve("new-" + random.nextInt(20) + ".txt"), "new " + random.nextLong() + "\n");
        if (random.nextInt(3) == 0) Files.deleteIfExists(folder.resolve("new-" + random.nextInt(20) + ".txt"));
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
