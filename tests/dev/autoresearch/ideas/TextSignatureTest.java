package dev.autoresearch.ideas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextSignatureTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Use a larger read buffer           | larger read-buffer
            Use a larger read buffer           | Try larger read buffers
            batch32                            | batch 32
            Reuse the parse buffer             | Reuse parse buffers
            HashMap for word counts            | use a hash map for word count
            XML parser cache                   | XMLParser cache
            gzip -6                            | use gzip -6
            cache parsed headers per request   | Cache the parsed headers, per request
            Larger read buffer                 | Larger read buffer in Parser
            set batch size to 32               | batch size 32
            buffer of 64 KB                    | 64 KB buffer
            learning rate 0.10                 | learning rate 0.1
            größerer Puffer                    | Größerer Puffer!
            use ArrayDeque instead of Stack    | Use an ArrayDeque instead of a Stack
            """)
    void theseAreTheSame(String one, String other) {
        assertTrue(
                TextSignature.of(one).isLike(TextSignature.of(other)),
                TextSignature.of(one) + " " + TextSignature.of(other));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            batch 32                           | batch 64
            batch 32                           | larger batch
            gzip -1                            | gzip -9
            batch 8 threads 16                 | batch 16 threads 8
            HashMap for word counts            | TreeMap for word counts
            larger read buffer                 | smaller read buffer
            larger read buffer                 | larger write buffer
            enable the second cache            | disable the second cache
            inline the hot loop                | do not inline the hot loop
            cache parsed header rows           | remove cache of parsed header rows
            thread pool of 16                  | thread pool of 16 with work stealing
            use X instead of Y                 | use Y instead of X
            replace Stack by ArrayDeque        | replace ArrayDeque by Stack
            sort before filtering              | filter before sorting
            cache headers                      | cache parsed headers
            learning rate 0.1                  | learning rate 0.01
            -O2                                | -O3
            parallel stream                    | parallel garbage collector
            ???                                | ???
            ''                                 | ''
            """)
    void theseDiffer(String one, String other) {
        assertFalse(
                TextSignature.of(one).isLike(TextSignature.of(other)),
                TextSignature.of(one) + " " + TextSignature.of(other));
    }

    @Provide
    Arbitrary<List<String>> ideas() {
        return Arbitraries.of(
                        "larger", "buffer", "parse", "thread", "cache", "loop", "unroll", "tree", "header", "index")
                .list()
                .uniqueElements()
                .ofMinSize(2)
                .ofMaxSize(6);
    }

    @Property(tries = 200)
    void anIdeaIsLikeItselfHoweverItIsDressedUp(@ForAll("ideas") List<String> words) {
        var plain = TextSignature.of(String.join(" ", words));
        var dressed =
                TextSignature.of("  Try the " + String.join(", the ", words).toUpperCase(Locale.ROOT) + "!");

        assertTrue(plain.isLike(dressed) && dressed.isLike(plain));
    }

    @Property(tries = 200)
    void anotherNumberMakesAnotherIdea(
            @ForAll("ideas") List<String> words,
            @ForAll @IntRange(max = 9999) int one,
            @ForAll @IntRange(max = 9999) int other) {
        var text = String.join(" ", words) + " ";

        assertEquals(one == other, TextSignature.of(text + one).isLike(TextSignature.of(text + other)));
    }

    @Property(tries = 300)
    void likenessHasNoDirectionAndNoTextIsTooOdd(@ForAll String one, @ForAll String other) {
        assertEquals(
                TextSignature.of(one).isLike(TextSignature.of(other)),
                TextSignature.of(other).isLike(TextSignature.of(one)));
    }

    @Property(tries = 200)
    void aWordThatEachHasAloneMakesThemDiffer(@ForAll("ideas") List<String> words) {
        var text = String.join(" ", words);

        assertFalse(TextSignature.of(text + " zebra").isLike(TextSignature.of(text + " giraffe")));
    }
}
