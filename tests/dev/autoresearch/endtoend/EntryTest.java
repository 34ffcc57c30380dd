package dev.autoresearch.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

/** The JBang entry autoresearch.java, the catalog and the template: what they promise, they do. */
class EntryTest {
    private static final Path ENTRY = RealJBang.PROJECT.resolve("autoresearch.java");

    @TempDir
    Path folder;

    @Test
    void theEntryIsShortAndNamesTheDependenciesOfThePom() throws Exception {
        assertTrue(Files.readAllLines(ENTRY).size() < 25);
        assertEquals(dependenciesOfThePom(), directives("//DEPS "));
    }

    @Test
    void theEntryNamesEveryResource() throws IOException {
        var expected = new TreeSet<String>();
        expected.add("jshell-startup.jsh");
        Path lib = RealJBang.PROJECT.resolve("lib");
        try (var files = Files.walk(lib)) {
            files.filter(file -> Files.isRegularFile(file) && !file.toString().endsWith(".java"))
                    .map(file -> lib.relativize(file) + "=lib/" + lib.relativize(file))
                    .forEach(expected::add);
        }
        assertEquals(expected, resources());
    }

    /** A line may name a whole folder: {@code to/=from/*}. */
    private static TreeSet<String> resources() throws IOException {
        var named = new TreeSet<String>();
        for (String line : directives("//FILES ")) {
            if (!line.endsWith("/*")) {
                named.add(line);
                continue;
            }
            var sides = line.substring(0, line.length() - 1).split("=");
            try (var files = Files.list(RealJBang.PROJECT.resolve(sides[1]))) {
                files.forEach(file -> named.add(sides[0] + file.getFileName() + "=" + sides[1] + file.getFileName()));
            }
        }
        return named;
    }

    @Test
    void aScriptMayDependOnTheEntryFromAnyFolder() throws IOException {
        Path scripts = Files.createDirectories(RealJBang.PROJECT.resolve("target/jbang-test/scripts"));
        Path script = scripts.resolve("UsesTheLibrary.java");
        Files.writeString(script, """
                //DEPS ../../../autoresearch.java
                import dev.autoresearch.Problem;

                class UsesTheLibrary {
                    public static void main(String... args) {
                        System.out.println(new Problem("what", "hint").hint());
                        System.out.println(Problem.class.getResource("/jshell-startup.jsh") != null);
                    }
                }
                """);

        for (Path from : List.of(folder, scripts)) {
            var result = RealJBang.run(from, script.toString());
            assertEquals("hint\ntrue\n", result.out(), result.err());
            assertEquals(0, result.exit());
        }
    }

    @Test
    void theEntryIsBuiltAndRunsInALocaleThatKnowsOnlyAscii() {
        // what all these tests run was built in that locale, once
        assertEquals("C", RealJBang.BUILD_LOCALE);

        var result = RealJBang.run(folder, Map.of("LC_ALL", "C"), "", ENTRY.toString(), "--version");

        assertEquals(0, result.exit(), result.err());
        assertTrue(result.out().startsWith("autoresearch "), result.out());
    }

    @Test
    void theEntryAndItsAliasRunFromAnyFolder() {
        for (String script : List.of(ENTRY.toString(), "autoresearch@" + RealJBang.PROJECT)) {
            var result = RealJBang.run(folder, script, "--help");
            assertEquals(0, result.exit(), result.err());
            assertTrue(!result.out().isBlank(), "help for " + script);
        }
    }

    @Test
    void theTemplateDependsOnThePublishedVersion() throws Exception {
        var result = RealJBang.run(folder, "init", "-t", "loop@" + RealJBang.PROJECT, "MyLoop.java");

        assertEquals(0, result.exit(), result.err());
        String loop = Files.readString(folder.resolve("MyLoop.java"));
        assertTrue(loop.contains("//DEPS dev.autoresearch:autoresearch:" + text(pom(), "version") + "\n"), loop);
        assertTrue(loop.contains("class MyLoop {"), loop);
    }

    @Test
    void theTemplateOnTheCheckoutRunsAsItIs() {
        RealJBang.run(folder, "init", "-t", "loop@" + RealJBang.PROJECT, "--deps", ENTRY.toString(), "MyLoop.java");

        var result = RealJBang.run(folder, Map.of(), "", "MyLoop.java");

        assertEquals(0, result.exit(), result.err());
        assertTrue(result.out().contains("3 runs: 2 kept, 1 discarded"), result.out());
        assertTrue(Files.isDirectory(folder.resolve("MyLoop-lab/.git")));
    }

    private static TreeSet<String> directives(String word) throws IOException {
        var found = new TreeSet<String>();
        for (String line : Files.readAllLines(ENTRY)) {
            if (line.startsWith(word)) {
                found.add(line.substring(word.length()));
            }
        }
        return found;
    }

    private static TreeSet<String> dependenciesOfThePom() throws Exception {
        var found = new TreeSet<String>();
        var nodes = pom().getElementsByTagName("dependency");
        for (int i = 0; i < nodes.getLength(); i++) {
            var dependency = (Element) nodes.item(i);
            if (dependency.getElementsByTagName("scope").getLength() == 0) {
                found.add(text(dependency, "groupId") + ":" + text(dependency, "artifactId") + ":"
                        + text(dependency, "version"));
            }
        }
        return found;
    }

    private static Element pom() throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(RealJBang.PROJECT.resolve("pom.xml").toFile())
                .getDocumentElement();
    }

    private static String text(Element parent, String name) {
        return parent.getElementsByTagName(name).item(0).getTextContent();
    }
}
