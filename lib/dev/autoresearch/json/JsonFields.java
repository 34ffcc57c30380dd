package dev.autoresearch.json;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * Typed fields of a JSON object that another program may have written: one that is missing, or of another kind, is empty.
 *
 * @param json the object, as {@link Json} reads it
 */
public record JsonFields(Map<String, Object> json) {

    public String text(String name) {
        return json.get(name) instanceof String text ? text : "";
    }

    public Optional<String> given(String name) {
        return textOrEmpty(name).filter(text -> !text.isEmpty());
    }

    /** The text, which may be one without a character. */
    public Optional<String> textOrEmpty(String name) {
        return only(String.class, value(name));
    }

    private Object value(String name) {
        return json.getOrDefault(name, Json.NULL);
    }

    public boolean flag(String name, boolean otherwise) {
        return json.get(name) instanceof Boolean flag ? flag : otherwise;
    }

    public OptionalDouble number(String name) {
        return json.get(name) instanceof Double number && Double.isFinite(number)
                ? OptionalDouble.of(number)
                : OptionalDouble.empty();
    }

    public OptionalInt integer(String name) {
        var number = number(name);
        return number.isPresent() ? OptionalInt.of((int) number.getAsDouble()) : OptionalInt.empty();
    }

    /** A whole number; 0 when it is missing. */
    public int whole(String name) {
        return (int) number(name).orElse(0);
    }

    /** A time in epoch milliseconds; 0 when it is missing. */
    public long time(String name) {
        return (long) number(name).orElse(0);
    }

    public Map<String, Object> object(String name) {
        return entries(name, Optional::of);
    }

    public Map<String, String> textsByName(String name) {
        return entries(name, value -> only(String.class, value));
    }

    public Map<String, Double> numbers(String name) {
        return entries(name, JsonFields::finite);
    }

    public Map<String, List<Double>> samples(String name) {
        return entries(name, value -> only(List.class, value).map(list -> items(list, JsonFields::finite)));
    }

    public List<Double> list(String name) {
        return items(value(name), JsonFields::finite);
    }

    public List<String> texts(String name) {
        return items(value(name), item -> only(String.class, item));
    }

    private <T> Map<String, T> entries(String name, Function<Object, Optional<T>> kind) {
        if (!(json.get(name) instanceof Map<?, ?> map) || map.isEmpty()) return Map.of();
        var entries = new LinkedHashMap<String, T>();
        map.forEach((key, value) -> kind.apply(value).ifPresent(one -> entries.put(String.valueOf(key), one)));
        return Collections.unmodifiableMap(entries);
    }

    private static <T> List<T> items(Object value, Function<Object, Optional<T>> kind) {
        if (!(value instanceof List<?> list)) return List.of();
        var items = new ArrayList<T>(list.size());
        for (var item : list) kind.apply(item).ifPresent(items::add);
        return List.copyOf(items);
    }

    private static Optional<Double> finite(Object value) {
        return value instanceof Double number && Double.isFinite(number) ? Optional.of(number) : Optional.empty();
    }

    private static <T> Optional<T> only(Class<T> kind, Object value) {
        return kind.isInstance(value) ? Optional.of(kind.cast(value)) : Optional.empty();
    }
}
