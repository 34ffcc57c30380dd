package dev.autoresearch;

import dev.autoresearch.model.Attempt;
import dev.autoresearch.model.Run;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.BiFunction;

/** An edit of the tree that an attempt makes before it measures. */
@FunctionalInterface
public interface Change {
    /** Nothing to do: the tree is as it is to be measured. */
    Change NONE = () -> {};

    /** Edits the tree. Whatever it throws ends the attempt; the tree is stored and put back. */
    void apply() throws Exception;

    /** Edits the tree so that something takes a value, such as {@code size -> write("batch.txt", size)}. */
    @FunctionalInterface
    interface To<T> {
        void apply(T value) throws Exception;

        /** An attempt for each value that this segment has not seen; what it has seen, it knows by its description. */
        static <T> List<Attempt> sweep(
                List<Run> runs,
                String name,
                List<T> values,
                To<T> change,
                BiFunction<String, Change, Attempt> attempt) {
            var seen = new HashSet<String>();
            for (Run run : runs) seen.add(run.description());
            var attempts = new ArrayList<Attempt>();
            for (var value : values) {
                var description = name + " " + value;
                if (seen.add(description)) attempts.add(attempt.apply(description, () -> change.apply(value)));
            }
            return List.copyOf(attempts);
        }
    }
}
