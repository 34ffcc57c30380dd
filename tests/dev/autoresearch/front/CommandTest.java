package dev.autoresearch.front;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.front.RealJBang.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command `autoresearch` at the top of a checkout, here one with a program that is built quickly. */
class CommandTest {
    private static final String BUILDING = "autoresearch: building, once";

    @TempDir
    Path folder;

    private Path checkout;
    private Map<String, String> environment;

    @BeforeEach
    void makeACheckout() throws IOException {
        // a folder with a blank and a link on the way to it
        checkout = Files.createDirectories(folder.resolve("check out"));
        for (var file : List.of("autoresearch", "jbang"))
            Files.copy(RealJBang.PROJECT.resolve(file), checkout.resolve(file));
        Files.createFile(checkout.resolve("jshell-startup.jsh"));
        Files.writeString(checkout.resolve("autoresearch.java"), """
                //SOURCES lib/**/*.java
                //RUNTIME_OPTIONS -Xshare:auto -Da.word=first
                //MAIN dev.autoresearch.Main
                class autoresearch {}
                """);
        Files.createDirectories(checkout.resolve("lib/dev/autoresearch/cli"));
        program("one");
        warmUp("");
        Files.createSymbolicLink(folder.resolve("command"), checkout.resolve("autoresearch"));
        environment = new HashMap<>(RealJBang.environment());
    }

    private void program(String word) throws IOException {
        Files.writeString(checkout.resolve("lib/dev/autoresearch/Main.java"), """
                package dev.autoresearch;

                public class Main {
                    public static void main(String... args) throws Exception {
                        System.out.print("%s " + System.getProperty("a.word") + " " + java.util.Arrays.asList(args));
                        System.out.print(new String(System.in.readAllBytes()));
                        System.exit(7);
                    }
                }
                """.formatted(word));
    }

    private void warmUp(String statement) throws IOException {
        Files.writeString(checkout.resolve("lib/dev/autoresearch/cli/WarmUp.java"), """
                package dev.autoresearch.cli;

                class WarmUp {
                    public static void main(String... args) {
                        %s
                    }
                }
                """.formatted(statement));
    }

    private Result call(String... words) {
        var command = new ArrayList<>(List.of(folder.resolve("command").toString()));
        command.addAll(List.of(words));
        return RealJBang.finish(RealJBang.start(folder, environment, command), " in");
    }

    @Test
    void itIsBuiltWhenItChangedAndStartsAtOnceOtherwise() throws IOException {
        Files.createSymbolicLink(folder.resolve("jdk"), Path.of(environment.get("JAVA_HOME")));
        environment.put("JAVA_HOME", folder.resolve("jdk").toString());
        var first = call("a b", "", "$x");
        var path = environment.put("PATH", RealJBang.pathWithout("jbang", "mvn", "mktemp"));
        var second = call("a b", "", "$x");
        environment.put("PATH", path);
        program("two");
        var third = call();

        assertEquals("one first [a b, , $x] in", first.out(), first.err());
        assertEquals(BUILDING + "\n", first.err());
        assertEquals(new Result(7, first.out(), ""), second);
        assertEquals(7, first.exit());
        assertEquals("two first [] in", third.out(), third.err());
        assertEquals(BUILDING + "\n", third.err());
        byItsBareName();
        withAnotherJavaBehindTheSamePath();
    }

    private void byItsBareName() {
        var bare = RealJBang.start(folder, environment, List.of("sh", "command", "x"));

        assertEquals(new Result(7, "two first [x] in", ""), RealJBang.finish(bare, " in"));
    }

    /** What one Java has compiled, an older one cannot run. */
    private void withAnotherJavaBehindTheSamePath() throws IOException {
        var bin = Files.createDirectories(folder.resolve("other/bin"));
        for (var program : List.of("java", "javac")) {
            Files.writeString(bin.resolve(program), "#!/bin/sh\nexit 5\n");
            assertTrue(bin.resolve(program).toFile().setExecutable(true));
        }
        Files.delete(folder.resolve("jdk"));
        Files.createSymbolicLink(folder.resolve("jdk"), bin.getParent());

        assertEquals(new Result(5, "", BUILDING + "\n"), call());
    }

    @Test
    void whereNothingCanBeKeptJBangDoesItAll() throws IOException {
        warmUp("System.exit(1);");

        var result = call("x");

        assertTrue(result.out().endsWith("one first [x] in"), result.toString());
        assertEquals(7, result.exit());
        var kept = environment.get("XDG_CACHE_HOME") + "/autoresearch/launcher" + checkout.toRealPath();
        try (var left = Files.walk(Path.of(kept))) {
            assertFalse(left.anyMatch(Files::isRegularFile), "something half done was kept");
        }
    }

    @Test
    void aBuildThatFailsSaysWhyAndStartsNothing() throws IOException {
        warmUp("no Java");

        var result = call("x");

        assertTrue(result.err().contains("no Java"), result.err());
        assertEquals("", result.out());
        assertEquals(1, result.exit());
    }
}
