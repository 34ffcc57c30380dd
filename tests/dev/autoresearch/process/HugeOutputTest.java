package dev.autoresearch.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.testing.TestJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HugeOutputTest {
    @TempDir
    Path folder;

    @Test
    void aMetricInTheMiddleOfMuchOutputIsFoundAndTheFileIsWhole() throws IOException {
        CommandResult run = ShellRunner.in(folder)
                .run("yes 'a line of output' | head -c 30000000; echo; echo METRIC middle=1; "
                        + "head -c 30000000 /dev/zero");
        assertEquals(Map.of("middle", 1.0), run.metrics());
        long size = 60_000_000 + "\nMETRIC middle=1\n".length();
        assertEquals(size, run.outputBytes());
        assertEquals(size, Files.size(folder.resolve("output.log")));
        assertEquals("\0".repeat(65536), run.tail());
    }

    @Test
    void outputOfManyTimesTheHeapPassesThroughIt() throws Exception {
        Process program = TestJvm.of(Flood.class, folder.toString())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader output = program.inputReader()) {
            assertEquals("{middle=42.0} 500000018 true", output.readLine());
            long peak = Long.parseLong(output.readLine());
            assertTrue(peak < 100_000_000, peak + " bytes of heap");
        }
    }

    /** Runs a command that prints 500 MB; prints what was found, then its own peak heap in bytes. */
    static final class Flood {
        public static void main(String... args) {
            Path folder = Path.of(args[0]);
            String command = "head -c 250000000 /dev/zero; echo; echo METRIC middle=42; yes | head -c 250000000";
            CommandResult run = new LocalExecutor()
                    .execute(Command.of(command, folder, Duration.ZERO, folder.resolve("o.log")), OutputListener.NONE);
            System.out.println(run.metrics() + " " + run.outputBytes() + " " + run.passed());
            long peak = 0;
            for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans())
                if (pool.getType() == MemoryType.HEAP)
                    peak += pool.getPeakUsage().getUsed();
            System.out.println(peak);
        }
    }
}
