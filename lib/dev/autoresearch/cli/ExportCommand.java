package dev.autoresearch.cli;

import dev.autoresearch.Problem;
import dev.autoresearch.json.Json;
import dev.autoresearch.model.Summary;
import dev.autoresearch.view.Documents;
import dev.autoresearch.view.Export;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;

/** Writes the session for other tools. */
final class ExportCommand implements Command {
    @Override
    public Usage usage() {
        return Usage.of(
                "export",
                "Write status and runs as JSON, or the runs as csv, tsv or md.",
                "autoresearch export --format csv -o runs.csv",
                Option.value('o', "output", "FILE", "where to write (default: standard output)"),
                Option.value('f', "format", "WORD", "json, csv, tsv or md (default: by the file, or json)"));
    }

    @Override
    public int run(Arguments arguments, Console console) {
        var file = arguments.value("output");
        var format = arguments.value("format").orElseGet(() -> byName(file.orElse("")));
        var text = text(Command.session(arguments, console).status(), format, arguments);
        if (file.isEmpty()) {
            console.out().print(text);
            return Exit.DONE;
        }
        write(file.get(), text);
        var document = new LinkedHashMap<String, Object>();
        document.put("output", file.get());
        document.put("format", format);
        console.document(document);
        console.line("written: " + file.get());
        return Exit.DONE;
    }

    private static String byName(String file) {
        for (var format : new String[] {"csv", "tsv", "md"}) if (file.endsWith("." + format)) return format;
        return "json";
    }

    private static String text(Summary summary, String format, Arguments arguments) {
        return switch (format) {
            case "json" -> Json.pretty(Documents.export(summary)) + "\n";
            case "csv" -> Export.csv(summary);
            case "tsv" -> Export.tsv(summary);
            case "md" -> Export.markdown(summary);
            default -> throw arguments.usage("unknown format: it is json, csv, tsv or md");
        };
    }

    private static void write(String file, String text) {
        try {
            Files.writeString(Path.of(file), text);
        } catch (IOException | InvalidPathException e) {
            throw new Problem(
                            "cannot write " + file + ": " + e.getMessage(),
                            "give a file in a folder that exists: -o runs.json")
                    .because(e);
        }
    }
}
