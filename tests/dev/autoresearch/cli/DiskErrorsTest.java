package dev.autoresearch.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.autoresearch.testing.SmallDisk;
import dev.autoresearch.testing.TestRepo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskErrorsTest {
    private static final String JOURNAL = "autoresearch.results.jsonl";

    @TempDir
    Path folder;

    @Test
    void anExportOverTheJournalIsRefused() {
        var lab = TestRepo.in(folder).begun();
        for (var own : List.of("autoresearch.results.jsonl", "autoresearch.ideas.md", ".autoresearch/lock"))
            lab.refuses("export", "-o", lab.path(own).toString()).with(1, "the session itself is in", "-o");
    }

    @Test
    void onAReadOnlyDiskWhatWritesIsRefusedAndWhatReadsGoesOn() throws Exception {
        try (var disk = SmallDisk.at(folder.resolve("disk"), 4096)) {
            var lab = TestRepo.in(folder.resolve("disk")).begun().measured();
            disk.readOnly();
            for (var words : new String[][] {
                {"log", "-d", "x"}, {"log", "-s", "discard", "-d", "x"}, {"reset", "--force"}, {"ideas", "add", "x"}
            }) lab.refuses(words).with(1, "cannot write", "make the folder writable");
            lab.cli("status").exits(0).prints("a run waits to be logged");
            lab.cli("export").exits(0).json();
        }
    }

    @Test
    void aRestoreThatFillsTheDiskSaysThatItIsNotWhole() throws Exception {
        try (var disk = SmallDisk.at(folder.resolve("disk"), 4096)) {
            var lab = TestRepo.in(folder.resolve("disk")).begun();
            lab.write("large.txt", "0\n".repeat(200_000)).measured();
            lab.cli("log", "-s", "discard", "-d", "large").exits(0);
            disk.leave(20);
            lab.cli("restore", "1").exits(1).explains("run 1 is restored in part only", "git stash -u");
            disk.free();
            lab.git("stash", "-q", "-u");
            lab.cli("restore", "1").exits(0);
            assertEquals(400_000, Files.size(lab.path("large.txt")));
        }
    }

    @Test
    void aSessionCannotBeginOnAReadOnlyDisk() throws Exception {
        try (var disk = SmallDisk.at(folder.resolve("disk"), 4096)) {
            var lab = TestRepo.in(folder.resolve("disk"));
            disk.readOnly();
            lab.refuses("init", "-n", "goal", "-m", "ms").with(1, "cannot write", "make the folder writable");
        }
    }

    @Test
    void aFolderThatMayNotBeWrittenIsNamed() throws Exception {
        var lab = TestRepo.withoutGit(folder.resolve("locked")).mode("", "r-xr-xr-x");
        assumeFalse(Files.isWritable(lab.folder()), "permissions do not stop root; the read-only disk stands for it");
        lab.refuses("init", "-n", "goal", "-m", "ms").with(1, "permission denied", "make the folder writable");
        lab.mode("", "rwxr-xr-x");
    }

    @Test
    void onAFullDiskNothingIsLoggedAndLaterEverythingIs() throws Exception {
        try (var disk = SmallDisk.at(folder.resolve("disk"), 4096)) {
            var lab = TestRepo.in(folder.resolve("disk"))
                    .begun()
                    .write("value.txt", "90\n")
                    .measured();
            disk.leave(0);
            lab.refuses("log", "-d", "faster").with(1, "No space left", "free some space");
            lab.refuses("log", "-s", "discard", "-d", "slower").with(1, "No space left", "free some space");
            disk.free();
            lab.cli("log", "-d", "faster").exits(0);
            assertEquals("90", lab.git("show", "HEAD:value.txt"));
        }
    }

    @Test
    void howeverMuchIsLeftALogHappensOrDoesNot() throws Exception {
        for (int pages = 1; pages <= 6; pages++)
            for (var status : new String[] {"keep", "discard"})
                try (var disk = SmallDisk.at(folder.resolve("disk"), 4096)) {
                    var lab = TestRepo.in(folder.resolve("disk")).begun();
                    lab.write("value.txt", "90\n").write("new", "x").measured();
                    disk.leave(pages);
                    happensOrDoesNot(lab, disk, status, pages + " pages");
                }
    }

    private static void happensOrDoesNot(TestRepo lab, SmallDisk disk, String status, String left) throws Exception {
        var before = lab.read(JOURNAL);
        var answer = lab.cli("log", "-s", status, "-d", "tight");
        assertTrue(lab.read(JOURNAL).startsWith(before), left);
        assertFalse(answer.err().contains("\tat "), answer::toString);
        disk.free();
        if (answer.exit() == 0) assertEquals(4, lab.journal().size(), left);
        else if (answer.err().contains("the run is logged, but the tree is not put back yet"))
            lab.cli("log", "-d", "x").exits(1).explains("finished putting the tree back", "there is no run to log");
        else {
            assertEquals(1, answer.exit(), answer::toString);
            assertEquals("90\n", lab.read("value.txt"), left + answer);
            assertEquals(before, lab.read(JOURNAL), left + answer);
            assertEquals("1", lab.git("rev-list", "--count", "HEAD"), left + answer);
            lab.cli("log", "-s", status, "-d", "tight").exits(0);
        }
        assertEquals("", lab.git("status", "--porcelain"), left);
        var kept = lab.git("show", "HEAD:value.txt");
        assertEquals(status.equals("keep") ? "90" : "100", kept, left);
        assertEquals(status.equals("keep") ? "2" : "1", lab.git("rev-list", "--count", "HEAD"), left);
        lab.measured().cli("log", "-d", "next").exits(0);
    }

    @Test
    void aRunOnAFullDiskIsToldAndTheNextOneWorks() throws Exception {
        try (var disk = SmallDisk.at(folder.resolve("disk"), 1024)) {
            var lab = TestRepo.withoutGit(folder.resolve("disk")).begun();
            disk.leave(0);
            lab.refuses("run", "-c", "seq 100000").with(1, "No space left", "free some space");
            lab.refuses("attempt", "-d", "x").with(1, "No space left", "free some space");
            disk.free();
            lab.cli("run").exits(0);
        }
    }

    @Test
    void outputThatFillsTheDiskDoesNotEndTheRun() throws Exception {
        try (var disk = SmallDisk.at(folder.resolve("disk"), 1024)) {
            var lab = TestRepo.withoutGit(folder.resolve("disk")).begun();
            disk.leave(100);
            var answer = lab.cli("run", "-c", "seq 1000000; echo METRIC ms=1")
                    .exits(0)
                    .prints("ms 1");
            answer.explains("the whole output could not be saved", "No space left");
            var pending = lab.cli("status", "--json").json().get("pending");
            assertEquals("", lab.read(pending.get("output").asText()));
            lab.cli("log", "-d", "loud").exits(0);
        }
    }
}
