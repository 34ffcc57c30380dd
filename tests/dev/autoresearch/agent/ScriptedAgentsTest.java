package dev.autoresearch.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.AutoResearch;
import dev.autoresearch.json.Json;
import dev.autoresearch.model.Run;
import dev.autoresearch.testing.ProcessId;
import dev.autoresearch.testing.TestRepo;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Agents of every kind, each an iteration of one loop: {@code $n} is its number. */
@Tag("locale")
class ScriptedAgentsTest {
    @TempDir
    Path folder;

    private TestRepo lab;

    @BeforeEach
    void begin() throws Exception {
        lab = TestRepo.in(Files.createDirectories(folder.resolve("project")))
                .write(".gitignore", "*.bin\n")
                .write("data.bin", "data")
                .write("src/a.txt", "a\n")
                .commit("more");
        lab.cli("init", "-n", "goal", "-m", "ms", "-c", "./benchmark.sh", "--protect", "*.bin")
                .exits(0);
    }

    private String loop(String agent, String... options) {
        var words = new ArrayList<>(List.of("loop", "--agent", "cat > ../brief; n=${AUTORESEARCH_LOOP##*.}; " + agent));
        words.addAll(List.of(options));
        var out = lab.cli(words.toArray(new String[0])).exits(0).out();
        assertEquals("", lab.git("status", "--porcelain"));
        assertEquals("refs/heads/main", lab.git("symbolic-ref", "HEAD"));
        return out;
    }

    private List<Map<String, Object>> lines(String type) {
        var lines = new ArrayList<Map<String, Object>>();
        for (var line : lab.journal()) {
            var bytes = line.getBytes(StandardCharsets.UTF_8);
            var object = Json.object(bytes, 0, bytes.length).orElseThrow();
            if (type.equals(object.get("type"))) lines.add(object);
        }
        return lines;
    }

    private List<Object> outcomes() {
        var outcomes = new ArrayList<>();
        for (var line : lines("proposal")) outcomes.add(line.get("outcome"));
        return outcomes;
    }

    private String note(int iteration) {
        return String.valueOf(lines("proposal").get(iteration - 1).get("note"));
    }

    private List<Run> runs() {
        return AutoResearch.in(lab.folder()).runs();
    }

    /** What the agent of an iteration left, as it is stored. */
    private String stored(int iteration, String file) {
        return lab.git("show", lines("proposal").get(iteration - 1).get("stored") + ":" + file);
    }

    @Test
    void whatAnAgentSaysGoesWithItsRun() {
        lab.cli("ideas", "add", "try 90");
        loop("""
                case $n in
                1) echo 90 > value.txt; echo 'DESCRIPTION: ninety'; echo HYPOTHESIS less is less
                   echo LEARNED a; echo LEARNED b; echo IDEA try 80; echo IDEA try 80; echo ASI size=9; echo COST usd=0.25;;
                2) echo 95 > value.txt; echo;;
                3) echo thinking hard; exit 0;;
                4) echo 95 > value.txt; echo DESCRIPTION once more;;
                esac""", "--runs", "4");
        assertEquals(List.of("candidate", "candidate", "no_edit", "repeated"), outcomes());
        var kept = runs().get(1);
        assertTrue(kept.kept());
        assertEquals("ninety", kept.description());
        assertEquals(
                Map.of("size", "9", "hypothesis", "less is less", "learned", List.of("a", "b"), "iteration", 1.0),
                kept.asi());
        assertEquals(0.25, lines("proposal").get(0).get("cost_usd"));
        assertEquals("- [x] try 90\n- [x] try 80\n", lab.read("autoresearch.ideas.md"));
        assertEquals(3, runs().size());
        assertEquals("iteration 2", runs().get(2).description());
        assertTrue(note(4).contains("run 3 was exactly the same tree"), note(4));
        assertEquals("90", lab.git("show", "HEAD:value.txt"));
    }

    @Test
    void agentsThatMisbehaveLoseNothingAndTheLoopGoesOn() throws Exception {
        loop("""
                case $n in
                1) echo 1 > value.txt; exit 3;;
                2) echo 'echo METRIC ms=1' > benchmark.sh;;
                3) rm -rf autoresearch.* .autoresearch; echo 99 > value.txt;;
                4) sed -i s/99/1/ autoresearch.results.jsonl; echo 98 > value.txt;;
                5) echo 97 > value.txt; git commit -qam 'my own words';;
                6) git checkout -q -b other; echo 96 > value.txt; git commit -qam other;;
                7) git checkout -q --detach; git branch -D -q main;;
                8) git reset -q --hard HEAD~1;;
                9) git checkout -q --orphan fresh; git rm -q -rf .; echo new > new.txt;;
                10) git checkout -q -b side HEAD~1; echo 3 > value.txt; git commit -qam s; git checkout -q main
                    git merge -q side >/dev/null; true;;
                11) echo more > data.bin;;
                12) head -c 3000000 /dev/urandom; printf '\\n  DESCRIPTION \\033[31mred\\n'; echo 95 > value.txt
                    echo METRIC ms=1;;
                13) touch .git/index.lock; echo 94 > value.txt; setsid sleep 1000 & echo $! > ../pid;;
                14) echo x > x.bin; echo "a b" > $'odd\\n"name'; mkdir -p deep/er; echo y > deep/er/y;;
                esac""", "--runs", "14");
        assertEquals(
                List.of(
                        "failed",
                        "protected",
                        "candidate",
                        "candidate",
                        "candidate",
                        "moved_head",
                        "moved_head",
                        "moved_head",
                        "moved_head",
                        "moved_head",
                        "protected",
                        "candidate",
                        "candidate",
                        "protected"),
                outcomes());
        assertEquals("1", stored(1, "value.txt"));
        assertEquals("echo METRIC ms=1", stored(2, "benchmark.sh"));
        assertEquals("96", stored(6, "value.txt"));
        assertEquals("new", stored(9, "new.txt"));
        assertEquals("y", stored(14, "deep/er/y"));
        assertEquals("data", lab.read("data.bin"));
        assertFalse(lab.has("x.bin"));
        assertTrue(note(3).contains("the journal was removed, and is back"), note(3));
        assertTrue(note(4).contains("the journal was rewritten"), note(4));
        assertEquals("my own words", runs().get(3).description());
        assertTrue(note(5).contains("you committed by yourself"), note(5));
        assertEquals(" [31mred", " " + runs().get(4).description());
        assertEquals("94", lab.git("show", "HEAD:value.txt"));
        // start, more, and what was kept: nothing that an agent committed itself
        assertEquals("7", lab.git("rev-list", "--count", "HEAD"));
        ProcessId.of(Files.readString(folder.resolve("pid"))).awaitEnd();
        assertTrue(Files.readString(folder.resolve("brief")).contains("Goal"));
    }

    @Test
    void theNextBriefTellsWhatWentWrong() throws Exception {
        loop("case $n in 1) echo > benchmark.sh;; esac", "--runs", "2");
        var brief = Files.readString(folder.resolve("brief"));
        assertTrue(brief.contains("you edited what measures, which was put back: benchmark.sh"), brief);
    }

    @Test
    void editsOutsideTheScopeArePutBackByName() {
        loop("echo $n > src/a.txt; if [ $n = 2 ]; then echo 50 > value.txt; fi", "--runs", "2", "--scope", "src/**");
        assertEquals(List.of("candidate", "outside_scope"), outcomes());
        assertTrue(note(2).contains("value.txt"), note(2));
        assertEquals("50", stored(2, "value.txt"));
    }

    @Test
    void inASubFolderTheRestOfTheRepositoryIsOutside() {
        var inner = TestRepo.at(lab.path("inner"))
                .write("value.txt", "100\n")
                .script("benchmark.sh", "echo METRIC ms=$(cat value.txt)");
        lab.commit("inner");
        inner.begun();
        inner.cli(
                        "loop",
                        "--runs",
                        "2",
                        "--agent",
                        "echo 9 > value.txt; [ ! -e ../stop ] && touch ../stop; git add -A ..; git commit -qm all")
                .exits(0);
        var runs = AutoResearch.in(inner.folder()).runs();
        assertEquals("", lab.git("status", "--porcelain"));
        assertEquals(1, runs.size(), runs::toString);
        assertTrue(inner.read("autoresearch.results.jsonl").contains("put back: stop"));
    }

    @Test
    void anAgentThatHangsIsEnded() {
        loop("echo 1 > value.txt; [ $n = 2 ] || while :; do sleep 0.05; done", "--runs", "2", "--agent-timeout", "2");
        assertEquals(List.of("timed_out", "candidate"), outcomes());
        assertEquals("1", stored(1, "value.txt"));
    }

    @Test
    void anAgentThatHasNothingToTryEndsTheLoop() {
        var answer = lab.cli("loop", "--agent", "true").exits(1);
        answer.prints("ended by idle", "20 iterations", "ideas add");
    }

    @Test
    void anAgentThatOnlyFailsEndsTheLoop() {
        var answer = lab.cli("loop", "--agent", "(no-such-agent-at-all)").exits(1);
        answer.prints("ended by agent_failing", "try it by hand");
        assertEquals(5, outcomes().size());
    }

    @Test
    void theBriefReachesTheAgentInEveryWay() throws Exception {
        lab.cli("ideas", "add", "$(touch ../harm) `touch ../harm` \"; touch ../harm; '");
        lab.cli(
                        "loop",
                        "--runs",
                        "1",
                        "--agent",
                        "printf %s {brief} > ../one; cat '{brief_file}' > ../two; printf %s \"{brief}\" > ../three")
                .exits(0);
        var one = Files.readString(folder.resolve("one"));
        assertTrue(one.contains("$(touch ../harm) `touch"), one);
        assertEquals(one, Files.readString(folder.resolve("two")));
        assertEquals(one, Files.readString(folder.resolve("three")));
        assertFalse(Files.exists(folder.resolve("harm")));
    }

    @Test
    void gitsOwnSettingsAndOurNotesAreNotForAnAgent() throws Exception {
        var config = Files.readString(lab.folder().resolve(".git/config"));
        lab.script(".git/hooks/pre-push", "exit 0");
        var out = loop("""
                case $n in
                1) git config core.hooksPath evil; echo '*' >> .git/info/exclude; echo '* -text' > .git/info/attributes
                   echo b > src/a.txt; echo ASI told_agent=fine;;
                2) rm -rf .git/autoresearch; echo c > src/a.txt;;
                3) mv autoresearch.results.jsonl ../elsewhere; ln -s ../elsewhere autoresearch.results.jsonl;;
                4) echo 'touch ../hooked' > .git/hooks/post-commit; chmod +x .git/hooks/*; rm .git/hooks/pre-push;;
                5) echo '{"run":9,"metric":1,"status":"keep","description":"wished"}' >> autoresearch.results.jsonl
                   echo '{"type":"config","name":"mine","metricName":"s"}' >> autoresearch.results.jsonl;;
                6) rm -rf .autoresearch; mkdir ../victim; ln -s ../victim .autoresearch;;
                esac
                """, "--runs", "6", "--rule", "single");
        assertEquals(config, Files.readString(lab.folder().resolve(".git/config")));
        assertFalse(Files.exists(lab.folder().resolve(".git/info/attributes")));
        assertTrue(note(1).contains("git's config was changed, which was put back"), note(1));
        assertEquals("candidate", outcomes().get(1));
        var remark = "git's config was changed, which was put back";
        assertTrue(out.contains("\n       told to the agent: " + remark), out);
        lab.cli("show", "2").exits(0).prints("  to the agent " + remark);
        assertFalse(Files.isSymbolicLink(lab.folder().resolve("autoresearch.results.jsonl")));
        assertTrue(note(3).contains("the journal was rewritten"), note(3));
        assertTrue(note(4).contains("git's hooks/post-commit was changed, which was put back"), note(4));
        assertTrue(Files.isExecutable(lab.folder().resolve(".git/hooks/pre-push")));
        assertTrue(note(5).contains("taken out: \"wished\", a new goal"), note(5));
        assertEquals(100, AutoResearch.in(lab.folder()).bestMetric().orElseThrow());
        assertFalse(Files.isSymbolicLink(lab.folder().resolve(".autoresearch")));
        assertTrue(note(6).contains(".autoresearch was made a link, which was taken away"), note(6));
    }
}
