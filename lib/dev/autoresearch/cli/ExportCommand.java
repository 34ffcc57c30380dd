package dev.autoresearch.cli;

import dev.autoresearch.AutoResearch;
import dev.autoresearch.Problem;
import dev.autoresearch.cli.Usage.Option;
import dev.autoresearch.dashboard.DashboardPage;
import dev.autoresearch.journal.SessionFiles;
import dev.autoresearch.json.Json;
import dev.autoresearch.model.SafeText;
import dev.autoresearch.process.PlatformText;
import dev.autoresearch.view.DashboardData;
import dev.autoresearch.view.Export;
import dev.autoresearch.view.MarkdownReport;
import dev.autoresearch.view.RunJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;

final class ExportCommand implements CliCommand {
    @Override
    public Usage usage() {
        return Usage.of(
                "export",
                "Write the session as JSON, csv, tsv, report, page or picture.",
                "autoresearch export --format csv -o runs.csv",
                Option.value('o', "output", "FILE", "where to write (default: standard output)"),
                Option.value('f', "format", "WORD", "json, csv, tsv, md, html or png (default: by the file)"));
    }

    @Override
    public int run(Arguments arguments, Console console) {
        var file = arguments.value("output");
        var format = arguments.value("format").orElseGet(() -> byName(file.orElse("")));
        var research = CliCommand.session(arguments, console);
        file.ifPresent(name -> refuseOwn(research.context().files(), path(name)));
        if (format.equals("png")) {
            var drawn = file.map(research::chart).orElseGet(research::chart).toString();
            return written(file.orElse(drawn), format, console);
        }
        var text = text(research, format, arguments);
        if (file.isEmpty()) {
            console.out().print(console.isLive() ? harmless(text) : text);
            return DONE;
        }
        write(file.get(), text);
        return written(file.get(), format, console);
    }

    /** On a terminal, text must not contain control sequences; a file or a pipe gets it unchanged. */
    private static String harmless(String text) {
        var shown = new StringBuilder(text.length());
        text.codePoints()
                .mapToObj(Character::toString)
                .forEach(one -> shown.append("\n\r\t".contains(one) ? one : SafeText.line(one)));
        return shown.toString();
    }

    private static int written(String file, String format, Console console) {
        var document = new LinkedHashMap<String, Object>();
        document.put("output", file);
        document.put("format", format);
        console.document(document);
        console.line("written: " + file);
        return DONE;
    }

    /** The journal is never rewritten, by a slip of the keyboard neither. */
    private static void refuseOwn(SessionFiles files, Path target) {
        var there = target.toAbsolutePath().normalize();
        for (var own : files.own())
            if (there.startsWith(files.root().resolve(own).normalize()))
                throw new Problem(
                        "the session itself is in " + SafeText.line(target.toString(), 80),
                        "give another name with -o");
    }

    private static Path path(String file) {
        try {
            return PlatformText.path(Path.of(""), file);
        } catch (InvalidPathException e) {
            throw new Problem("no file can be called " + SafeText.line(file, 80), "give another name with -o")
                    .because(e);
        }
    }

    private static String byName(String file) {
        for (var format : new String[] {"csv", "tsv", "md", "html", "png"})
            if (file.endsWith("." + format)) return format;
        return "json";
    }

    private static String text(AutoResearch research, String format, Arguments arguments) {
        // a table of no runs is a table; a report or a page of nothing would be none
        if (format.equals("md") || format.equals("html")) research.context().begun();
        var summary = research.status();
        return switch (format) {
            case "json" -> Json.pretty(RunJson.export(summary)) + "\n";
            case "csv" -> Export.csv(summary);
            case "tsv" -> Export.tsv(summary);
            case "md" -> new MarkdownReport(summary).text();
            case "html" ->
                new DashboardPage()
                        .withData(DashboardData.of(summary, research.ideas()).document());
            default -> throw arguments.usage("unknown format: it is json, csv, tsv, md, html or png");
        };
    }

    private static void write(String file, String text) {
        try {
            Files.writeString(path(file), text);
        } catch (IOException e) {
            var why = e instanceof NoSuchFileException ? "there is no such folder" : e.getMessage();
            throw new Problem("cannot write " + file + ": " + why, "give a file in a folder that exists: -o runs.json")
                    .because(e);
        }
    }
}
