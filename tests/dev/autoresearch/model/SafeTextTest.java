package dev.autoresearch.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SafeTextTest {
    @Test
    void lineBreaksAndControlCharactersAreShownAsEscapes() {
        assertEquals("a\\nb\\r\\tc", SafeText.line("a\nb\r\tc"));
        assertEquals("\\e[31mred\\e[0m", SafeText.line("\u001b[31mred\u001b[0m"));
        assertEquals("\\u0000\\u0007\\u007f\\u009b", SafeText.line("\0\u0007\u007f\u009b"));
        assertEquals("\\u2028\\u2029", SafeText.line("\u2028\u2029"));
    }

    @Test
    void directionMarksCannotTurnALineAround() {
        assertEquals(
                "\\u202e\\u2066\\u2069\\u200e\\u200f\\u061c", SafeText.line("\u202e\u2066\u2069\u200e\u200f\u061c"));
    }

    @Test
    void ordinaryTextOfAnyScriptStays() {
        for (var text : new String[] {"", "plain", "größer → 3", "変更", "😀 family 👨‍👩‍👧", "e\u0301", "مرحبا"})
            assertEquals(text, SafeText.line(text));
    }

    @Test
    void halfACharacterIsShownAsAnEscape() {
        assertEquals("\\ud83d", SafeText.line("\ud83d"));
        assertEquals("\\ude00x", SafeText.line("\ude00x"));
    }

    @Property
    void whateverTheTextItIsOneHarmlessLine(@ForAll String text) {
        var line = SafeText.line(text);
        assertTrue(StandardCharsets.UTF_8.newEncoder().canEncode(line));
        assertFalse(line.codePoints().anyMatch(Character::isISOControl));
        assertEquals(1, line.isEmpty() ? 1 : line.lines().count());
    }

    @Property
    void aCutLineIsNoLongerThanAskedAndHoldsWholeCharacters(
            @ForAll String text, @ForAll @IntRange(min = 1, max = 20) int atMost) {
        var emoji = SafeText.line("😀" + text + "😀😀😀😀😀😀😀😀", atMost);
        assertTrue(emoji.length() <= atMost);
        assertTrue(emoji.endsWith("…") || text.length() <= 20);
        assertTrue(StandardCharsets.UTF_8.newEncoder().canEncode(emoji));
    }

    @Test
    void aLineThatFitsIsNotCut() {
        assertEquals("12345", SafeText.line("12345", 5));
        assertEquals("1234…", SafeText.line("123456", 5));
    }
}
