package dev.autoresearch.view;

import dev.autoresearch.model.Format;
import dev.autoresearch.model.LoopState;
import dev.autoresearch.model.SafeText;
import java.util.ArrayList;
import java.util.List;

/** What is left of a loop's limits. The journal has them in words; those that are not ours are shown as they are. */
final class LimitsLeft {
    private final LoopState loop;

    LimitsLeft(LoopState loop) {
        this.loop = loop;
    }

    /** Each limit with what is left of it. */
    List<String> words() {
        var left = new ArrayList<String>();
        for (var limit : loop.limits()) left.add(SafeText.line(of(limit), 60));
        return left;
    }

    private String of(String limit) {
        var words = List.of(limit.split(" "));
        try {
            if (limit.startsWith("$"))
                return Format.dollars(Math.max(
                        0,
                        Double.parseDouble(limit.substring(1)) - loop.totals().costUsd()));
            double number = Double.parseDouble(words.get(0));
            var unit = words.size() == 1 ? "" : words.get(1);
            if (unit.startsWith("iteration"))
                return words.size() == 2
                        ? count(number - loop.totals().iterations(), "iteration")
                        : count(number - loop.streaks().losses(), "iteration") + " without a keep";
            if (unit.startsWith("run")) return count(number - loop.streaks().sinceGain(), "run") + " without a gain";
            return Format.duration(
                    Math.max(0, seconds(words) - loop.activeMillis(loop.time().seen()) / 1000.0));
        } catch (NumberFormatException target) {
            return limit;
        }
    }

    private static String count(double left, String noun) {
        return Format.count((int) Math.max(0, left), noun);
    }

    /** {@code 2 h 10 min} in seconds. */
    private static double seconds(List<String> words) {
        double seconds = 0;
        for (int i = 0; i < words.size(); i += 2)
            seconds += Double.parseDouble(words.get(i)) * unit(i + 1 < words.size() ? words.get(i + 1) : "");
        return seconds;
    }

    private static double unit(String word) {
        return switch (word) {
            case "ms" -> 1e-3;
            case "s" -> 1;
            case "min" -> 60;
            case "h" -> 3600;
            default -> throw new NumberFormatException(word);
        };
    }
}
