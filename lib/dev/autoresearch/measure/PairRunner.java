package dev.autoresearch.measure;

import dev.autoresearch.model.Measurement;
import dev.autoresearch.model.Side;
import dev.autoresearch.stats.Comparison;
import dev.autoresearch.stats.CostScale;
import dev.autoresearch.stats.Decision;
import dev.autoresearch.stats.NextExecution;
import dev.autoresearch.stats.RuleReplay;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;

/** Executes what a hearing asks for, in the order of a fair coin, until it is decided. */
public final class PairRunner {
    private static final int MOST_FAILURES = 3;

    private final Random coin = new Random();

    /**
     * Fights it out.
     *
     * @param execute one execution at a place; its value or its failure is on the disk when it returns
     * @return empty when the incumbent's side keeps failing
     */
    public Optional<Decision> decide(Comparison hearing, CostScale scale, Function<Side, Measurement> execute) {
        int failures = 0;
        while (hearing.next() != NextExecution.NOTHING) {
            var place = hearing.next().side(coin.nextBoolean());
            var execution = execute.apply(place);
            boolean failed = !execution.passed() || execution.primary().isEmpty();
            if (failed && place == Side.INCUMBENT && ++failures == MOST_FAILURES) return Optional.empty();
            RuleReplay.feed(hearing, scale, execution);
        }
        return hearing.decision();
    }

    /** Feeds an execution from the journal, if the hearing is waiting for one of that side. */
    public static void replay(Comparison hearing, CostScale scale, Measurement execution) {
        var next = hearing.next();
        boolean fits = switch (next) {
            case NOTHING -> false;
            case EITHER -> true;
            case INCUMBENT, CANDIDATE -> execution.isAt(next.side(true));
        };
        if (fits) RuleReplay.feed(hearing, scale, execution);
    }
}
