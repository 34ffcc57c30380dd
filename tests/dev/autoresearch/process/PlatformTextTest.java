package dev.autoresearch.process;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.exec.CommandLine;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("locale")
class PlatformTextTest {
    private static String[] words(String... words) {
        return words;
    }

    @Test
    void lostLettersComeBackFromTheCommandLine() {
        var process = words("java", "Main", "log", "", "größe", "");

        assertArrayEquals(
                words("log", "", "größe"), PlatformText.lastOf(process, words("log", "", "gr\ufffd\ufffdße")));
    }

    @Test
    void aCommandLineThatIsNotOursIsNotBelieved() {
        var arguments = words("log", "gr\ufffd\ufffdße");

        assertSame(arguments, PlatformText.lastOf(words("java", "@file", "other", "größe", ""), arguments));
        assertSame(arguments, PlatformText.lastOf(words("x"), arguments));
    }

    @Test
    void whatTheLocaleLacksReachesAProcessToTheLastByte() throws Exception {
        var environment = new HashMap<>(Map.of("WORD", "日本 '\\ \n", "PATH", System.getenv("PATH")));
        var line = new CommandLine("printf").addArgument("%s|").addArgument("größe\n'\\…", false);
        line = line.addArgument("", false);

        var exact = PlatformText.exact(line, environment, StandardCharsets.US_ASCII);

        assertEquals(Map.of("PATH", System.getenv("PATH")), environment);
        var script = String.join("", exact.toStrings());
        assertTrue(script.chars().allMatch(one -> one < 128), script);
        var shown = new CommandLine("bash").addArgument("-c").addArgument("printf %s \"$WORD\"", false);
        environment.put("WORD", "日本 '\\ \n");
        assertEquals("größe\n'\\…||", printed(exact, environment));
        assertEquals(
                "日本 '\\ \n", printed(PlatformText.exact(shown, environment, StandardCharsets.US_ASCII), environment));
    }

    private static String printed(CommandLine line, Map<String, String> environment) throws Exception {
        var builder = new ProcessBuilder(line.toStrings());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return new String(builder.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void aCommandLineThatTheLocaleKnowsIsLeftAlone() {
        var line = new CommandLine("echo").addArgument("a b");

        assertSame(line, PlatformText.exact(line, new HashMap<>(), StandardCharsets.US_ASCII));
    }

    @Test
    void aFileIsFoundByItsNameInEveryLocale(@TempDir Path folder) throws Exception {
        var sub = Files.createDirectories(PlatformText.path(folder, "daß"));
        for (var name : List.of("größe 日.txt", "../ü", folder + "/ä", "x//é")) {
            var file = PlatformText.path(sub, name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, name);
        }

        assertEquals(
                "größe 日.txt",
                PlatformText.name(
                        sub, PlatformText.path(folder, "./daß/größe 日.txt").normalize()));
        var found = new ProcessBuilder("find", folder.toString(), "-type", "f").start();
        var names = new String(found.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.substring(folder.toString().length()))
                .sorted()
                .toList();
        assertEquals(List.of("/daß/größe 日.txt", "/daß/x/é", "/ä", "/ü"), names);
    }

    @Test
    void wordsThatLostNothingAreLeftAlone() {
        var arguments = words("log", "größe");

        assertSame(arguments, PlatformText.arguments(arguments));
    }
}
