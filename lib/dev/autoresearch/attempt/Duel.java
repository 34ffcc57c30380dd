package dev.autoresearch.attempt;

import dev.autoresearch.model.Measurement;
import dev.autoresearch.model.Place;
import dev.autoresearch.stats.Decision;
import dev.autoresearch.stats.Hearing;
import dev.autoresearch.stats.Need;
import dev.autoresearch.stats.Replay;
import dev.autoresearch.stats.Scale;
import dev.autoresearch.stats.Variant;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;

/** Executes what a hearing asks for, in the order of a fair coin, until it is decided. */
public final class Duel {
    private static final int MOST_FAILURES = 3;

    private final Random coin = new Random();

    /**
     * Fights it out.
     *
     * @param execute one execution at a place; its value or its failure is on the disk when it returns
     * @return empty when the incumbent's side keeps failing
     */
    public Optional<Decision> decide(Hearing hearing, Scale scale, Function<Place, Measurement> execute) {
        int failures = 0;
        while (hearing.next() != Need.NOTHING) {
            var place = place(hearing.next().variant(coin.nextBoolean()));
            var execution = execute.apply(place);
            boolean failed = !execution.passed() || execution.primary().isEmpty();
            if (failed && place == Place.INCUMBENT && ++failures == MOST_FAILURES) return Optional.empty();
            Replay.feed(hearing, scale, execution);
        }
        return hearing.decision();
    }

    /** Feeds an execution from the journal, if the hearing is waiting for one of that side. */
    public static void replay(Hearing hearing, Scale scale, Measurement execution) {
        var next = hearing.next();
        boolean fits = switch (next) {
            case NOTHING -> false;
            case EITHER -> true;
            case INCUMBENT, CANDIDATE -> execution.isAt(place(next.variant(true)));
        };
        if (fits) Replay.feed(hearing, scale, execution);
    }

    private static Place place(Variant variant) {
        return variant == Variant.INCUMBENT ? Place.INCUMBENT : Place.CANDIDATE;
    }
}
