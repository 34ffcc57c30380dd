package dev.autoresearch.simulate;

import dev.autoresearch.Problem;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * How noisy the computer is and what the ideas are like. A name is made of parts joined by {@code +}:
 * {@code cv2+drift+spikes}, {@code all-null+cv5}, {@code aa+cauchy}.
 *
 * @param name the name it was asked for
 * @param cv coefficient of variation of one execution, a fraction
 * @param kind what the ideas are like
 * @param traits what else is wrong with the computer
 */
public record Scenario(String name, double cv, Kind kind, Set<Trait> traits) {
    private static final double DEFAULT_CV = 0.02;

    /** What the ideas of a session are like. */
    public enum Kind {
        /** Most change nothing, some help, as many harm. */
        MIXED,
        /** Nothing that is tried changes anything. */
        ALL_NULL,
        /** One comparison of identical code at α = 5 %, without screening. */
        AA
    }

    /** What may be wrong with a computer. */
    public enum Trait {
        /** Its speed wanders slowly. */
        DRIFT,
        /** Some executions are much slower. */
        SPIKES,
        /** Cauchy noise: no mean, no variance. */
        CAUCHY,
        /** Pareto noise: never faster than usual, sometimes much slower. */
        PARETO,
        /** A clock so coarse that most executions tie. */
        QUANTISED,
        /** Whatever runs second in a pair is slower. */
        ORDER,
        /** Neighbouring executions are alike: autoregressive noise with a coefficient of 0.9. */
        AR
    }

    /** The scenario of that name; a part {@code cv5} is noise of 5 % (2 % if there is none). */
    public static Scenario of(String name) {
        double cv = DEFAULT_CV;
        Kind kind = Kind.MIXED;
        Set<Trait> traits = new TreeSet<>();
        for (String part : name.toLowerCase(Locale.ROOT).replace("a/a", "aa").split("\\+", -1)) {
            if (part.startsWith("cv")) {
                cv = percent(part.substring(2), name);
            } else if (part.equals("all-null") || part.equals("null")) {
                kind = Kind.ALL_NULL;
            } else if (part.equals("aa")) {
                kind = Kind.AA;
            } else {
                traits.add(trait(part, name));
            }
        }
        return new Scenario(name, cv, kind, Set.copyOf(traits));
    }

    boolean has(Trait trait) {
        return traits.contains(trait);
    }

    private static double percent(String digits, String name) {
        try {
            double percent = Double.parseDouble(digits);
            if (percent > 0 && percent <= 100) return percent / 100;
        } catch (NumberFormatException notANumber) {
            // the same problem as a number out of range
        }
        throw unknown("cv" + digits, name);
    }

    private static Trait trait(String part, String name) {
        for (Trait trait : Trait.values()) {
            if (trait.name().toLowerCase(Locale.ROOT).equals(part)) return trait;
        }
        throw unknown(part, name);
    }

    private static Problem unknown(String part, String name) {
        return new Problem(
                "unknown part '" + part + "' of scenario '" + name + "'",
                "join parts with +: cv.5 cv2 cv5 cv10, drift spikes cauchy pareto quantised order ar, all-null, aa");
    }
}
