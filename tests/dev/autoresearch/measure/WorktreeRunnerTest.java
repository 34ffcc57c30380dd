package dev.autoresearch.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.autoresearch.Problem;
import dev.autoresearch.model.Plan;
import dev.autoresearch.model.Plan.PairMode;
import dev.autoresearch.testing.FakeBenchmark;
import dev.autoresearch.testing.TestRepo;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorktreeRunnerTest {
    private static final String JOURNAL = "autoresearch.results.jsonl";

    private static final Plan PAIRED = Plan.DEFAULT.rule(Plan.PAIRED);

    @TempDir
    Path folder;

    private FakeBenchmark paired(long seed) {
        return FakeBenchmark.in(folder, seed).plan(PAIRED);
    }

    @Test
    void aWorktreeThatIsDeletedLockedOrCorruptedIsMadeAnew() throws Exception {
        var arena = paired(1).noise(0).calibrated();
        run("rm", "-rf", arena.worktree().toString());
        assertTrue(arena.attempt(99).kept());
        arena.lab.git("worktree", "lock", arena.worktree().toString());
        assertTrue(arena.attempt(98).kept());
        run("rm", "-rf", arena.worktree().toString());
        assertTrue(arena.attempt(97).kept(), "locked and deleted");
        Files.writeString(arena.worktree().resolve(".git"), "gitdir: /nowhere\n");
        assertTrue(arena.attempt(96).kept());
        run("sh", "-c", "printf garbage > '" + gitDir(arena) + "/index'");
        assertTrue(arena.attempt(95).kept());
        Files.writeString(Path.of(gitDir(arena), "index.lock"), "");
        assertTrue(arena.attempt(94.5).kept(), "a git was killed there");
        Files.writeString(arena.worktree().resolve("speed.txt"), "1");
        assertTrue(arena.attempt(94).kept(), "its files are the incumbent's, whatever was written there");
        assertEquals(2, arena.lab.git("worktree", "list").lines().count());
        for (var run : arena.seen) assertTrue(run.code() >= 94, run::toString);
    }

    private static String gitDir(FakeBenchmark arena) throws Exception {
        return TestRepo.at(arena.worktree()).git("rev-parse", "--absolute-git-dir");
    }

    @Test
    void resetAndTidyTakeTheWorktreeAway() {
        var arena = paired(2).noise(0).calibrated();
        var worktree = arena.worktree();
        arena.research().tidy();
        assertFalse(Files.exists(worktree));
        assertTrue(arena.attempt(99).kept());
        assertTrue(Files.exists(worktree));
        arena.research().reset();
        assertFalse(Files.exists(worktree));
        assertEquals(1, arena.lab.git("worktree", "list").lines().count());
    }

    @Test
    void ignoredFilesOfAnyNameAreCarriedOverAndAgainAfterAKeep() throws Exception {
        var arena = paired(3).noise(0);
        arena.lab.write(".gitignore", "out/\n*.bin\n").commit("ignore").write("out/deep/x", "1");
        run(
                arena,
                "mkdir -p 'out/a b'; echo 1 > $'out/a b/new\\nline'; echo 1 > $'\\xc3\\xa4 x.bin'; ln -s deep out/link");
        arena.calibrated();
        assertEquals("1", Files.readString(arena.worktree().resolve("out/deep/x")));
        run(
                arena,
                "cd '" + arena.worktree() + "' && test -f $'out/a b/new\\nline' && test -f $'\\xc3\\xa4 x.bin'"
                        + " && test -L out/link && test ! -e .autoresearch");
        arena.twist((number, task, value) -> {
            // the build of whatever is measured in the user's tree
            if (task.folder().equals(arena.lab.folder())) arena.lab.write("out/deep/x", "of " + value);
            return value;
        });
        assertTrue(arena.attempt(90).kept());
        assertEquals("of 90.0", Files.readString(arena.worktree().resolve("out/deep/x")));
        assertFalse(arena.attempt(95).kept());
        assertEquals("of 95.0", arena.lab.read("out/deep/x"));
        assertEquals(
                "of 90.0", Files.readString(arena.worktree().resolve("out/deep/x")), "never the candidate's build");
    }

    @Test
    void aLateWorktreeIsNewerThanTheBuildThatIsCarriedOver() throws Exception {
        var arena = paired(4).noise(0);
        arena.lab.write(".gitignore", "out/\n").commit("ignore").write("out/x", "1");
        arena.calibrated();
        assertTrue(arena.attempt(90).kept());
        arena.research().tidy();
        arena.lab.write("out/x", "the candidate's");
        assertTrue(arena.attempt(80).kept());
        var source = Files.getLastModifiedTime(arena.worktree().resolve("benchmark.sh"));
        assertTrue(source.compareTo(Files.getLastModifiedTime(arena.worktree().resolve("out/x"))) >= 0);
    }

    @Test
    void prepareRunsOnceAfterEachKeepAndItsFailureIsTold() {
        var arena = paired(5).noise(0).plan(prepared("make all")).calibrated();
        arena.commands.clear();
        assertTrue(arena.attempt(90).kept());
        assertFalse(arena.attempt(95).kept());
        assertTrue(arena.plan(PAIRED).attempt(80).kept(), "as before, unless said otherwise");
        assertEquals(2, arena.commands.stream().filter("make all"::equals).count());
    }

    /** Without it, what the user built last would be measured in both places, and every total would be nothing. */
    @Test
    void whatPreparesIsInTheJournalForWorktreesToCome() throws Exception {
        var arena = paired(5).noise(0).plan(prepared("make all")).calibrated();
        assertTrue(arena.attempt(90).kept());
        Files.walk(arena.worktree())
                .sorted(Comparator.reverseOrder())
                .forEach(path -> path.toFile().delete());
        arena.plan(PAIRED).commands.clear();
        assertFalse(arena.attempt(95).kept());
        assertTrue(arena.attempt(80).kept());
        assertEquals(2, arena.commands.stream().filter("make all"::equals).count());
        arena.commands.clear();
        arena.research().verify();
        assertEquals(2, arena.commands.stream().filter("make all"::equals).count(), "the baseline's and HEAD's");
    }

    private static Plan prepared(String command) {
        return new Plan(
                Plan.PAIRED,
                0,
                OptionalInt.empty(),
                Optional.empty(),
                Optional.of(command),
                Optional.empty(),
                false,
                Optional.empty(),
                Plan.TIMEOUT,
                false);
    }

    private static Plan carrying(String names) {
        return new Plan(
                Plan.PAIRED,
                0,
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(names),
                false,
                Optional.empty(),
                Plan.TIMEOUT,
                false);
    }

    @Test
    void aLargeIgnoredFolderIsAnnouncedAndCanBeLeftOut() throws Exception {
        var arena = paired(6).noise(0);
        arena.lab
                .write(".gitignore", "data/\nout/\n")
                .commit("ignore")
                .folder("data")
                .write("out/x", "1");
        try (var sparse = new RandomAccessFile(arena.lab.path("data/big").toFile(), "rw")) {
            sparse.setLength(300L << 20);
        }
        arena.calibrated();
        assertTrue(
                arena.notices.get(0).matches("copying 300 MiB of ignored files .*--carry.*"), arena.notices::toString);
        assertTrue(arena.notices.get(1).startsWith("copied in "), arena.notices::toString);
        arena.notices.clear();
        assertTrue(arena.plan(carrying("out")).attempt(90).kept());
        assertEquals(java.util.List.of(), arena.notices);
        assertTrue(Files.exists(arena.worktree().resolve("out/x")));
        var problem = assertThrows(
                Problem.class, () -> arena.plan(carrying("nothing")).attempt(80));
        assertTrue(problem.getMessage().contains("--carry names nothing"), problem::getMessage);
    }

    @Test
    void aSessionInASubFolderIsMeasuredInThatSubFolder() {
        var arena = paired(7).noise(0);
        arena.lab
                .write("part/speed.txt", "50")
                .script("part/benchmark.sh", "echo fake")
                .commit("part");
        var part = arena.inside("part");
        part.calibrated();
        assertTrue(part.attempt(40).kept());
        assertTrue(part.seen.stream()
                .anyMatch(run ->
                        run.folder().endsWith("part") && !run.folder().equals(part.lab.folder()) && run.code() == 50));
    }

    @Test
    void submodulesAreThereAsTheyAreRecorded() throws Exception {
        var arena = paired(8).noise(0);
        var library = TestRepo.in(Files.createDirectories(folder.resolve("library")));
        arena.lab.git(
                "-c",
                "protocol.file.allow=always",
                "submodule",
                "add",
                "-q",
                library.folder().toString(),
                "lib");
        arena.lab.commit("submodule");
        arena.calibrated();
        assertEquals("100\n", Files.readString(arena.worktree().resolve("lib/value.txt")));
        library.write("value.txt", "200\n").commit("new");
        TestRepo.at(arena.lab.path("lib")).git("pull", "-q");
        assertTrue(arena.attempt(90).kept());
        assertEquals("200\n", Files.readString(arena.worktree().resolve("lib/value.txt")));
        arena.lab.write("lib/value.txt", "edited\n");
        assertFalse(arena.attempt("same").measured());
        assertTrue(
                arena.notices.get(0).startsWith("edits inside the submodule lib are no part"), arena.notices::toString);
        TestRepo.at(arena.lab.path("lib")).git("checkout", "-q", "-f", "HEAD~1");
        arena.lab.write("speed.txt", "80");
        arena.research().tidy();
        arena.twist((number, task, value) -> {
            if (task.folder().equals(arena.lab.folder())) return value;
            assertEquals("200\n", TestRepo.at(task.folder()).read("lib/value.txt"));
            return value;
        });
        assertTrue(arena.attempt("older library").kept());
        assertEquals("100\n", Files.readString(arena.worktree().resolve("lib/value.txt")));
        assertEquals("", arena.lab.git("status", "--porcelain"));
    }

    @Test
    void aBenchmarkWithTheProjectsOwnPathIsMeasuredInPlace() {
        var arena = paired(9).noise(0);
        arena.lab
                .script("benchmark.sh", "cd " + arena.lab.folder() + " && echo fake")
                .commit("absolute");
        arena.calibrated();
        assertTrue(arena.notices.get(0).contains("--pairing in-place"), arena.notices::toString);
        assertTrue(arena.attempt(90).kept());
        for (var run : arena.seen) assertEquals(arena.lab.folder(), run.folder());
        assertTrue(arena.seen.stream().anyMatch(run -> run.code() == 100));
    }

    @Tag("unicode-names")
    @Test
    void inPlaceTheTreesAreSwappedExactlyAndPutBack() throws Exception {
        var arena = paired(10).noise(0).plan(PAIRED.pairing(PairMode.IN_PLACE));
        arena.lab
                .write(".gitignore", "*.log\n")
                .write("old.txt", "old")
                .write("moved/a b", "x")
                .commit("files");
        arena.calibrated();
        arena.lab
                .delete("old.txt")
                .write("new/ä\nö.txt", "new")
                .write("x.log", "ignored")
                .write("speed.txt", "90");
        run(arena, "ln -s speed.txt link; chmod +x speed.txt; mv moved elsewhere");
        var candidate = arena.lab.fingerprint();
        arena.twist((number, task, value) -> {
            if (number == 1) return value;
            boolean incumbent = value == 100;
            assertEquals(incumbent, arena.lab.has("old.txt"));
            assertEquals(!incumbent, Files.isSymbolicLink(arena.lab.path("link")));
            assertEquals(incumbent, arena.lab.has("moved/a b"));
            if (!incumbent)
                assertEquals(
                        candidate.without("git refs", JOURNAL),
                        arena.lab.fingerprint().without("git refs", JOURNAL));
            return number == 3 ? Double.POSITIVE_INFINITY : value;
        });
        assertTrue(arena.attempt("everything").kept());
        assertEquals("ignored", arena.lab.read("x.log"));
    }

    @Test
    void editsMadeWhileTheIncumbentStandsInTheTreeAreStored() {
        var arena = paired(11).noise(0).plan(PAIRED.pairing(PairMode.IN_PLACE)).calibrated();
        arena.twist((number, task, value) -> {
            if (value == 100) arena.lab.write("speed.txt", "77");
            return value;
        });
        assertTrue(arena.attempt(90).kept());
        var notice = arena.notices.stream()
                .filter(line -> line.contains("refs/autoresearch/edited"))
                .findFirst();
        var ref = notice.orElseThrow().replaceAll(".* (refs/\\S+)", "$1");
        assertEquals("77", arena.lab.git("show", ref + ":speed.txt"));
        assertEquals("90.0", arena.lab.read("speed.txt"));
    }

    @Test
    void aFullDiskIsToldWithWhatToDoAndNothingIsLost() throws Exception {
        var arena = paired(12);
        var disk = Files.createDirectories(folder.resolve("disk"));
        assumeTrue(
                new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", disk.toString())
                                .redirectErrorStream(true)
                                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                .start()
                                .waitFor()
                        == 0,
                "only root may mount a small disk");
        try {
            arena.lab
                    .write(".gitignore", "data\n")
                    .script("benchmark.sh", "echo METRIC ms=1")
                    .commit("small")
                    .write("data", new byte[2 << 20])
                    .begun();
            var process = arena.lab.process("attempt", "-d", "baseline", "--rule", "paired");
            process.environment().put("XDG_CACHE_HOME", disk.toString());
            var started = process.redirectErrorStream(true).start();
            var said = new String(started.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            assertEquals(1, started.waitFor(), said);
            assertTrue(said.contains("No space left on device") && said.contains("--carry"), said);
            assertEquals("", arena.lab.git("status", "--porcelain"));
            try (var left = Files.list(disk.resolve("autoresearch/incumbents"))) {
                assertEquals(0, left.count(), "what was half copied is gone");
            }
        } finally {
            run("umount", disk.toString());
        }
    }

    private static void run(FakeBenchmark arena, String script) throws Exception {
        var process = new ProcessBuilder("bash", "-c", script)
                .directory(arena.lab.folder().toFile())
                .inheritIO()
                .start();
        assertEquals(0, process.waitFor(), script);
    }

    private static void run(String... words) throws Exception {
        assertEquals(0, new ProcessBuilder(words).inheritIO().start().waitFor(), String.join(" ", words));
    }
}
