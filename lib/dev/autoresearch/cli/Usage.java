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
        var text = new StringBuilder(summary + "\n\nusage: autoresearch " + name + (own.isEmpty() ? "" : " [options]")
                + (arguments.isEmpty() ? "" : " " + arguments) + "\n\n");
        int width = 0;
        for (var option : options()) width = Math.max(width, option.usage().length());
        for (var option : options()) {
            var usage = option.usage();
            text.append("  " + usage + " ".repeat(width - usage.length() + 2) + option.help() + "\n");
        }
        return text + "\nexample: " + example + "\n";
    }

    /**
     * An option of a command.
     *
     * @param name long form without dashes
     * @param letter short form; 0 where there is none
     * @param value what the help calls its value; empty for a flag
     * @param help one line
     */
    record Option(String name, char letter, String value, String help) {
        // what several commands take, each in the same words
        static final Option COMMAND = value('c', "command", "CMD", "the benchmark (default: the session's)");
        static final Option REPORT = value("report", "SPEC", "the metric is in a report: jmh:out.json#Bench.run");
        static final Option TIMEOUT = value('t', "timeout", "SECONDS", "time limit, 0 for none (default: 600)");
        static final Option CARRY = value("carry", "PATHS", "ignored files the worktrees need: a,b (default: all)");
        static final Option DIRECTION = value('d', "direction", "WORD", "lower or higher is better (default: lower)");
        static final Option UNIT = value('u', "unit", "TEXT", "shown after the number");
        static final Option IDEA = value('i', "idea", "TEXT", "what to try next, for the backlog");
        static final Option ASI = value("asi", "KEY=VALUE", "a free-form note; may be repeated");

        /** The options of a command that attempts. */
        static final List<Option> PLAN = List.of(
                COMMAND,
                REPORT,
                TIMEOUT,
                value("rule", "NAME", "auto (default), paired, single"),
                value("no-worse-than", "PERCENT", "a simplification: keep it unless worse by more"),
                value("min-effect", "PERCENT", "keep only a gain of at least this"),
                value("max-pairs", "N", "give up after as many pairs"),
                value("pairing", "WHERE", "the incumbent: worktree, in-place, or none"),
                value("prepare", "CMD", "run in the incumbent's worktree after each keep"),
                value("carry", "PATHS", "ignored files the worktree needs: a,b (all)"),
                flag("accept-bias", "go on although identical code differs by place"));

        static Option flag(String name, String help) {
            return new Option(name, (char) 0, "", help);
        }

        static Option value(char letter, String name, String value, String help) {
            return new Option(name, letter, value, help);
        }

        static Option value(String name, String value, String help) {
            return new Option(name, (char) 0, value, help);
        }

        boolean isFlag() {
            return value.isEmpty();
        }

        /** As the help shows it: {@code -d, --description TEXT}. */
        String usage() {
            return (letter == 0 ? "    " : "-" + letter + ", ") + "--" + name + (isFlag() ? "" : " " + value);
        }
    }
}
