package dev.autoresearch.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.autoresearch.Problem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("locale")
class CommandTemplateTest {
    private static String filled(String template, String value) {
        return new CommandTemplate(template).fill(new ParameterValues(Map.of("x", value)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "run {x}           | 8        | run 8",
                "run {x}{x}        | -O2      | run -O2-O2",
                "run {x}           | a b      | run 'a b'",
                "run '{x}'         | a b      | run 'a b'",
                "run \"n={x}\"     | a $b     | run \"n=a \\$b\"",
                "awk '{{print}}'   | 8        | awk '{print}'",
                "echo ${{HOME}}{x} | 8        | echo ${HOME}8",
                "run \"$(f {x})\"  | 8        | run \"$(f 8)\"",
            })
    void putsAValueWhereItsNameStands(String template, String value, String command) {
        assertEquals(command, filled(template, value));
    }

    /** Whatever a shell would like to do with them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a b",
                "it's",
                "\"",
                "$(echo 1)",
                "`echo 1`",
                "$HOME",
                "\\",
                "a\\",
                "*",
                "~",
                "!!",
                ";ls",
                "&",
                "|",
                "#",
                "<x",
                "a\nb",
                "é",
                "''",
                "{}",
                "-n x",
                "$'x'",
                "\\'",
                "a'\"b"
            })
    void theShellTakesAnyValueForOneWord(String value) throws Exception {
        for (var template : List.of(
                "printf %s {x}",
                "printf %s '{x}'", "printf %s \"{x}\"", "printf %s \"\"{x}''", "printf %s $(printf %s 1)\"{x}\"")) {
            // not as an argument, which Java encodes by the locale
            var process = new ProcessBuilder("bash").start();
            try (var in = process.getOutputStream()) {
                in.write(filled(template, value).getBytes(StandardCharsets.UTF_8));
            }
            var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(template.contains("$(") ? "1" + value : value, out, template);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"run {", "run }", "run {}", "run {1}", "run { x }", "run {x", "echo ${x}", "run \\{x}", "{x y}"})
    void aLoneBraceIsRefused(String template) {
        assertEquals(
                2,
                assertThrows(Problem.class, () -> new CommandTemplate(template)).exit());
    }

    @ParameterizedTest
    @ValueSource(strings = {"run \"$(f {x})\"", "run `f {x}`", "run \"`f {x}`\"", "run $'{x}'"})
    void whereQuotesAreNotFollowedOnlyPlainValuesStand(String template) {
        assertEquals(
                2, assertThrows(Problem.class, () -> filled(template, "a b")).exit());
        assertEquals(template.replace("{x}", "8"), filled(template, "8"));
    }

    @Test
    void namesItsPlacesOnce() {
        assertEquals(List.of("b", "a"), new CommandTemplate("{b} {a} {b} {{c}}").names());
    }
}
