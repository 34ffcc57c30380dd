package dev.autoresearch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.autoresearch.model.LogEntry;
import dev.autoresearch.model.Metric;
import dev.autoresearch.model.Plan;
import dev.autoresearch.model.Verdict;
import dev.autoresearch.script.Lab;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The words of scripts and JShell, and of the object behind them. */
class DslTest {
    /** Words that turn to a session, make a value, or show one: they need no session. */
    private static final Set<String> NEED_NO_SESSION = Set.of(
            "use", "lab", "lower", "higher", "setup", "agent", "until", "runs", "hours", "cost", "losses", "plateau",
            "target", "print", "table", "greet", "help");

    /** What front ends of other kinds need of the object. */
    private static final Set<String> ONLY_OF_THE_OBJECT = Set.of(
            "in",
            "named",
            "report",
            "by",
            "confirmedBy",
            "checksWithin",
            "onProgress",
            "onNotice",
            "begin",
            "context",
            "bestMetric",
            "logged",
            "hasPending",
            "beforeHook",
            "afterHook",
            "agentLoop",
            "tidy",
            "root",
            "segment",
            "toString");

    @TempDir
    Path folder;

    private static List<Method> words(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
                .toList();
    }

    private static String signature(Method word) {
        return word.toGenericString()
                .replaceAll("public |static |final |dev\\.autoresearch\\.(Dsl|AutoResearch)\\.(?=\\w+\\()", "");
    }

    @Test
    void scriptAndObjectHaveTheSameWordsOfTheSameTypes() {
        var ofTheObject =
                words(AutoResearch.class).stream().map(DslTest::signature).collect(Collectors.toSet());
        var missing = new TreeSet<String>();
        for (var word : words(Dsl.class)) {
            var name = word.getName();
            boolean isLimit = name.equals("runs") && word.getParameterCount() == 1;
            boolean isOther = NEED_NO_SESSION.contains(name) && !name.equals("runs") || isLimit;
            if (!isOther && !ofTheObject.contains(signature(word))) missing.add(signature(word));
        }
        assertEquals(Set.of(), missing, "words of a script that the object has not");

        var names = words(Dsl.class).stream().map(Method::getName).collect(Collectors.toSet());
        var only = new TreeSet<String>();
        for (var word : words(AutoResearch.class)) if (!names.contains(word.getName())) only.add(word.getName());
        assertEquals(new TreeSet<>(ONLY_OF_THE_OBJECT), only, "words of the object that a script has not");
    }

    @Test
    void everyWordsValueIsOneReadableLine() {
        var research = lab("a");
        research.init("goal", Metric.lower("ms"), "echo METRIC ms=$(cat value)");
        research.write("value", 5);
        var values = new ArrayList<Object>(List.of(
                research, research.session(), research.segment(), research.attempt("baseline"), research.show(1)));
        research.write(
                "value", "x'\necho Foo.java:1: error: no such symbol; echo error: compilation failed; exit 1 #'");
        values.addAll(List.of(research.run("bash value"), research.log("broken"), research.show(2), research.best()));
        values.addAll(List.of(research.idea("more"), research.ideas(), research.status(), research.confidence()));
        values.addAll(List.of(research.rule("paired").maxPairs(9), research.holdout(), research.reset()));
        for (var value : values) {
            var text = value.toString();
            assertEquals(1, text.lines().count(), text);
            assertFalse(text.matches(".*(\\w@[0-9a-f]{5,}|\\w+\\[\\w+=).*"), text);
        }
    }

    @Test
    void anAttemptWithoutADescriptionIsRefusedBeforeAnythingIsChanged() {
        var research = lab("a");
        research.init("goal", Metric.lower("ms"), "echo METRIC ms=5");
        for (var nothing : Arrays.asList("", " ", null)) {
            var refused = assertThrows(
                    Problem.class,
                    () -> research.attempt(LogEntry.of(nothing), () -> research.write("a", 1), Plan.DEFAULT));
            assertEquals("an attempt needs a description", refused.getMessage());
        }
        assertFalse(Files.exists(research.root().resolve("a")));
        assertEquals(List.of(), research.runs());
    }

    @Test
    void aMetricThatNoBenchmarkCanPrintIsRefusedWhereItIsNamed() {
        for (var name : Arrays.asList("total ms", "", null, "constructor"))
            assertThrows(Problem.class, () -> Metric.lower(name), () -> "" + name);
        assertThrows(Problem.class, () -> Metric.higher("total ms"));
    }

    @Test
    void anEditFailsWhenTheOldTextIsNotThere() throws Exception {
        var research = lab("a");
        research.write("F.java", "int size = 8; int more = 8;");

        research.edit("F.java", "8", "16");
        var refused = assertThrows(Problem.class, () -> research.edit("F.java", "8;", "9;"));

        assertEquals("F.java does not contain \"8;\"", refused.getMessage());
        assertEquals(
                "int size = 16; int more = 16;",
                Files.readString(research.root().resolve("F.java")));
    }

    @Test
    void guardsRuleAndTimeLimitHaveWords() {
        var research = lab("a");
        research.init(
                "goal",
                Metric.lower("ms"),
                "echo METRIC ms=$(cat value); echo METRIC mb=$(cat mb 2>/dev/null || echo 1); sleep 0$(cat nap 2>/dev/null)",
                "mb <= 2");
        research.rule("single").attempt("baseline");

        var guarded = research.attempt("more memory", () -> {
            research.write("value", 4);
            research.write("mb", 3);
        });
        assertEquals(
                Verdict.GUARD_FAILED,
                guarded.run().orElseThrow().evidence().judgement().orElseThrow().verdict());

        var slow = research.timeout(0.3).attempt("sleep", () -> research.write("nap", 30));
        assertEquals("timed out", slow.run().orElseThrow().crashed().orElseThrow());
        for (Runnable wrong : List.<Runnable>of(
                () -> research.timeout(-1), () -> research.maxPairs(0), () -> research.minEffect(100)))
            assertThrows(Problem.class, wrong::run);
    }

    @Test
    void twoThreadsWorkInTwoLabs() throws Exception {
        var both = new CyclicBarrier(2);
        var pool = Executors.newFixedThreadPool(2);
        try {
            var one = pool.submit(inLab("one", 7, both));
            var two = pool.submit(inLab("two", 9, both));
            assertEquals("[#1 keep  8  baseline, #2 keep  7  change]", one.get());
            assertEquals("[#1 keep  10  baseline, #2 keep  9  change]", two.get());
        } finally {
            pool.shutdownNow();
        }
    }

    private Callable<String> inLab(String name, int value, CyclicBarrier both) {
        return () -> {
            Dsl.lab(folder.resolve(name).toString(), () -> {
                both.await();
                Dsl.write("value", value + 1);
            });
            both.await();
            Dsl.init(name, Dsl.lower("ms"), "echo METRIC ms=$(cat value)");
            both.await();
            Dsl.attempt("baseline");
            both.await();
            Dsl.attempt("change", () -> Dsl.write("value", value));
            return Dsl.runs().toString();
        };
    }

    private AutoResearch lab(String name) {
        var path = folder.resolve(name);
        Lab.make(path, () -> Files.writeString(path.resolve("value"), "5"));
        return AutoResearch.in(path);
    }
}
