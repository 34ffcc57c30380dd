package dev.autoresearch.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;

class UnitsPropertyTest {

    @Property
    void thereAndBackAgainIsTheSame(
            @ForAll @Scale(9) @DoubleRange(min = 1e-9, max = 1e12) double value,
            @ForAll("times") String from,
            @ForAll("times") String to) {
        assertEquals(value, Units.convert(Units.convert(value, from, to), to, from), value * 1e-15 * 4);
    }

    @Provide
    Arbitrary<String> times() {
        return Arbitraries.of("ns", "us", "ms", "s", "min", "h", "ns/op", "ms/op");
    }
}
