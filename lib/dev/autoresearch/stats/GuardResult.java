package dev.autoresearch.stats;

/**
 * What the executions say about a guard.
 *
 * @param standing what they prove
 * @param leaning what the best guess is, when they prove nothing
 * @param figures what was found: {@code memory_mb +7.1% (90% interval +5.9% … +8.4%)}
 * @param basis how much it is founded on: {@code 8 pairs}
 */
public record GuardResult(Guard guard, Standing standing, Standing leaning, String figures, String basis) {

    /** How a guard stands. */
    public enum Standing {
        /** Met. */
        HOLDS,
        /** Not met. */
        BROKEN,
        /** The executions so far speak against neither. */
        OPEN
    }

    static GuardResult certain(Guard guard, boolean holds, String figures) {
        var standing = holds ? Standing.HOLDS : Standing.BROKEN;
        return new GuardResult(guard, standing, standing, figures, "");
    }

    /** Not proven either way? */
    public boolean isOpen() {
        return standing == Standing.OPEN;
    }

    /** Proven to be broken, or, as far as one can tell by now, broken? */
    public boolean isBroken(boolean settled) {
        return standing == Standing.BROKEN || (settled && isOpen() && leaning == Standing.BROKEN);
    }

    /** For a person: {@code memory_mb +7.1% breaks the guard <= +2%}. */
    @Override
    public String toString() {
        var verb = leaning == Standing.BROKEN ? " breaks" : " keeps";
        var doubt = isOpen() ? " as far as " + basis + " can tell" : "";
        return figures + verb + " the guard " + guard.condition() + doubt;
    }
}
