package dev.autoresearch.simulate;

import dev.autoresearch.Problem;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * How noisy the computer is and what the ideas are like. A name is made of parts joined by {@code +}:
 * {@code cv2+drift+spikes}, {@code all-null+cv5}, {@code aa+cauchy}, {@code field}.
 *
 * @param name the name it was asked for
 * @param cv coefficient of variation of one execution, a fraction; with {@link Trait#FIELD_NOISE} each session draws its own
 * @param kind what the ideas are like
 * @param traits what else is wrong with the computer
 */
public record Scenario(String name, double cv, Kind kind, Set<Trait> traits) {
    private static final double DEFAULT_CV = 0.02;
    private static final int BUDGET = 1500;
    /** About as many ideas as a session of the field has. */
    private static final int FIELD_IDEAS = 60;

    /** What the ideas of a session are like; of two in one name the later one here holds. */
    public enum Kind {
        /** Most change nothing, some help, as many harm. */
        MIXED,
        /** As in public journals of loops: many clear gains at first, many small ones later. */
        FIELD,
        /** The same with few gains after the tenth idea. */
        FIELD_LEAN,
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
        /** Spells in which executions are slower and scatter more. */
        BURSTS,
        /** As in public journals of loops: each session has a noise of its own, half of them have bursts. */
        FIELD_NOISE,
        /** A clock so coarse that most executions tie. */
        QUANTISED,
        /** Whatever runs second in a pair is slower. */
        ORDER,
        /** Neighbouring executions are alike: autoregressive noise with a coefficient of 0.9. */
        AR;

        private String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * The scenario of that name. A part {@code cv5} is noise of 5 %. Without one it is 2 %, and that of the field for
     * {@code field} and {@code field-lean}.
     */
    public static Scenario of(String name) {
        double cv = 0;
        Kind kind = Kind.MIXED;
        Set<Trait> traits = new TreeSet<>();
        for (String part : name.toLowerCase(Locale.ROOT).replace("a/a", "aa").split("\\+", -1)) {
            switch (part) {
                case "field" -> kind = later(kind, Kind.FIELD);
                case "field-lean" -> kind = later(kind, Kind.FIELD_LEAN);
                case "all-null", "null" -> kind = later(kind, Kind.ALL_NULL);
                case "aa" -> kind = Kind.AA;
                default -> {
                    if (part.startsWith("cv")) cv = percent(part.substring(2), name);
                    else traits.add(trait(part, name));
                }
            }
        }
        if (cv == 0 && (kind == Kind.FIELD || kind == Kind.FIELD_LEAN)) traits.add(Trait.FIELD_NOISE);
        return new Scenario(name, cv == 0 ? DEFAULT_CV : cv, kind, Set.copyOf(traits));
    }

    boolean has(Trait trait) {
        return traits.contains(trait);
    }

    /** Executions of a session: 1500, and in the field enough for 60 ideas with one run each. */
    int usualBudget(double ideaCost) {
        boolean field = kind == Kind.FIELD || kind == Kind.FIELD_LEAN;
        return field ? (int) Math.ceil(FIELD_IDEAS * (ideaCost + 1)) + 1 : BUDGET;
    }

    private static Kind later(Kind one, Kind other) {
        return one.compareTo(other) > 0 ? one : other;
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
        for (Trait trait : Trait.values()) if (trait.word().equals(part)) return trait;
        throw unknown(part, name);
    }

    private static Problem unknown(String part, String name) {
        return new Problem(
                "unknown part '" + part + "' of scenario '" + name + "'",
                "join parts with +: cv.5 cv2 cv5 cv10, drift spikes bursts cauchy pareto quantised order ar field-noise,"
                        + " field, field-lean, all-null, aa");
    }
}
