package dev.autoresearch.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitConfigBackupTest {
    @TempDir
    Path folder;

    @Test
    void ofAHookThatIsALinkOnlyTheLinkIsPutBack() throws IOException {
        var hooks = Files.createDirectories(folder.resolve(".git/hooks"));
        var copies = Files.createDirectories(folder.resolve("copies"));
        var script = Files.writeString(folder.resolve("pre-commit"), "of the person");
        var hook = Files.createSymbolicLink(hooks.resolve("pre-commit"), Path.of("../../pre-commit"));
        var settings = new GitConfigBackup(folder.resolve(".git"), copies);
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

    @Test
    void whoRemovesTheCopiesTooChangesNothing() throws IOException {
        var git = Files.createDirectories(folder.resolve(".git/hooks")).getParent();
        var copies = Files.createDirectories(folder.resolve("copies"));
        Files.writeString(git.resolve("config"), "of the person");
        Files.writeString(git.resolve("hooks/pre-commit"), "of the person");
        new GitConfigBackup(git, copies).fill();
        var settings = new GitConfigBackup(git, copies);
        settings.remember();
        try (var files = Files.list(copies)) {
            for (var file : files.toList()) Files.delete(file);
        }
        Files.delete(copies);
        Files.writeString(git.resolve("config"), "of the agent");
        Files.delete(git.resolve("hooks/pre-commit"));
        Files.writeString(git.resolve("hooks/post-commit"), "of the agent");
        assertEquals(3, mended(settings));
        assertEquals("of the person", Files.readString(git.resolve("config")));
        assertEquals("of the person", Files.readString(git.resolve("hooks/pre-commit")));
        assertFalse(Files.exists(git.resolve("hooks/post-commit")));
        Files.writeString(git.resolve("config"), "of another agent");
        assertEquals(1, mended(new GitConfigBackup(git, copies)));
        assertEquals("of the person", Files.readString(git.resolve("config")));
    }

    @Test
    void aFolderOfHooksThatIsALinkIsNotWrittenThrough() throws IOException {
        var git = Files.createDirectories(folder.resolve(".git"));
        var mine = Files.createDirectories(folder.resolve("mine"));
        Files.writeString(mine.resolve("pre-commit"), "of the person");
        var hooks = Files.createSymbolicLink(git.resolve("hooks"), mine);
        var settings = new GitConfigBackup(git, folder.resolve("copies"));
        settings.fill();
        Files.writeString(mine.resolve("pre-commit"), "edited meanwhile");
        assertEquals(0, mended(settings));
        Files.delete(hooks);
        Files.createDirectory(hooks);
        Files.writeString(hooks.resolve("pre-commit"), "of the agent");
        assertEquals(1, mended(settings));
        assertEquals(mine, Files.readSymbolicLink(hooks));

        Files.delete(hooks);
        Files.createDirectory(hooks);
        Files.writeString(hooks.resolve("pre-commit"), "of git");
        settings.fill();
        Files.move(hooks, folder.resolve("elsewhere"));
        Files.createSymbolicLink(hooks, mine);
        assertEquals(2, mended(settings));
        assertEquals("of git", Files.readString(hooks.resolve("pre-commit")));
        assertEquals("edited meanwhile", Files.readString(mine.resolve("pre-commit")));
    }

    @Test
    void whoMayDoWhatWithAFileIsPutBackAsWell() throws IOException {
        var git = Files.createDirectories(folder.resolve(".git"));
        var asleep = git.resolve("hooks/pre-commit");
        Files.createDirectory(git.resolve("hooks"));
        Files.writeString(asleep, "no hook until somebody makes it one");
        var secret = Files.writeString(git.resolve("config"), "token");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        var settings = new GitConfigBackup(git, folder.resolve("copies"));
        settings.fill();
        assertTrue(asleep.toFile().setExecutable(true));
        assertEquals(1, mended(settings));
        Files.delete(asleep);
        Files.writeString(secret, "other");
        assertEquals(2, mended(settings));
        assertFalse(Files.isExecutable(asleep));
        assertEquals("token", Files.readString(secret));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)));
    }

    @Test
    void whatOneWorkTreeHasForItselfIsASettingToo() throws IOException {
        var git = Files.createDirectories(folder.resolve(".git"));
        var own = git.resolve("config.worktree");
        var settings = new GitConfigBackup(git, folder.resolve("copies"));
        settings.fill();
        Files.writeString(own, "[core]\n\thooksPath = of-the-agent\n");
        assertEquals(1, mended(settings));
        assertTrue(Files.notExists(own));
    }

    private int mended(GitConfigBackup settings) throws IOException {
        var told = new ArrayList<String>();
        settings.mend(folder.resolve("aside"), told);
        return told.size();
    }
}
