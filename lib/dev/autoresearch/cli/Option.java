package dev.autoresearch.cli;

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
