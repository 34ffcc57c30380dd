package dev.autoresearch.model;

import java.util.Locale;
import java.util.Optional;

/** An enum whose values have a word in journals and on the command line: the constant's name in lower case. */
public interface Keyword {
    String name();

    default String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The value that a word names, if it names one. */
    static <E extends Enum<E> & Keyword> Optional<E> of(Class<E> type, String word) {
        // a journal has one in most lines, and a stream would cost each command its start
        for (var value : type.getEnumConstants()) if (value.word().equals(word)) return Optional.of(value);
        return Optional.empty();
    }
}
