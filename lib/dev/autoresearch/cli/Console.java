package dev.autoresearch.cli;

import dev.autoresearch.AutoResearch;
import dev.autoresearch.Problem;
import dev.autoresearch.Problem.Hint;
import dev.autoresearch.Problem.NextStep;
import dev.autoresearch.json.Json;
import dev.autoresearch.model.SafeText;
import dev.autoresearch.session.ProgressListener.PairForecast;
import dev.autoresearch.view.ProgressLine;
import dev.autoresearch.view.Style;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Where commands print. With {@code --json}, standard output carries one document and nothing else. */
public final class Console {
    private static final int NARROWEST = 40;
    private static final String DEBUG = "AUTORESEARCH_DEBUG";

    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;
    private final Map<String, String> environment;
    private final boolean interactive;
    private boolean json;
    private String session = "";

    public Console(InputStream in, PrintStream out, PrintStream err, Map<String, String> environment) {
        this.in = in;
        this.out = out;
        this.err = err;
        this.environment = environment;
        this.interactive = isTerminal(1);
    }

    Console json(boolean json) {
        this.json = json;
        return this;
    }

    boolean isJson() {
        return json;
    }

    /** What is advised from here on names this session, since the same word without it would turn to another. */
    void inSession(String name) {
        session = name;
    }

    /** A command of ours, to be typed as it stands. */
    String phrase(NextStep step) {
        return step.in(Optional.of(session).filter(name -> !name.isEmpty())).shell();
    }

    Style style() {
        return new Style(
                        interactive && wantsColour(),
                        Style.unicodeIn(environment),
                        interactive ? width() : Style.PLAIN_WIDTH)
                .phrased(this::phrase);
    }

    boolean isLive() {
        return !json && interactive;
    }

    /** Can a whole screen be drawn, and keys be read? */
    boolean isScreen() {
        return interactive
                && isTerminal(0)
                && !environment.getOrDefault("TERM", "dumb").equals("dumb");
    }

    Map<String, String> environment() {
        return environment;
    }

    PrintStream out() {
        return out;
    }

    InputStream in() {
        return in;
    }

    /** Text for people; nothing of it with {@code --json}. */
    void print(String text) {
        if (!json) out.print(style().text(text));
    }

    void line(String text) {
        print(text + "\n");
    }

    /** A line with commands of ours where it has {@code {}}, to be typed as they stand. */
    void advise(String template, NextStep... steps) {
        line(Hint.of(template, steps).text(this::phrase));
    }

    /** The one document of {@code --json}; nothing without it. */
    void document(Object document) {
        if (json) out.println(Json.pretty(document));
    }

    /** The same, made only when it is asked for. */
    void document(Supplier<?> document) {
        if (json) document(document.get());
    }

    /** The line that is drawn where a person watches; a candidate that passed its first look leaves a line of its own. */
    private ProgressLine progress() {
        return new ProgressLine(out, style(), isLive()) {
            @Override
            public synchronized void outlook(PairForecast outlook) {
                super.outlook(outlook);
                above(() -> {
                    Console.this.line(outlook.toString());
                    outlook.estimate()
                            .ifPresent(estimate -> Console.this.line("  " + estimate + "; fewer with --max-pairs"));
                });
            }
        }.ticking();
    }

    /** Does some work while that line is drawn. */
    <T> T watching(AutoResearch research, Supplier<T> work) {
        try (var live = progress()) {
            research.onProgress(live);
            return work.get();
        }
    }

    /** The line that is drawn, with none of a candidate's own. */
    ProgressLine briefProgress() {
        return new ProgressLine(out, style(), isLive()).ticking();
    }

    /** Takes away the line that is drawn and drawn again, so that another one may stand there. */
    void clearLine() {
        if (!isLive()) return;
        out.print(ProgressLine.CLEAR);
        out.flush();
    }

    /** Worth knowing and no problem. */
    void notice(String sentence) {
        clearLine();
        err.println("autoresearch: " + sentence);
    }

    /** Explains a problem: what happened, and below it what to do next. */
    int problem(Problem problem) {
        if (json) {
            var document = new LinkedHashMap<String, Object>();
            document.put("error", String.valueOf(problem.getMessage()));
            document.put("hint", problem.nextSteps().text(this::phrase));
            document.put("exit", problem.exit());
            document(document);
        } else {
            err.println(style().text("autoresearch: " + problem.getMessage()));
            problem.nextSteps().text(this::phrase).lines().forEach(line -> err.println(style().text("  " + line)));
        }
        return problem.exit();
    }

    /** An unexpected failure, as one sentence or one document; its stack trace is shown on demand. */
    int defect(RuntimeException defect) {
        if (environment.containsKey(DEBUG)) defect.printStackTrace(err);
        return problem(new Problem(
                        "a defect of autoresearch: " + SafeText.line(String.valueOf(defect), 200),
                        DEBUG + "=1 shows where it happened; please report that")
                .because(defect));
    }

    /** Asks a yes-or-no question; no, unless a person at a terminal says yes. */
    boolean confirms(String question) {
        if (json || !isTerminal(0)) return false;
        err.print(question + " [y/N] ");
        err.flush();
        try {
            var answer = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).readLine();
            return answer != null
                    && (answer.strip().equalsIgnoreCase("y") || answer.strip().equalsIgnoreCase("yes"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean wantsColour() {
        return environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
    }

    /** Does a descriptor lead to a terminal? The system knows of each; Java only whether both standard ones do. */
    static boolean isTerminal(int descriptor) {
        var link = Path.of("/proc/self/fd/" + descriptor);
        if (!Files.exists(link)) return hasConsole();
        try {
            var target = Files.readSymbolicLink(link).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException unknown) {
            return hasConsole();
        }
    }

    /** Null means no terminal in every JDK once the launcher asks for the console of java.base. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean hasConsole() {
        return System.console() != null;
    }

    private int width() {
        var columns = environment.getOrDefault("COLUMNS", "");
        if (columns.matches("[0-9]{1,4}")) return Math.max(NARROWEST, Integer.parseInt(columns));
        try {
            var stty = new ProcessBuilder("stty", "size")
                    .redirectInput(Path.of("/dev/tty").toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (var out = new BufferedReader(new InputStreamReader(stty.getInputStream(), StandardCharsets.UTF_8))) {
                var size = String.valueOf(out.readLine()).split(" ");
                return size.length == 2 ? Math.max(NARROWEST, Integer.parseInt(size[1])) : Style.PLAIN_WIDTH;
            }
        } catch (IOException | NumberFormatException unknown) {
            return Style.PLAIN_WIDTH;
        }
    }
}
