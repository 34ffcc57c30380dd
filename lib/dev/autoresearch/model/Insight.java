package dev.autoresearch.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an agent thought of a run, as its free-form notes have it in our words or in pi's.
 *
 * @param hypothesis why it should have helped
 * @param learned what came of it, oldest first
 * @param next what to do about it
 */
public record Insight(Optional<String> hypothesis, List<String> learned, Optional<String> next) {

    /** The insight of a run; notes of another kind are passed over. */
    public static Insight of(Run run) {
        return of(run.asi());
    }

    static Insight of(Map<String, Object> notes) {
        if (notes.isEmpty()) return new Insight(Optional.empty(), List.of(), Optional.empty());
        var learned = new ArrayList<String>();
        for (var key : List.of("learned", "rollback_reason")) {
            if (notes.get(key) instanceof List<?> list) {
                for (var item : list) if (item instanceof String text) add(learned, text);
            } else text(notes, key).ifPresent(text -> add(learned, text));
        }
        return new Insight(text(notes, "hypothesis"), List.copyOf(learned), text(notes, "next_action_hint"));
    }

    private static void add(List<String> learned, String text) {
        if (!text.isBlank() && !learned.contains(text.strip())) learned.add(text.strip());
    }

    private static Optional<String> text(Map<String, Object> notes, String key) {
        return notes.get(key) instanceof String text && !text.isBlank() ? Optional.of(text.strip()) : Optional.empty();
    }
}
