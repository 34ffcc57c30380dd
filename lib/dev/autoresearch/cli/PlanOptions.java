package dev.autoresearch.cli;

import dev.autoresearch.cli.Usage.Option;
import dev.autoresearch.model.Plan;
import dev.autoresearch.model.Plan.PairMode;
import java.util.List;

/** How an attempt is to be measured, as the options of a command say it. */
final class PlanOptions {
    /** The options of a command that attempts. */
    static final List<Option> OPTIONS = List.of(
            Option.COMMAND,
            Option.REPORT,
            Option.TIMEOUT,
            Option.value("rule", "NAME", "auto (default), paired, single"),
            Option.value("no-worse-than", "PERCENT", "a simplification: keep it unless worse by more"),
            Option.value("min-effect", "PERCENT", "keep only a gain of at least this"),
            Option.value("max-pairs", "N", "give up after as many pairs"),
            Option.value("pairing", "WHERE", "the incumbent: worktree, in-place, or none"),
            Option.value("prepare", "CMD", "run in the incumbent's worktree after each keep"),
            Option.value("carry", "PATHS", "ignored files the worktree needs: a,b (all)"),
            Option.flag("accept-bias", "go on although identical code differs by place"));

    static final int MOST_PAIRS = 1_000_000;

    private PlanOptions() {}

    static Plan of(Arguments arguments) {
        return new Plan(
                arguments.value("rule").orElse(Plan.AUTO),
                tolerance(arguments),
                arguments.whole("max-pairs", 1, MOST_PAIRS),
                arguments.value("pairing").map(word -> pairing(arguments, word)),
                arguments.value("prepare"),
                arguments.value("carry"),
                arguments.has("accept-bias"),
                arguments.value("command"),
                RunCommand.timeout(arguments));
    }

    private static double tolerance(Arguments arguments) {
        if (arguments.has("no-worse-than") && arguments.has("min-effect"))
            throw arguments.usage("--no-worse-than and --min-effect exclude each other");
        return fraction(arguments, "no-worse-than") - fraction(arguments, "min-effect");
    }

    private static double fraction(Arguments arguments, String name) {
        var text = arguments.value(name).orElse("0").strip();
        var digits = text.endsWith("%") ? text.substring(0, text.length() - 1) : text;
        try {
            double percent = Double.parseDouble(digits);
            if (percent >= 0 && percent < 100) return percent / 100;
        } catch (NumberFormatException notANumber) {
            // told below, like a number that is none for us
        }
        throw arguments.usage("option --" + name + " takes a percentage from 0 to 100, such as 1%");
    }

    private static PairMode pairing(Arguments arguments, String word) {
        return PairMode.of(word)
                .filter(pairing -> pairing != PairMode.COMMANDS)
                .orElseThrow(() -> arguments.usage("--pairing is worktree, in-place or none"));
    }
}
