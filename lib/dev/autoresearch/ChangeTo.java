package dev.autoresearch;

import dev.autoresearch.model.Attempt;
import dev.autoresearch.model.Run;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.BiFunction;

/** Edits the tree so that something takes a value, such as {@code size -> write("batch.txt", size)}. */
@FunctionalInterface
public interface ChangeTo<T> {
    void apply(T value) throws Exception;

    /** An attempt for each value that this segment has not seen; what it has seen, it knows by its description. */
    static <T> List<Attempt> sweep(
            AutoResearch research,
            String name,
            List<T> values,
            ChangeTo<T> change,
            BiFunction<String, Change, Attempt> attempt) {
        var seen = new HashSet<String>();
        for (Run run : research.runs()) seen.add(run.description());
        var attempts = new ArrayList<Attempt>();
        for (var value : values) {
            var description = name + " " + value;
            if (seen.add(description)) attempts.add(attempt.apply(description, () -> change.apply(value)));
        }
        return List.copyOf(attempts);
    }
}
