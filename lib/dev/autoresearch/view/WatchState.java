package dev.autoresearch.view;

import dev.autoresearch.model.Summary;
import java.util.List;
import java.util.Optional;

/**
 * What {@code watch} draws.
 *
 * @param pairs how far the open trial's evidence got
 * @param work what goes on now
 */
public record WatchState(Summary summary, Optional<PairsBar> pairs, Optional<Work> work) {
    /**
     * A command of ours at work.
     *
     * @param command as a person would name it
     * @param since epoch milliseconds of its begin
     * @param executing epoch milliseconds at which the newest execution began
     * @param tail the last lines of that one's output
     */
    public record Work(String command, long since, long executing, List<String> tail) {}
}
