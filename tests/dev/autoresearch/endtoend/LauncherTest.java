package dev.autoresearch.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.endtoend.RealJBang.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The command `autoresearch` at the top of a checkout. JBang is a script here that has built already, and writes down how
 * it is called; that the command works with JBang itself is seen wherever {@link CheckoutCommand} calls it.
 */
class LauncherTest {
    private static final String BUILDING = "autoresearch: building, once\n";
    private static final String JBANG = """
            #!/bin/sh
            cd "${0%/*}" || exit
            case $* in
                *build*) echo build >> calls; test ! -e broken ;;
                *info*) echo "$PWD/program.jar" ;;
                *) echo "JBang runs $*"; exit 5 ;;
            esac
            """;

    @TempDir
    Path folder;

    private Path checkout;
    private Map<String, String> environment;

    @BeforeEach
    void makeACheckout() throws IOException {
        // a folder with a blank, and a link on the way to it
        checkout = Files.createDirectories(folder.resolve("check out"));
        Files.copy(RealJBang.PROJECT.resolve("autoresearch"), checkout.resolve("autoresearch"));
        Files.writeString(checkout.resolve("jbang"), JBANG);
        assertTrue(checkout.resolve("jbang").toFile().setExecutable(true));
        Files.createFile(checkout.resolve("jshell-startup.jsh"));
        Files.writeString(checkout.resolve("autoresearch.java"), """
                //RUNTIME_OPTIONS -Xshare:auto -Da.word=first
                //RUNTIME_OPTIONS -Xmx64m
                """);
        program("one", "");
        Files.createSymbolicLink(folder.resolve("command"), checkout.resolve("autoresearch"));
        environment = new HashMap<>(Map.of("JAVA_HOME", System.getProperty("java.home")));
        environment.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
    }

    /** A program that says this word, and what it does to warm up. */
    private void program(String word, String warmUp) throws IOException {
        var lib = checkout.resolve("lib/dev/autoresearch");
        Files.createDirectories(lib.resolve("cli"));
        Files.writeString(lib.resolve("cli/Main.java"), """
                package dev.autoresearch.cli;

                public class Main {
                    public static void main(String... args) throws Exception {
                        System.out.print("%s " + System.getProperty("a.word") + " " + java.util.Arrays.asList(args));
                        System.out.print(new String(System.in.readAllBytes()));
                        System.exit(7);
                    }
                }
                """.formatted(word));
        Files.writeString(lib.resolve("cli/WarmUp.java"), """
                package dev.autoresearch.cli;

                class WarmUp {
                    public static void main(String... args) {
                        %s
                    }
                }
                """.formatted(warmUp));
        var classes = Files.createDirectories(folder.resolve("classes"));
        var sources = List.of(lib.resolve("cli/Main.java"), lib.resolve("cli/WarmUp.java"));
        var words = new ArrayList<>(List.of("-proc:none", "-d", classes.toString()));
        for (var source : sources) words.add(source.toString());
        assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, words.toArray(String[]::new)));
        try (var jar = new JarOutputStream(Files.newOutputStream(checkout.resolve("program.jar")))) {
            for (var name : List.of("dev/autoresearch/cli/Main.class", "dev/autoresearch/cli/WarmUp.class")) {
                jar.putNextEntry(new ZipEntry(name));
                jar.write(Files.readAllBytes(classes.resolve(name)));
            }
        }
    }

    private Result call(String... words) {
        var command = new ArrayList<>(List.of(folder.resolve("command").toString()));
        command.addAll(List.of(words));
        return RealJBang.finish(RealJBang.start(folder, environment, command), " in");
    }

    private List<String> builds() throws IOException {
        return Files.readAllLines(checkout.resolve("calls"));
    }

    @Test
    void itIsBuiltWhenSomethingChangedAndStartsAtOnceOtherwise() throws IOException {
        var jdk = Files.createSymbolicLink(folder.resolve("jdk"), Path.of(environment.get("JAVA_HOME")));
        var other = Files.createSymbolicLink(folder.resolve("other"), jdk);
        environment.put("JAVA_HOME", jdk.toString());
        var first = call("a b", "", "$x");
        var second = call("a b", "", "$x");
        assertEquals(1, builds().size());
        environment.put("JAVA_HOME", other.toString());
        var ofOther = call();
        environment.put("JAVA_HOME", jdk.toString());
        var again = call();
        program("two", "");
        var third = call();
        var bare = RealJBang.finish(RealJBang.start(folder, environment, List.of("sh", "command", "x")), " in");
        Files.delete(jdk);
        Files.createSymbolicLink(jdk, aJavaThatRunsNothing());
        var older = call();

        assertEquals(new Result(7, "one first [a b, , $x] in", BUILDING), first);
        assertEquals(new Result(7, first.out(), ""), second);
        assertEquals(new Result(7, "one first [] in", BUILDING), ofOther);
        assertEquals(new Result(7, ofOther.out(), ""), again);
        assertEquals(new Result(7, "two first [] in", BUILDING), third);
        assertEquals(new Result(7, "two first [x] in", ""), bare);
        assertEquals(new Result(5, "JBang runs " + entry() + "\n", BUILDING), older);
        assertEquals(4, builds().size());
    }

    /** As an older one would not run what a newer one has compiled. */
    private Path aJavaThatRunsNothing() throws IOException {
        var bin = Files.createDirectories(folder.resolve("older/bin"));
        for (var program : List.of("java", "javac")) {
            Files.writeString(bin.resolve(program), "#!/bin/sh\nexit 1\n");
            assertTrue(bin.resolve(program).toFile().setExecutable(true));
        }
        return bin.getParent();
    }

    @Test
    void whatIsGoneOrAnotherJavaIsNoReasonToFail() throws IOException {
        call();
        var java = environment.get("JAVA_HOME") + "/bin/java";
        Files.delete(
                folder.resolve("cache/autoresearch/launcher" + checkout.toRealPath() + "/for" + java + "/classes.jsa"));
        var withoutArchive = call();
        Files.move(checkout.resolve("program.jar"), checkout.resolve("moved"));
        environment.put("JAVA_HOME", "");
        var withoutProgram = call("x");

        assertEquals(new Result(7, "one first [] in", ""), withoutArchive);
        assertEquals(new Result(5, "JBang runs " + entry() + " x\n", BUILDING), withoutProgram);
    }

    private String entry() throws IOException {
        return checkout.toRealPath() + "/autoresearch.java";
    }

    @Test
    void whereNothingCanBeKeptJBangDoesItAll() throws IOException {
        program("one", "System.exit(1);");
        var unprepared = call("x");
        environment.put("XDG_CACHE_HOME", "/dev/null/no folder");
        var unwritable = call("x");

        assertEquals(new Result(5, "JBang runs " + entry() + " x\n", BUILDING), unprepared);
        assertEquals(new Result(5, unprepared.out(), ""), unwritable);
        environment.put("XDG_CACHE_HOME", "relative");
        environment.put("HOME", "/dev/null");
        assertEquals(unwritable, call("x"));
        assertTrue(Files.notExists(folder.resolve("relative")));
        environment.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        environment.put("PATH", RealJBang.pathWithout("git"));
        assertEquals(unwritable, call("x"));
        try (var left = Files.walk(folder.resolve("cache"))) {
            assertFalse(left.anyMatch(Files::isRegularFile), "something half done was kept");
        }
    }

    @Test
    void aBuildThatFailsStartsNothing() throws IOException {
        Files.createFile(checkout.resolve("broken"));

        assertEquals(new Result(1, "", BUILDING), call("x"));
    }
}
