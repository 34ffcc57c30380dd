package dev.autoresearch.measure;

import dev.autoresearch.model.Measurement;
import dev.autoresearch.model.Side;
import dev.autoresearch.stats.Comparison;
import dev.autoresearch.stats.CostScale;
import dev.autoresearch.stats.NextExecution;
import dev.autoresearch.stats.RuleReplay;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Executes incumbent and candidate in the order of a fair coin, until nothing more is needed. A side that fails three
 * times in a row ends it. A failure now and then among many pairs does not.
 */
final class PairRunner {
    static final int MOST_FAILURES = 3;

    private final Random coin = new Random();
    private final Predicate<Measurement> useful;
    private final Map<Side, Integer> failures = new EnumMap<>(Side.class);

    /**
     * @param useful is an execution no failure?
     * @param earlier executions of the same pairs, from the journal: their failures count
     */
    PairRunner(Predicate<Measurement> useful, List<Measurement> earlier) {
        this.useful = useful;
        for (var side : Side.values()) for (var execution : earlier) if (execution.isAt(side)) count(side, execution);
    }

    /**
     * Executes what is needed.
     *
     * @param next what is needed, asked before each execution
     * @param execute one execution of a side, which is on the disk and counted when it returns
     * @return the last failure of a side that keeps failing; empty when nothing more is needed
     */
    Optional<Measurement> run(Supplier<NextExecution> next, Function<Side, Measurement> execute) {
        for (var need = next.get(); need != NextExecution.NOTHING; ) {
            var side = need.side(coin.nextBoolean());
            var execution = execute.apply(side);
            boolean failing = count(side, execution) >= MOST_FAILURES;
            need = next.get();
            if (failing && need != NextExecution.NOTHING) return Optional.of(execution);
        }
        return Optional.empty();
    }

    /** The failures of a side in a row, with this execution. */
    private int count(Side side, Measurement execution) {
        int row = useful.test(execution) ? 0 : failures.getOrDefault(side, 0) + 1;
        failures.put(side, row);
        return row;
    }

    /** Feeds an execution from the journal, if the comparison needs one of that side. */
    static void replay(Comparison comparison, CostScale scale, Measurement execution) {
        var next = comparison.next();
        boolean fits = switch (next) {
            case NOTHING -> false;
            case EITHER -> true;
            case INCUMBENT, CANDIDATE -> execution.isAt(next.side(true));
        };
        if (fits) RuleReplay.feed(comparison, scale, execution);
    }
}
