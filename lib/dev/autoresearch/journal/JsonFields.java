package dev.autoresearch.journal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Typed looks at a JSON object of a stranger: what is missing or of another kind is simply not there. */
record JsonFields(Map<String, Object> json) {

    String text(String name) {
        return json.get(name) instanceof String text ? text : "";
    }

    Optional<String> given(String name) {
        return Optional.of(text(name)).filter(text -> !text.isEmpty());
    }

    /** The text, which may be empty. */
    Optional<String> said(String name) {
        return json.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    boolean flag(String name, boolean otherwise) {
        return json.get(name) instanceof Boolean flag ? flag : otherwise;
    }

    OptionalDouble number(String name) {
        return json.get(name) instanceof Double number && Double.isFinite(number)
                ? OptionalDouble.of(number)
                : OptionalDouble.empty();
    }

    Map<String, Object> object(String name) {
        if (!(json.get(name) instanceof Map<?, ?> map) || map.isEmpty()) return Map.of();
        var object = new LinkedHashMap<String, Object>();
        map.forEach((key, value) -> object.put(String.valueOf(key), value));
        return Collections.unmodifiableMap(object);
    }

    Map<String, String> textsByName(String name) {
        if (!(json.get(name) instanceof Map<?, ?> map)) return Map.of();
        var texts = new LinkedHashMap<String, String>();
        for (var entry : map.entrySet())
            if (entry.getValue() instanceof String text) texts.put(String.valueOf(entry.getKey()), text);
        return Collections.unmodifiableMap(texts);
    }

    Map<String, Double> numbers(String name) {
        if (!(json.get(name) instanceof Map<?, ?> map) || map.isEmpty()) return Map.of();
        var numbers = new LinkedHashMap<String, Double>();
        for (var entry : map.entrySet())
            if (entry.getValue() instanceof Double number && Double.isFinite(number))
                numbers.put(String.valueOf(entry.getKey()), number);
        return Collections.unmodifiableMap(numbers);
    }

    Map<String, List<Double>> samples(String name) {
        if (!(json.get(name) instanceof Map<?, ?> map) || map.isEmpty()) return Map.of();
        var samples = new LinkedHashMap<String, List<Double>>();
        for (var entry : map.entrySet())
            if (entry.getValue() instanceof List<?> list) samples.put(String.valueOf(entry.getKey()), finite(list));
        return Collections.unmodifiableMap(samples);
    }

    List<Double> list(String name) {
        return json.get(name) instanceof List<?> list ? finite(list) : List.of();
    }

    private static List<Double> finite(List<?> list) {
        var numbers = new ArrayList<Double>(list.size());
        for (var item : list) if (item instanceof Double number && Double.isFinite(number)) numbers.add(number);
        return List.copyOf(numbers);
    }

    List<String> texts(String name) {
        if (!(json.get(name) instanceof List<?> list)) return List.of();
        var texts = new ArrayList<String>(list.size());
        for (var item : list) if (item instanceof String text) texts.add(text);
        return List.copyOf(texts);
    }
}
