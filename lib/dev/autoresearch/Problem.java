package dev.autoresearch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The one exception of this library: a user's expectation that cannot be met. It says what happened and what to do
 * next (I7). A failing benchmark is not a problem, it is a value.
 */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Exit code of an ordinary problem. */
    public static final int GENERAL = 1;
    /** Exit code of a command line that cannot be understood. */
    public static final int USAGE = 2;
    /** Exit code of what was asked to stop. */
    public static final int INTERRUPTED = 130;

    private final transient Hint hint;
    private final int exit;

    /**
     * An ordinary problem (exit code 1).
     *
     * @param what what happened, one sentence without a full stop
     * @param hint what to do next; may have several lines
     */
    public Problem(String what, String hint) {
        this(what, hint, GENERAL);
    }

    /** An ordinary problem whose hint names commands of ours. */
    public Problem(String what, Hint hint) {
        this(what, hint, GENERAL);
    }

    /** A problem with its own exit code. */
    public Problem(String what, String hint, int exit) {
        this(what, Hint.of(hint), exit);
    }

    /** The same with a hint that names commands of ours. */
    public Problem(String what, Hint hint, int exit) {
        super(what);
        this.hint = hint;
        this.exit = exit;
    }

    /** The same problem with the failure that led to it. */
    public Problem because(Throwable cause) {
        initCause(cause);
        return this;
    }

    /** What to do next, its commands as they are typed into a shell; may have several lines. */
    public String hint() {
        return hint.text(NextStep::shell);
    }

    /** What happened, and what to do next on the lines below it, in the words of a front end. */
    public String explanation(Function<NextStep, String> phrase) {
        return "autoresearch: " + getMessage() + "\n"
                + hint.text(phrase).indent(2).stripTrailing();
    }

    /** The hint as a value, for a front end that has other words. */
    public Hint nextSteps() {
        return hint;
    }

    /** The exit code that the command line returns for it. */
    public int exit() {
        return exit;
    }

    /**
     * What to do next: a text in which {@code {}} stands for the next of the commands.
     *
     * @param template may have several lines; more braces than commands stay as they are
     */
    public record Hint(String template, List<NextStep> steps) {
        /** A text, or one with these commands in it: {@code Hint.of("{} lists them", NextStep.of("status"))}. */
        public static Hint of(String template, NextStep... steps) {
            return new Hint(template, List.of(steps));
        }

        /** The text in the words of a front end. */
        public String text(Function<NextStep, String> phrase) {
            var text = new StringBuilder();
            int from = 0;
            for (var step : steps) {
                int at = template.indexOf("{}", from);
                text.append(template, from, at).append(phrase.apply(step));
                from = at + 2;
            }
            return text.append(template.substring(from)).toString();
        }

        /** The same with one more line. */
        public Hint and(String line) {
            return new Hint(template + "\n" + line, steps);
        }
    }

    /**
     * A command of ours as a value, which each front end writes in its own words: {@code autoresearch restore 4},
     * {@code restore(4)} in Java, the call of a tool.
     *
     * @param command as the shell has it; empty when only an option is meant
     * @param arguments in the order in which a shell gets them
     */
    public record NextStep(String command, List<Argument> arguments) {
        // compiled where a hint is shown: most commands end without one
        private static final String PLAIN = "[\\w./:,+@%=…-]+";
        private static final String STEERING = "(?s).*[\"$`\\\\!].*";

        /**
         * A part of a command.
         *
         * @param option such as {@code -d}; empty for what needs none
         * @param value empty for an option that has none
         * @param text is it free text, always shown in quotes?
         */
        public record Argument(String option, String value, boolean text) {
            private String shell() {
                if (value.isEmpty() && !text) return option;
                var blank = option.endsWith("=") ? "" : " ";
                return (option + blank + (text && !value.matches(STEERING) ? "\"" + value + "\"" : quoted())).strip();
            }

            private String quoted() {
                return value.matches(PLAIN) ? value : "'" + value.replace("'", "'\\''") + "'";
            }
        }

        /** A command, with what it is about: {@code NextStep.of("restore", 4)}. */
        public static NextStep of(String command, Object... about) {
            var step = new NextStep(command, List.of());
            for (var each : about) step = step.add(new Argument("", String.valueOf(each), false));
            return step;
        }

        /** Only an option: {@code NextStep.option("--rule", "single")}. */
        public static NextStep option(String option, String value) {
            return of("").with(option, value);
        }

        /** An attempt with this description. */
        public static NextStep attempt(String description) {
            return of("attempt").text("-d", description);
        }

        /** The same with an option; an empty value for one that takes none. */
        public NextStep with(String option, String value) {
            return add(new Argument(option, value, false));
        }

        /** The same with a free text, whose option may be empty. */
        public NextStep text(String option, String value) {
            return add(new Argument(option, value, true));
        }

        private NextStep add(Argument argument) {
            var all = new ArrayList<>(arguments);
            all.add(argument);
            return new NextStep(command, List.copyOf(all));
        }

        /** The value of an option, or of what needs none ({@code ""}). */
        public Optional<String> value(String option) {
            return arguments.stream()
                    .filter(each -> each.option().equals(option))
                    .map(Argument::value)
                    .findFirst();
        }

        /** Has it this option? */
        public boolean has(String option) {
            return value(option).isPresent();
        }

        /** The same step in one of several sessions; one that names its session already stays as it is. */
        public NextStep in(Optional<String> session) {
            if (session.isEmpty() || command.isEmpty() || has("--session")) return this;
            var all = new ArrayList<>(arguments);
            all.add(0, new Argument("--session", session.get(), false));
            return new NextStep(command, List.copyOf(all));
        }

        /** As a shell has it: {@code autoresearch restore 4}. */
        public String shell() {
            return command.isEmpty() ? words() : "autoresearch " + words();
        }

        /** The same without the program's name: {@code restore 4}. */
        public String words() {
            var words = new ArrayList<>(List.of(command));
            for (var argument : arguments) words.add(argument.shell());
            return String.join(" ", words).strip();
        }

        @Override
        public String toString() {
            return shell();
        }
    }
}
