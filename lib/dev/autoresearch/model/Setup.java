package dev.autoresearch.model;

import java.util.Optional;

/**
 * What a session sets out to do.
 *
 * @param name the goal in a few words
 * @param metric the number to improve
 * @param command the benchmark, when one was given
 * @param layout whose file names are used
 * @param git false: commits are only noted, never made, and nothing is put back
 */
public record Setup(String name, Metric metric, Optional<String> command, Layout layout, boolean git) {

    /** A goal and a metric; the benchmark script is found by its name, git is used where there is one. */
    public static Setup of(String name, Metric metric) {
        return new Setup(name, metric, Optional.empty(), Layout.SDK, true);
    }

    /** The same with this benchmark command. */
    public Setup command(String command) {
        return new Setup(name, metric, Optional.of(command), layout, git);
    }

    /** The same in this layout. */
    public Setup layout(Layout layout) {
        return new Setup(name, metric, command, layout, git);
    }

    /** The same with or without commits. */
    public Setup git(boolean git) {
        return new Setup(name, metric, command, layout, git);
    }

    /** Is it the same undertaking: name, metric and direction? */
    public boolean sameGoal(Setup other) {
        return name.equals(other.name)
                && metric.name().equals(other.metric.name())
                && metric.direction() == other.metric.direction();
    }

    @Override
    public String toString() {
        return Text.line(name) + "   " + metric
                + command.map(c -> "   " + Text.line(c)).orElse("");
    }
}
