package dev.autoresearch.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * What a command accepts: parser, help, completion and the reference are made from it.
 *
 * @param name the word
 * @param arguments positional arguments as the help shows them; empty when there are none
 * @param mostArguments how many of them there may be
 * @param summary one line
 * @param example one command line that works
 * @param own its options besides those that every command takes
 */
record Usage(String name, String arguments, int mostArguments, String summary, String example, List<Option> own) {
    private static final List<Option> COMMON = List.of(
            Option.value('C', "cwd", "DIR", "the session's folder (default: the current one)"),
            Option.value("session", "NAME", "one of several sessions ($AUTORESEARCH_SESSION)"),
            Option.flag("json", "print one JSON document and nothing else"),
            new Option("help", 'h', "", "explain this command"));

    static Usage of(String name, String summary, String example, Option... options) {
        return new Usage(name, "", 0, summary, example, List.of(options));
    }

    /** Its own options, then those that every command takes. */
    List<Option> options() {
        var all = new ArrayList<>(own);
        all.addAll(COMMON);
        return all;
    }

    String help() {
        var text = new StringBuilder(summary)
                .append("\n\nusage: autoresearch ")
                .append(name)
                .append(own.isEmpty() ? "" : " [options]")
                .append(arguments.isEmpty() ? "" : " " + arguments)
                .append("\n\n");
        int width = 0;
        for (var option : options()) width = Math.max(width, option.usage().length());
        for (var option : options()) {
            var usage = option.usage();
            text.append("  ")
                    .append(usage)
                    .append(" ".repeat(width - usage.length() + 2))
                    .append(option.help())
                    .append('\n');
        }
        return text.append("\nexample: ").append(example).append('\n').toString();
    }
}
