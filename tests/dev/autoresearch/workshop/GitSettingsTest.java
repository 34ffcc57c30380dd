package dev.autoresearch.workshop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitSettingsTest {
    @TempDir
    Path folder;

    @Test
    void ofAHookThatIsALinkOnlyTheLinkIsPutBack() throws IOException {
        var hooks = Files.createDirectories(folder.resolve(".git/hooks"));
        var copies = Files.createDirectories(folder.resolve("copies"));
        var script = Files.writeString(folder.resolve("pre-commit"), "of the person");
        var hook = Files.createSymbolicLink(hooks.resolve("pre-commit"), Path.of("../../pre-commit"));
        var settings = new GitSettings(folder.resolve(".git"), copies);
        var told = new ArrayList<String>();
        settings.fill();
        settings.fill();
        Files.writeString(script, "edited meanwhile");
        settings.mend(folder.resolve("aside"), told);
        assertEquals("[]", told.toString());
        Files.delete(hook);
        Files.createSymbolicLink(hook, folder.resolve("victim"));
        settings.mend(folder.resolve("aside"), told);
        assertEquals(1, told.size());
        assertEquals(Path.of("../../pre-commit"), Files.readSymbolicLink(hook));
        assertEquals("edited meanwhile", Files.readString(script));
        Files.delete(hook);
        settings.fill();
        Files.createSymbolicLink(hook, script);
        settings.mend(folder.resolve("aside"), told);
        assertTrue(Files.notExists(hook, LinkOption.NOFOLLOW_LINKS));
    }
}
