package dev.autoresearch.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTableTest {
    @ParameterizedTest
    @CsvSource({
        "'', 0",
        "abc, 3",
        "größe, 5",
        "変更, 4",
        "한글, 4",
        "ｶﾅ, 2",
        "ＡＢ, 4",
        "😀, 2",
        "✅, 2",
        "⚡, 2",
        "❌, 2",
        "🚀x, 3",
        "→, 1",
        "…, 1",
        "█▁, 2",
        "✓, 1",
        "🀄, 2"
    })
    void aTextTakesTheColumnsThatATerminalGivesIt(String text, int columns) {
        assertEquals(columns, TextTable.width(text));
    }

    @Test
    void whatJoinsTheCharacterBeforeItTakesNone() {
        assertEquals(1, TextTable.width("e\u0301"));
        assertEquals(1, TextTable.width("e\u0301\u0323"));
        assertEquals(2, TextTable.width("\u1112\u1161\u11ab"), "a Hangul syllable of three parts");
        assertEquals(1, TextTable.width("a\u200b"));
    }

    @Property
    void aFittedTextTakesNoMoreThanItMayAndOneThatFitsIsLeft(
            @ForAll String text, @ForAll @IntRange(min = 1, max = 30) int columns) {
        var fitted = TextTable.fit(text, columns, "…");
        assertTrue(TextTable.width(fitted) <= columns);
        if (TextTable.width(text) <= columns) assertEquals(text, fitted);
        else assertTrue(fitted.endsWith("…"));
    }

    @Test
    void aWideCharacterIsNotCutInHalf() {
        assertEquals("変…", TextTable.fit("変更変更", 4, "…"));
        assertEquals("変更…", TextTable.fit("変更変更", 5, "…"));
    }
}
