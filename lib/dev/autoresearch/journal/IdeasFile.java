package dev.autoresearch.journal;

import dev.autoresearch.Problem;
import dev.autoresearch.Problem.Hint;
import dev.autoresearch.Problem.NextStep;
import dev.autoresearch.model.Idea;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The ideas backlog: a Markdown list that people, agents and other tools edit, too. */
public final class IdeasFile {
    private static final String DONE = "[x]";

    private final Path file;

    public IdeasFile(Path file) {
        this.file = file;
    }

    /** All list items in the order of the file, numbered from 1. */
    public List<Idea> all() {
        var ideas = new ArrayList<Idea>();
        for (var line : lines()) {
            int start = itemStart(line);
            if (start < 0) continue;
            int tick = tick(line, start);
            var text = new String(line.substring(tick).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
            ideas.add(new Idea(ideas.size() + 1, text.strip(), isDone(line, start)));
        }
        return List.copyOf(ideas);
    }

    private static boolean isDone(String line, int start) {
        return tick(line, start) > start && line.charAt(start + 1) != ' ';
    }

    /** Where the text of an item begins behind its box, if it has one. */
    private static int tick(String line, int start) {
        var box = line.substring(start).stripTrailing();
        for (var mark : new String[] {"[ ]", "[x]", "[X]"})
            if (box.equals(mark) || box.startsWith(mark + " ")) return start + mark.length();
        return start;
    }

    public Idea add(String text) {
        var line = onOneLine(text);
        if (line.isEmpty())
            throw new Problem(
                    "an idea needs a text",
                    Hint.of("{}", NextStep.of("ideas", "add").text("", "what to try")));
        var content = SessionFiles.read(file).orElse("");
        var glue = content.isEmpty() || content.endsWith("\n") ? "" : "\n";
        DurableFile.append(file, (glue + "- " + line + "\n").getBytes(StandardCharsets.UTF_8));
        var all = all();
        return all.get(all.size() - 1);
    }

    /** Marks an idea as done; every other byte of the file stays. */
    public Idea done(int number) {
        var ideas = all();
        if (number < 1 || number > ideas.size())
            throw new Problem(
                    "there is no idea " + number,
                    ideas.isEmpty()
                            ? Hint.of("the backlog is empty: {}", NextStep.of("ideas", "add", "TEXT"))
                            : Hint.of("{} lists them", NextStep.of("ideas")));
        var idea = ideas.get(number - 1);
        if (!idea.done()) DurableFile.replace(file, withDone(number).getBytes(StandardCharsets.ISO_8859_1));
        return new Idea(number, idea.text(), true);
    }

    private String withDone(int number) {
        var text = new StringBuilder();
        int item = 0;
        for (var line : lines()) {
            int start = itemStart(line);
            if (start >= 0 && ++item == number) {
                int tick = tick(line, start);
                text.append(line, 0, start).append(DONE).append(tick == start ? " " : "");
                text.append(line, tick, line.length());
            } else text.append(line);
        }
        return text.toString();
    }

    private static String onOneLine(String text) {
        return text.replace("\r\n", " ").replace('\n', ' ').replace('\r', ' ').strip();
    }

    /** The lines of the file, each with its own line end; one character a byte, so that every byte can stay. */
    private List<String> lines() {
        var content = SessionFiles.read(file, StandardCharsets.ISO_8859_1).orElse("");
        var lines = new ArrayList<String>();
        for (int start = 0; start < content.length(); ) {
            int end = content.indexOf('\n', start);
            end = end < 0 ? content.length() : end + 1;
            lines.add(content.substring(start, end));
            start = end;
        }
        return lines;
    }

    /** Where an item of a list begins: after {@code ^([-*+]|\d+\.)\s+}; -1 for any other line. */
    private static int itemStart(String line) {
        int mark = 0;
        if (!line.isEmpty() && "-*+".indexOf(line.charAt(0)) >= 0) mark = 1;
        else {
            while (mark < line.length() && line.charAt(mark) >= '0' && line.charAt(mark) <= '9') mark++;
            mark = mark > 0 && mark < line.length() && line.charAt(mark) == '.' ? mark + 1 : 0;
        }
        int start = mark;
        while (start < line.length() && Character.isWhitespace(line.charAt(start))) start++;
        return mark > 0 && start > mark && start < line.length() ? start : -1;
    }
}
