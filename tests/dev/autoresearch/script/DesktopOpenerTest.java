package dev.autoresearch.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.autoresearch.testing.TestRepo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DesktopOpenerTest {
    @TempDir
    Path folder;

    @Test
    void nothingIsOpenedWhereNobodyLooks() {
        assertEquals(Optional.empty(), DesktopOpener.here().program(), "tests run headless");
        assertEquals(
                Optional.empty(),
                DesktopOpener.on("Linux", Map.of("DISPLAY", ""), false).program());
        assertEquals(
                Optional.empty(), DesktopOpener.on("Mac OS X", Map.of(), true).program());
    }

    @Test
    void aDesktopIsAskedInItsOwnWay() {
        assertEquals(
                Optional.of("xdg-open"),
                DesktopOpener.on("Linux", Map.of("WAYLAND_DISPLAY", "wayland-0"), false)
                        .program());
        assertEquals(
                Optional.of("open"),
                DesktopOpener.on("Mac OS X", Map.of(), false).program());
    }

    @Test
    void theProgramGetsTheFileAsItIsNamed() throws Exception {
        var seen =
                TestRepo.at(folder).script("viewer", "cd \"$(dirname \"$0\")\" && echo \"$1\" > part && mv part seen");
        var odd = folder.resolve("a $(touch b) 'c'.png");
        var viewer = new DesktopOpener(Optional.of(seen.path("viewer").toString()));

        assertEquals(odd, viewer.open(odd));

        assertTimeoutPreemptively(Duration.ofMinutes(5), () -> {
            while (!seen.has("seen")) LockSupport.parkNanos(5_000_000);
        });
        assertEquals(odd + "\n", Files.readString(folder.resolve("seen")));
    }

    @Test
    void aProgramThatIsNotThereIsNoProblem() {
        assertEquals(folder, new DesktopOpener(Optional.of("no-such-program")).open(folder));
    }
}
