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
