package dev.autoresearch.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.endtoend.RealJBang.Result;
import dev.autoresearch.endtoend.RealJBang.Started;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher `jbang` at the top of the checkout, with real JBang behind it. */
class JBangLauncherTest {
    private static final String VERSION = "0.132.1";

    /** Where the launcher tells Maven to copy to. */
    private static final String INTO = "${9#-DoutputDirectory=}";

    private static final String PROGRAM = """
            import java.nio.file.Path;

            class Echo {
                public static void main(String... args) throws Exception {
                    System.out.println(Path.of("").toAbsolutePath());
                    for (String arg : args) System.out.println("[" + arg + "]");
                    System.out.print(new String(System.in.readAllBytes()));
                    System.exit(args.length);
                }
            }
            """;

    @TempDir
    Path folder;

    private static String echo;

    @BeforeAll
    static void writeTheProgram() throws IOException {
        Path file = RealJBang.PROJECT.resolve("target/jbang-test/Echo.java");
        Files.createDirectories(file.getParent());
        Files.writeString(file, PROGRAM);
        echo = file.toString();
    }

    @Test
    void argumentsArriveAsTheyWereGivenInTheFolderOfTheCaller() throws IOException {
        String[] args = {
            echo, "a b", "it's", "say \"hi\"", "$HOME", "`id`", "two\nlines", "back\\slash\\", "*", "a;b|c&d"
        };

        Result result = RealJBang.run(folder, args);

        var expected = new StringBuilder(folder.toRealPath() + "\n");
        for (String arg : List.of(args).subList(1, args.length)) {
            expected.append("[").append(arg).append("]\n");
        }
        assertEquals(expected.toString(), result.out());
        assertEquals(args.length - 1, result.exit(), result.err());
    }

    @Test
    void standardInputReachesTheProgram() {
        Result result = RealJBang.run(folder, Map.of(), "first\nlast", echo);

        assertTrue(result.out().endsWith("\nfirst\nlast"), result.toString());
        assertEquals(0, result.exit());
    }

    /** Builds of the same script at the same time spoil each other, and JBang's cache for good. */
    @Test
    void oneJBangWaitsForAnotherToHaveBuilt() throws Exception {
        RealJBang.run(folder, "--version"); // it is fetched
        var lock = RealJBang.environment().get("XDG_CACHE_HOME") + "/autoresearch/jbang-" + VERSION + "/build.lock";
        var builder = new ProcessBuilder("flock", lock, "sh", "-c", "echo held; read line")
                .redirectErrorStream(true)
                .start();
        assertEquals("held", builder.inputReader().readLine());

        var waiting =
                RealJBang.start(folder, RealJBang.environment(), List.of(RealJBang.LAUNCHER.toString(), "--version"));
        while (waiting.process()
                .descendants()
                .noneMatch(each -> each.info().command().orElse("").endsWith("/flock")))
            assertFalse(waiting.process().waitFor(20, TimeUnit.MILLISECONDS), "it did not wait");
        builder.getOutputStream().close();

        assertEquals(0, RealJBang.finish(waiting, "").exit());
    }

    @Test
    void aMissingScriptIsJBangsOwnErrorWithItsOwnExitCode() {
        Result result = RealJBang.run(folder, "Nowhere.java");

        assertEquals(2, result.exit());
        assertTrue(result.err().contains("Nowhere.java"), result.err());
    }

    @Test
    void aLinkToTheLauncherWorksToo() throws IOException {
        Path link = Path.of(echo).resolveSibling("link-to-jbang");
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, RealJBang.LAUNCHER);

        Result result = call(RealJBang.environment(), link.toString(), echo, "x");

        assertEquals(1, result.exit(), result.err());
        assertTrue(result.out().endsWith("[x]\n"), result.out());
    }

    @Test
    void jBangIsFetchedOnceAndMavenIsNotNeededAgain() {
        var environment = freshCache();

        Result first = call(environment, RealJBang.LAUNCHER.toString(), "--version");
        environment.put("PATH", RealJBang.pathWithout("jbang", "mvn"));
        Result second = call(environment, RealJBang.LAUNCHER.toString(), "--version");

        assertTrue(first.err().contains("fetching JBang"), first.err());
        assertEquals(0, first.exit());
        assertEquals(0, second.exit(), second.err());
        assertFalse(second.err().contains("fetching"), second.err());
    }

    @Test
    void firstCallsAtTheSameTimeDoNotDisturbEachOther() throws IOException {
        var environment = freshCache();
        // another test has Maven fetch them
        var jars = RealJBang.environment().get("XDG_CACHE_HOME") + "/autoresearch/jbang-" + VERSION;
        environment.put(
                "PATH",
                commands(Map.of("mvn", "cp '" + jars + "'/*.jar \"" + INTO + "\"")) + ":" + environment.get("PATH"));
        var calls = new ArrayList<Started>();
        for (int i = 0; i < 2; i++) {
            calls.add(RealJBang.start(folder, environment, List.of(RealJBang.LAUNCHER.toString(), "--version")));
        }

        for (Started call : calls) {
            Result result = RealJBang.finish(call, "");
            assertEquals(0, result.exit(), result.err());
            assertTrue(result.err().endsWith("\n" + VERSION + "\n"), result.err());
        }
        assertEquals(1, fetched().size(), fetched().toString());
        assertFalse(fetched()
                        .get(0)
                        .toFile()
                        .list((dir, name) -> name.startsWith("jbang-") && !name.endsWith(".jar"))
                        .length
                > 0);
    }

    @Test
    void aFirstCallThatIsKilledLeavesNothingThatTheNextOneTrusts() throws Exception {
        var environment = freshCache();
        environment.put(
                "PATH",
                commands(Map.of(
                                "mvn",
                                "touch \"" + INTO + "\"/jbang-cli-" + VERSION + ".jar; echo > started; exec sleep 600"))
                        + ":" + environment.get("PATH"));
        Started killed = RealJBang.start(folder, environment, List.of(RealJBang.LAUNCHER.toString(), "--version"));
        while (!Files.exists(folder.resolve("started"))) {
            assertFalse(killed.process().waitFor(20, TimeUnit.MILLISECONDS), "ended before it could be killed");
        }
        killed.process().descendants().forEach(ProcessHandle::destroyForcibly);
        killed.process().destroyForcibly().waitFor();

        environment.put("PATH", RealJBang.environment().get("PATH"));
        Result next = call(environment, RealJBang.LAUNCHER.toString(), "--version");

        assertEquals(0, next.exit(), next.err());
        assertTrue(next.err().contains("fetching JBang"), next.err());
    }

    @Test
    void aFailedFetchShowsWhatMavenSaidAndLeavesNothing() throws IOException {
        var environment = freshCache();
        environment.put(
                "PATH", commands(Map.of("mvn", "echo 'no route to host'; exit 1")) + ":" + environment.get("PATH"));

        Result result = call(environment, RealJBang.LAUNCHER.toString(), "--version");

        assertEquals(2, result.exit());
        assertTrue(
                result.err().contains("no route to host") && result.err().contains("check the network"), result.err());
        assertEquals(List.of(), fetched());
    }

    @Test
    void aJBangOnThePathIsUsedAndCopiesOfTheLauncherAreNot() throws IOException {
        Path checkout = Files.createDirectory(folder.resolve("checkout"));
        Files.copy(RealJBang.LAUNCHER, checkout.resolve("jbang"));
        var environment = freshCache();
        environment.put(
                "PATH",
                RealJBang.PROJECT + ":" + checkout + ":" + commands(Map.of("jbang", "echo \"real one: $*\"; exit 7"))
                        + ":" + environment.get("PATH"));

        assertEquals(new Result(7, "real one: a b\n", ""), call(environment, "sh", "-c", "jbang a b"));
    }

    @Test
    void withNeitherJBangNorMavenItSaysWhatToInstall() {
        var environment = freshCache();
        environment.put("PATH", RealJBang.pathWithout("jbang", "mvn"));

        Result result = call(environment, RealJBang.LAUNCHER.toString(), "--version");

        assertEquals(2, result.exit());
        assertTrue(result.err().contains("neither JBang nor Maven is on PATH"), result.err());
        assertTrue(result.err().contains("https://www.jbang.dev/download"), result.err());
    }

    @Test
    void withoutAJdkItSaysWhatToInstall() {
        var environment = freshCache();
        environment.put("PATH", RealJBang.pathWithout("jbang", "javac"));
        environment.put("JAVA_HOME", "");

        Result result = call(environment, RealJBang.LAUNCHER.toString(), "--version");

        assertEquals(2, result.exit());
        assertTrue(result.err().contains("no JDK") && result.err().contains("install one"), result.err());
    }

    @Test
    void javaHomeComesBeforeTheJavaOnThePath() throws IOException {
        Path bin = Files.createDirectories(folder.resolve("jdk/bin"));
        script(bin.resolve("javac"), "");
        script(bin.resolve("java"), "echo 'java of JAVA_HOME'; exit 6");
        RealJBang.run(folder, "--version");
        var environment = new HashMap<>(RealJBang.environment());
        environment.put("JAVA_HOME", folder.resolve("jdk").toString());

        assertEquals(
                new Result(6, "java of JAVA_HOME\n", ""),
                call(environment, RealJBang.LAUNCHER.toString(), "--version"));
    }

    private Result call(Map<String, String> environment, String... command) {
        return RealJBang.finish(RealJBang.start(folder, environment, List.of(command)), "");
    }

    /** An environment in which JBang was never fetched. */
    private Map<String, String> freshCache() {
        var environment = new HashMap<>(RealJBang.environment());
        environment.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        return environment;
    }

    private List<Path> fetched() throws IOException {
        try (var folders = Files.list(folder.resolve("cache/autoresearch"))) {
            return folders.toList();
        }
    }

    /** A folder with commands of our own making. */
    private String commands(Map<String, String> bodies) throws IOException {
        Path bin = Files.createDirectory(folder.resolve("bin"));
        for (var command : bodies.entrySet()) {
            script(bin.resolve(command.getKey()), command.getValue());
        }
        return bin.toString();
    }

    private static void script(Path file, String body) throws IOException {
        Files.writeString(file, "#!/bin/sh\n# a stand-in\n" + body + "\n");
        assertTrue(file.toFile().setExecutable(true));
    }
}
