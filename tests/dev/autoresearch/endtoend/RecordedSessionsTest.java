package dev.autoresearch.endtoend;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.autoresearch.cli.Cli;
import dev.autoresearch.cli.Console;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whole sessions as they were recorded: transcripts of command lines and of every byte that they answered. Commands of
 * ours run in this process, anything else in bash. {@code mvn test -Dtest=RecordedSessionsTest -Drecorded.update=true}
 * records the answers anew, so that {@code git diff} shows what changed; the commands are edited by hand.
 *
 * <p>In {@code read/} are sessions whose journals and repositories are given, so that nothing of an answer is left to
 * chance. In {@code written/} are sessions that are made here: times, commit ids, random ids and durations are replaced
 * by stable words.
 */
@Timeout(120)
class RecordedSessionsTest {
    private static final Path RECORDED = Path.of("tests/resources/dev/autoresearch/recorded");
    private static final boolean UPDATE = Boolean.getBoolean("recorded.update");
    private static final String PROMPT = "$ ";
    private static final String OURS = "autoresearch ";
    private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    private static final Pattern ROLE = Pattern.compile("\"purpose\":\"\\w+\",\"place\":\"\\w+\"");
    private static final List<String> DURATIONS = List.of(
            "(\"(?:durationSeconds|duration_seconds|seconds)\" ?: ?)[0-9.E-]+",
            "( runs?, | in | after |, )[0-9.]+ (?:ms|s)\\b");

    @TempDir
    Path folder;

    private final String usersHome = System.getProperty("user.home");

    @BeforeEach
    void haveAHomeOfOurOwn() {
        System.setProperty("user.home", folder.resolve("home").toString());
    }

    @AfterEach
    void goHome() {
        System.setProperty("user.home", usersHome);
    }

    @TestFactory
    Stream<DynamicTest> whatIsReadIsShownAsItWasRecorded() throws IOException {
        return transcripts("read", false);
    }

    @TestFactory
    Stream<DynamicTest> whatIsDoneIsWrittenAsItWasRecorded() throws IOException {
        return transcripts("written", true);
    }

    private Stream<DynamicTest> transcripts(String kind, boolean written) throws IOException {
        try (var files = Files.list(RECORDED.resolve(kind))) {
            var transcripts = files.filter(file -> file.toString().endsWith(".txt"))
                    .sorted()
                    .toList();
            assertFalse(transcripts.isEmpty(), kind);
            return transcripts.stream()
                    .map(file ->
                            DynamicTest.dynamicTest(kind + "/" + file.getFileName(), () -> isAsBefore(file, written)));
        }
    }

    private void isAsBefore(Path file, boolean written) throws Exception {
        var name = file.getFileName().toString().replace(".txt", "");
        var project = Files.createDirectories(folder.toRealPath().resolve(name).resolve("project"));
        var began = Instant.now();
        var recorded = Files.readString(file);
        var lines = new ArrayList<String>();
        boolean before = true;
        for (var line : recorded.split("\n", -1)) {
            if (line.startsWith(PROMPT)) {
                before = false;
                lines.add(line);
                lines.addAll(answer(line.substring(PROMPT.length()).replace("PROJECT", project.toString()), project));
            } else if (before) lines.add(line);
        }
        var text = String.join("\n", lines) + "\n";
        text = text.replace(project.toString(), "PROJECT")
                .replace(folder.resolve("home").toString(), "HOME");
        if (written) text = stable(text, began, commits(project, began));
        if (UPDATE) Files.writeString(file, text);
        else assertSame(recorded, text, file);
    }

    /** The lines that a command answered; one that begins like a command is told from one by a backslash. */
    private List<String> answer(String command, Path project) throws Exception {
        var answer = command.startsWith(OURS) ? ours(command, project) : bash(command, "", project);
        var lines = new ArrayList<String>();
        if (!answer.isEmpty()) {
            boolean ended = answer.endsWith("\n");
            for (var line : (ended ? answer.substring(0, answer.length() - 1) : answer).split("\n", -1))
                lines.add(line.startsWith(PROMPT) ? "\\" + line : line);
            if (!ended) lines.add("\\ no newline at the end");
        }
        return lines;
    }

    /** One of our commands, of whose standard output a pipe may take what is worth recording. */
    private String ours(String command, Path project) throws Exception {
        int pipe = command.indexOf(" | ");
        var words = words(command.substring(OURS.length(), pipe < 0 ? command.length() : pipe));
        words.addAll(0, List.of("-C", project.toString()));
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var console =
                new Console(new ByteArrayInputStream(new byte[0]), print(out), print(err), Map.of("LANG", "C.UTF-8"));
        int exit = Cli.run(words.toArray(new String[0]), console);
        var told = out.toString(StandardCharsets.UTF_8);
        if (pipe >= 0) told = bash(command.substring(pipe + 3), told, project);
        if (!told.isEmpty() && !told.endsWith("\n") && err.size() > 0) told += "\n";
        var problems = err.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> "! " + line + "\n")
                .collect(joining());
        return told + problems + (exit == 0 ? "" : "[exit " + exit + "]\n");
    }

    private static PrintStream print(ByteArrayOutputStream out) {
        return new PrintStream(out, true, StandardCharsets.UTF_8);
    }

    private static List<String> words(String line) {
        var words = new ArrayList<String>();
        var word = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)").matcher(line);
        while (word.find())
            words.add(Stream.of(1, 2, 3)
                    .map(word::group)
                    .filter(text -> text != null)
                    .findFirst()
                    .orElseThrow());
        return words;
    }

    private String bash(String command, String input, Path project) throws Exception {
        var builder = new ProcessBuilder("bash", "-c", command)
                .directory(project.toFile())
                .redirectErrorStream(true);
        var environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("GIT_") || name.startsWith("LC_"));
        environment.putAll(Map.of("LC_ALL", "C.UTF-8", "TZ", "UTC", "HOME", System.getProperty("user.home")));
        environment.putAll(Map.of("GIT_AUTHOR_DATE", "@1700000000 +0000", "GIT_COMMITTER_DATE", "@1700000000 +0000"));
        environment.put("RECORDED", RECORDED.toAbsolutePath().toString());
        var process = builder.start();
        try (var in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        }
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = process.waitFor();
        return out + (exit == 0 ? "" : "[exit " + exit + "]\n");
    }

    /** Commits that were made since a moment: their ids depend on the time. */
    private List<String> commits(Path project, Instant began) throws Exception {
        if (!Files.exists(project.resolve(".git"))) return List.of();
        var all = bash(
                "git cat-file --batch-all-objects --batch-check='%(objectname) %(objecttype)'"
                        + " | sed -n 's/ commit$//p' | git log --no-walk --stdin --format='%ct %H'",
                "", project);
        return all.lines()
                .filter(line -> Long.parseLong(line.substring(0, line.indexOf(' '))) >= began.getEpochSecond())
                .map(line -> line.substring(line.indexOf(' ') + 1))
                .toList();
    }

    /** What depends on the time or on chance, as words that are the same each time; what is not of this session stays. */
    private static String stable(String text, Instant began, List<String> commits) {
        text = inOrder(text);
        var random = new Numbered("id");
        text = sub(text, UUID, found -> random.of(found.substring(0, 8)) + "-whole");
        text = sub(text, "\\b[0-9a-f]{8}\\b", found -> random.has(found) ? random.of(found) : found);
        var made = new Numbered("commit");
        text = sub(
                text,
                "\\b[0-9a-f]{7,40}\\b",
                found -> commits.stream()
                        .filter(commit -> commit.startsWith(found))
                        .findFirst()
                        .map(commit -> made.of(commit) + "/" + found.length())
                        .orElse(found));
        double from = began.getEpochSecond();
        double to = Instant.now().getEpochSecond() + 1;
        text = sub(text, "\\b\\d{13}\\b", found -> isBetween(from, to, found, 1000) ? "<millis>" : found);
        text = sub(text, "\\b\\d{10}(\\.\\d+)?\\b", found -> isBetween(from, to, found, 1) ? "<seconds>" : found);
        for (var duration : DURATIONS) text = text.replaceAll(duration, "$1<duration>");
        return text.replaceAll("run-\\d{8}-\\d{6}-\\d{3}-\\d{3}", "run-<time>")
                .replaceAll("(logged +)\\d{4}-\\S+Z", "$1<time>")
                .replaceAll("(\"host\" ?: ?)\"[^\"]*\"", "$1\"<host>\"")
                .replaceAll("(autoresearch:sum )[0-9a-f]{1,8}", "$1<sum>");
    }

    private static boolean isBetween(double from, double to, String number, double divisor) {
        double seconds = Double.parseDouble(number) / divisor;
        return from <= seconds && seconds <= to;
    }

    /** A coin decides who of a pair is first, so that executions of one purpose stand here by their place. */
    private static String inOrder(String text) {
        var lines = new ArrayList<>(List.of(text.split("\n", -1)));
        for (int from = 0; from < lines.size(); from++) {
            int to = from;
            while (to < lines.size()
                    && !role(lines.get(to)).isEmpty()
                    && purpose(lines.get(to)).equals(purpose(lines.get(from)))) to++;
            if (to > from + 1) {
                lines.subList(from, to).sort(Comparator.comparing(RecordedSessionsTest::role));
                from = to - 1;
            }
        }
        return String.join("\n", lines);
    }

    private static String role(String line) {
        var role = ROLE.matcher(line);
        return role.find() ? role.group() : "";
    }

    private static String purpose(String line) {
        return role(line).replaceAll(",.*", "");
    }

    /** Words for values that differ each time, numbered as they appear. */
    private record Numbered(String kind, List<String> seen) {
        Numbered(String kind) {
            this(kind, new ArrayList<>());
        }

        boolean has(String value) {
            return seen.contains(value);
        }

        String of(String value) {
            if (!has(value)) seen.add(value);
            return "<" + kind + " " + (seen.indexOf(value) + 1) + ">";
        }
    }

    private static String sub(String text, String pattern, UnaryOperator<String> with) {
        return Pattern.compile(pattern)
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(with.apply(found.group())));
    }

    private static void assertSame(String recorded, String text, Path file) {
        var expected = recorded.split("\n", -1);
        var actual = text.split("\n", -1);
        var command = "";
        for (int i = 0; i < Math.max(expected.length, actual.length); i++) {
            var was = i < expected.length ? expected[i] : "(the end)";
            var is = i < actual.length ? actual[i] : "(the end)";
            if (was.startsWith(PROMPT)) command = was;
            if (was.equals(is)) continue;
            int from = differing(was, is);
            assertEquals(
                    around(was, from),
                    around(is, from),
                    file + ":" + (i + 1) + " below \"" + command + "\", at column " + (from + 1)
                            + "; if that is meant: -Drecorded.update=true\n");
        }
    }

    private static int differing(String was, String is) {
        int at = 0;
        while (at < Math.min(was.length(), is.length()) && was.charAt(at) == is.charAt(at)) at++;
        return at;
    }

    private static String around(String line, int at) {
        return line.substring(Math.max(0, at - 80), Math.min(line.length(), at + 80));
    }
}
