package dev.autoresearch.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.model.Event.LoopEnded;
import dev.autoresearch.model.LoopState.LoopReport;
import dev.autoresearch.model.Plan;
import dev.autoresearch.testing.TestRepo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole loops with scripted agents in worktrees of their own. */
class ParallelAgentsTest {
    /** Fails when another execution of it is at work: the folder can be made only once. */
    private static final String ALONE = "mkdir $TAKEN && { " + ByteCountProject.BYTES + "; rmdir $TAKEN; }";

    @TempDir
    Path folder;

    private Path log() throws Exception {
        return Files.createDirectories(folder.resolve("log"));
    }

    /** An agent that keeps its brief, waits until others are at work as well, and does this in iteration {@code $i}. */
    private String agent(int together, String work) throws Exception {
        var script = """
                #!/bin/bash
                i=${AUTORESEARCH_LOOP##*.}
                cat > $LOG/brief-$i
                touch $LOG/at-work-$i
                for try in $(seq 15000); do [ $(ls $LOG | grep -c at-work) -ge $TOGETHER ] && break; sleep 0.02; done
                """.replace("$TOGETHER", Integer.toString(together)) + work + "\n";
        var file = folder.resolve("agent.sh");
        Files.writeString(file, script.replace("$LOG", log().toString()));
        return "bash " + file;
    }

    @Test
    void manyAgentsProposeAtOnceAndAreMeasuredOneAfterTheOther() throws Exception {
        var yard = ByteCountProject.prepared(
                folder, "", ALONE.replace("$TAKEN", folder.resolve("taken").toString()));
        for (var idea : List.of("one idea", "two idea", "three idea")) yard.lab.cli("ideas", "add", idea);
        var agent = agent(3, """
                files=(a.txt b.txt c.txt)
                file=${files[$((i % 3))]}
                case $i in
                2) echo DESCRIPTION idle; exit;;
                5) echo x > c.txt; exit 7;;
                esac
                echo DESCRIPTION shorter $file
                head -c -$((10 * i)) $file > $file.log; cat $file.log > $file""");
        var loop = yard.lab.cli("loop", "--agent", agent, "--agents", "3", "--runs", "7", "--json");
        loop.exits(0);
        var report = loop;
        assertEquals("7", report.json("iterations"));
        assertEquals("runs", report.json("reason"));
        assertEquals("1", report.json("counts.no_edit"), loop::toString);
        assertEquals("1", report.json("counts.failed"));
        assertEquals(5, yard.research().runs().size() - 1);

        var slots = new TreeSet<String>();
        for (var line : yard.lab.journal())
            if (line.contains("\"type\":\"proposal\"")) slots.add(line.replaceAll(".*\"slot\":(\\d+).*", "$1"));
        assertEquals("[1, 2, 3]", slots.toString());
        var ideas = new TreeSet<String>();
        for (int i = 1; i <= 3; i++) {
            var brief = Files.readString(log().resolve("brief-" + i));
            for (var idea : List.of("one idea", "two idea", "three idea"))
                if (brief.contains("> " + idea)) ideas.add(idea);
        }
        assertEquals(3, ideas.size(), "each agent is offered another idea");
        var third = Files.readString(log().resolve("brief-3"));
        assertTrue(third.contains("agent 1 is at work on this, so try something else: one idea"), third);

        assertEquals("", yard.status());
        assertEquals(List.of(), yard.research().status().warnings());
        assertEquals(1, worktrees(yard));
        yard.lab.cli("verify").exits(0);
    }

    /** Everything but the session's own, and refs. */
    private String userFiles() {
        var facts = TestRepo.at(folder.resolve("project"))
                .fingerprint()
                .without("sub/autoresearch.results.jsonl", "git refs");
        return facts.toString()
                .lines()
                .filter(line -> !line.startsWith("sub/.autoresearch") && !line.startsWith("sub/autoresearch"))
                .collect(Collectors.joining("\n"));
    }

    private static long worktrees(ByteCountProject yard) {
        return yard.lab
                .git("worktree", "list")
                .lines()
                .filter(line -> !line.contains("/incumbents/"))
                .count();
    }

    @Test
    void anIsolatedLoopLeavesADirtyTreeAlone() throws Exception {
        var yard = ByteCountProject.prepared(folder, "sub", ByteCountProject.BYTES);
        yard.lab.write("c.txt", "an edit of the user's").write("../other.txt", "another");
        var before = userFiles();
        var agent = agent(
                0, "echo DESCRIPTION shorter; head -c 500 a.txt > a.log; cat a.log > a.txt; echo out > ../out.txt");
        var loop = yard.lab
                .cli("loop", "--agent", agent, "--isolated", "--runs", "1")
                .exits(0);
        loop.prints("outside scope");
        agent = agent(0, "echo DESCRIPTION shorter; head -c 500 a.txt > a.log; cat a.log > a.txt");
        loop = yard.lab
                .cli("loop", "--agent", agent, "--isolated", "--runs", "1")
                .exits(0);
        loop.prints("keep        shorter", "agent 1").explains("git merge autoresearch/kept-sub/main");
        assertEquals(before, userFiles());
        yard.lab.git("checkout", "-q", "c.txt");
        yard.lab.delete("../other.txt");
        yard.lab.git("merge", "-q", "autoresearch/kept-sub/main");
        assertEquals(ByteCountProject.lines(500), yard.lab.read("a.txt"));
        assertEquals(1, worktrees(yard));
    }

    @Test
    void aNamedSessionKeepsOnItsOwnBranch() throws Exception {
        var yard = ByteCountProject.prepared(folder, "", ByteCountProject.BYTES);
        var main = yard.head();
        yard.lab
                .cli("init", "--session", "fast", "-n", "fast", "-m", "bytes", "-c", ByteCountProject.BYTES)
                .exits(0);
        yard.lab.write("c.txt", "an edit of the user's");
        var agent = agent(0, "echo DESCRIPTION shorter; head -c 500 a.txt > a.log; cat a.log > a.txt");
        var loop = yard.lab.cli("loop", "--session", "fast", "--agent", agent, "--isolated", "--runs", "1");
        loop.exits(0)
                .prints("keep        shorter", "verify --session fast")
                .explains("git merge autoresearch/kept-fast/autoresearch/fast");
        yard.lab.git("checkout", "-q", "c.txt");
        yard.lab.git("merge", "-q", "autoresearch/kept-fast/autoresearch/fast");
        assertEquals(main, yard.lab.git("rev-parse", "main"));
        assertEquals("shorter", yard.lab.git("log", "-1", "--format=%s", "autoresearch/fast"));
        assertEquals(List.of(), yard.research().runs());
        assertEquals(2, yard.research().named("fast").runs().size());
    }

    @Test
    void anInterruptedLoopGoesOnWithTheSameCounters() throws Exception {
        var yard = ByteCountProject.prepared(folder, "", ByteCountProject.BYTES);
        var wrote = log() + "/wrote-";
        var agent = agent(
                0,
                "echo DESCRIPTION never ends; echo x > new-$i.md; [ $i = 1 ] && exit; echo > " + wrote
                        + "$i; sleep 600");
        var ended = new CompletableFuture<LoopReport>();
        var thread = new Thread(() -> run(yard, agent, 2, ended));
        thread.start();
        for (int i = 2; i <= 3; i++)
            while (!Files.exists(Path.of(wrote + i))) {
                thread.join(10);
                assertTrue(thread.isAlive(), ended::toString);
            }
        thread.interrupt();
        var report = ended.get();
        assertEquals(LoopEnded.INTERRUPTED, report.reason());
        assertEquals(1, report.loop().counts().iterations());
        assertEquals(2, report.loop().count("interrupted"));
        assertEquals("", yard.status());
        assertEquals(1, worktrees(yard));
        for (int i = 2; i <= 3; i++) {
            var ref = "refs/autoresearch/loop/" + report.loop().id().substring(0, 8) + "-" + i;
            assertEquals("x", yard.lab.git("show", ref + ":new-" + i + ".md"));
        }

        agent(0, "echo DESCRIPTION shorter; head -c -10 a.txt > a.log; cat a.log > a.txt");
        var again = new CompletableFuture<LoopReport>();
        run(yard, agent, 3, again);
        assertEquals("runs", again.get().reason());
        assertEquals(report.loop().id(), again.get().loop().id());
        assertEquals(3, again.get().loop().counts().iterations());
    }

    private static void run(ByteCountProject yard, String agent, int runs, CompletableFuture<LoopReport> ended) {
        try {
            var limits = new Limits(List.of(Limit.runs(runs + (runs == 2 ? 8 : 0))));
            ended.complete(yard.research()
                    .agentLoop(Agent.of(agent), limits, Plan.DEFAULT, 2, true)
                    .run(LoopListener.NONE));
        } catch (RuntimeException failure) {
            ended.completeExceptionally(failure);
        }
    }

    @Test
    void aTargetEndsAgentsThatAreStillAtWork() throws Exception {
        var yard = ByteCountProject.prepared(folder, "", ByteCountProject.BYTES);
        var agent = agent(2, "echo DESCRIPTION shorter; echo x > new-$i.md; [ $i = 1 ] && echo 1 > a.txt || sleep 600");
        var loop = yard.lab.cli("loop", "--agent", agent, "--agents", "2", "--until", "bytes < 2500", "--json");
        loop.exits(0);
        assertEquals("target", loop.json("reason"));
        assertEquals("1", loop.json("iterations"));
        assertFalse(yard.lab.has("new-2.md"));
        assertTrue(yard.lab.has("new-1.md"));
    }

    @Test
    void anAgentThatDestroysItsWorktreeGetsANewOne() throws Exception {
        var yard = ByteCountProject.prepared(folder, "", ByteCountProject.BYTES);
        var agent = agent(
                0,
                "[ $i = 1 ] && rm -rf \"$PWD\"; [ $i = 2 ] && { echo x > new.md; rm .git; }; echo y >> d.txt; exit 0");
        var loop = yard.lab.cli("loop", "--agent", agent, "--isolated", "--runs", "3", "--json");
        loop.exits(0);
        assertEquals("2", loop.json("counts.moved_head"), loop::toString);
        assertEquals("1", loop.json("counts.discard"), loop::toString);
        assertEquals("", yard.status());
        assertEquals(1, worktrees(yard));
        yard.lab.cli("status").exits(0);
    }

    @Test
    void thereAreOneToSixteenAgents() throws Exception {
        var yard = ByteCountProject.prepared(folder, "", ByteCountProject.BYTES);
        for (var wrong : List.of("0", "17", "2.5", "x"))
            yard.lab.cli("loop", "--agent", "true", "--agents", wrong).exits(2).explains("--agents");
        var left = new ArrayList<Path>();
        try (Stream<Path> home = Files.walk(folder.resolve("project/.git"), 1)) {
            home.filter(path -> path.endsWith("worktrees")).forEach(left::add);
        }
        assertEquals(List.of(), left);
    }
}
