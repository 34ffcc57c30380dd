package dev.autoresearch.agent;

import dev.autoresearch.AutoResearch;
import dev.autoresearch.model.LogEntry;
import dev.autoresearch.model.Plan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** A process with two agents that edit and attempt without end; it says each result, and is there to be killed. */
final class ParallelAgentsProcess {
    private ParallelAgentsProcess() {}

    public static void main(String... args) throws Exception {
        System.setProperty("user.home", args[2]);
        var research = AutoResearch.in(Path.of(args[0])).onNotice(ParallelAgentsProcess::say);
        var random = new Random(Long.parseLong(args[1]));
        var isolation = WorktreePool.of(research.context(), Plan.DEFAULT, 2);
        isolation.recover();
        for (var slot : isolation.slots()) new Thread(() -> work(slot, new Random(random.nextLong()))).start();
    }

    private static void work(WorktreeWorkspace slot, Random random) {
        while (true) {
            try {
                slot.begin();
                say("edit");
                var file = slot.folder().resolve((char) ('a' + random.nextInt(3)) + ".txt");
                var size = Files.size(file) - 10 + (random.nextInt(4) == 0 ? 30 : 0);
                Files.writeString(file, ByteCountProject.lines((int) size));
                Files.writeString(
                        slot.folder().resolve("new-" + random.nextInt(9) + ".md"), "new " + random.nextLong());
                say("logged " + slot.attempt(LogEntry.of("of slot " + slot.number()), Plan.DEFAULT));
            } catch (Exception e) {
                say("failed " + e);
            }
        }
    }

    private static synchronized void say(String line) {
        System.out.println(line.replace('\n', ' '));
        System.out.flush();
    }
}
