package dev.autoresearch.mcp;

import dev.autoresearch.AutoResearch;
import dev.autoresearch.Problem;
import dev.autoresearch.json.Json;
import dev.autoresearch.process.Executor;
import dev.autoresearch.process.LocalExecutor;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Queue;
import java.util.function.BiConsumer;

/**
 * A tool's call. Types are checked against the tool's schema before.
 *
 * @param arguments by parameter name
 * @param home where the server was started
 * @param request the id of the request, by which the client may cancel it
 * @param progress told seconds and a sentence while the call takes its time
 * @param noticed collects what the library finds worth telling
 */
record ToolCall(
        Map<String, Object> arguments,
        ServerDefaults home,
        Object request,
        BiConsumer<Double, String> progress,
        Queue<String> noticed) {
    private static final double LONGEST_SECONDS = 1e9;

    Optional<String> text(String name) {
        return Optional.ofNullable(arguments.get(name)).map(Object::toString).filter(text -> !text.isBlank());
    }

    String required(String name) {
        return text(name).orElseThrow(() -> new Problem("\"" + name + "\" is empty", "say it in a few words"));
    }

    OptionalDouble number(String name) {
        return arguments.get(name) instanceof Number number
                ? OptionalDouble.of(number.doubleValue())
                : OptionalDouble.empty();
    }

    int whole(String name) {
        return (int) number(name).orElseThrow(() -> new Problem("\"" + name + "\" is missing", "give its number"));
    }

    boolean flag(String name) {
        return Boolean.TRUE.equals(arguments.get(name));
    }

    List<String> texts(String name) {
        var texts = new ArrayList<String>();
        if (arguments.get(name) instanceof List<?> list) for (var item : list) texts.add(String.valueOf(item));
        return texts;
    }

    /** An object's members, with our own value for JSON's null. */
    Map<String, Object> members(String name) {
        var members = new LinkedHashMap<String, Object>();
        if (arguments.get(name) instanceof Map<?, ?> map)
            map.forEach((key, value) -> members.put(String.valueOf(key), withoutNull(value)));
        return members;
    }

    private static Object withoutNull(Object value) {
        if (value == null) return Json.NULL;
        if (value instanceof List<?> list) {
            var items = new ArrayList<>();
            for (var item : list) items.add(withoutNull(item));
            return items;
        }
        if (!(value instanceof Map<?, ?> map)) return value;
        var members = new LinkedHashMap<String, Object>();
        map.forEach((key, member) -> members.put(String.valueOf(key), withoutNull(member)));
        return members;
    }

    Duration seconds(String name, Duration otherwise) {
        var seconds = number(name);
        if (seconds.isEmpty()) return otherwise;
        return Duration.ofMillis(Math.round(Math.min(seconds.getAsDouble(), LONGEST_SECONDS) * 1000));
    }

    /** The session's folder. */
    Path folder() {
        return home.folder(text("cwd").orElse(""));
    }

    AutoResearch session() {
        return session(new LocalExecutor());
    }

    AutoResearch session(Executor executor) {
        var research = AutoResearch.in(folder(), executor, Clock.systemUTC()).onNotice(noticed::add);
        return text("session").or(home::session).map(research::named).orElse(research);
    }

    /** What was found worth telling since this was asked last. */
    List<String> notices() {
        var notices = new ArrayList<String>();
        for (var next = Optional.ofNullable(noticed.poll());
                next.isPresent();
                next = Optional.ofNullable(noticed.poll())) notices.add(next.get());
        return notices;
    }
}
