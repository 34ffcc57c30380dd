package dev.autoresearch.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.AfterFailureMode;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class PropertySeedsTest {
    @Property(tries = 1, edgeCases = EdgeCasesMode.NONE, afterFailure = AfterFailureMode.RANDOM_SEED)
    void aRandomPropertySeesTheSameValuesInEveryBuild(@ForAll long value) {
        if (!PropertySeeds.FRESH) assertEquals(-136762, value);
    }
}
