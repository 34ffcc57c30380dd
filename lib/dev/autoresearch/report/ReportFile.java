package dev.autoresearch.report;

import dev.autoresearch.Problem;
import dev.autoresearch.model.SafeText;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One file of a report: found, fresh and not empty.
 *
 * @param name as the user knows it, made harmless
 * @param earlier what an earlier run may have left in it
 */
record ReportFile(ReportFormat format, Path path, String name, EarlierFiles earlier) {
    /** Larger reports are refused rather than read into memory. */
    private static final long LARGEST = 256L << 20;

    /** The files that a specification names; of a folder, the Surefire reports that are fresh, by name. */
    static List<ReportFile> of(ReportSpec spec, Path root, EarlierFiles earlier) {
        var path = resolve(spec, root);
        var name = SafeText.line(spec.path(), 120);
        if (!Files.exists(path))
            throw new Problem("there is no report " + name, "let the benchmark write it: " + writing(spec));
        boolean isFolder = Files.isDirectory(path);
        if (isFolder && spec.format() != ReportFormat.SUREFIRE)
            throw new Problem(
                    "the report " + name + " is a folder",
                    "name the file: --report " + spec.format().word() + ":" + name + "/FILE");
        try {
            var all = isFolder ? reports(path) : List.of(path);
            if (all.isEmpty())
                throw new Problem(
                        "there is no TEST-*.xml in the folder " + name,
                        "name the folder that Surefire writes to, usually target/surefire-reports");
            return fresh(spec, name, all, earlier);
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    /** Those of them that are there; none where that is not known. */
    static List<Path> there(ReportSpec spec, Path root) {
        try {
            var path = root.resolve(spec.path());
            if (!Files.isDirectory(path)) return Files.exists(path) ? List.of(path) : List.of();
            return spec.format() == ReportFormat.SUREFIRE ? reports(path) : List.of();
        } catch (IOException | InvalidPathException later) {
            // said when it is read
            return List.of();
        }
    }

    private static Path resolve(ReportSpec spec, Path root) {
        try {
            return root.resolve(spec.path());
        } catch (InvalidPathException e) {
            throw new Problem("the report's path cannot be one: " + SafeText.line(spec.path(), 120), "correct --report")
                    .because(e);
        }
    }

    private static List<Path> reports(Path folder) throws IOException {
        var found = new ArrayList<Path>();
        try (var files = Files.newDirectoryStream(folder, "TEST-*.xml")) {
            for (var file : files) found.add(file);
        }
        found.sort(null);
        return found;
    }

    private static List<ReportFile> fresh(ReportSpec spec, String name, List<Path> all, EarlierFiles earlier)
            throws IOException {
        var fresh = new ArrayList<ReportFile>();
        for (var path : all) {
            if (earlier.isStale(path)) continue;
            var inside = all.size() == 1 ? name : name + "/" + SafeText.line(String.valueOf(path.getFileName()), 80);
            check(path, inside, spec.format());
            fresh.add(new ReportFile(spec.format(), path, inside, earlier));
        }
        if (fresh.isEmpty())
            throw new Problem(
                    "the report " + name + " is older than this run, so the benchmark did not write it",
                    "let the benchmark write it: " + writing(spec));
        return fresh;
    }

    private static void check(Path path, String name, ReportFormat format) throws IOException {
        if (!Files.isRegularFile(path)) throw new Problem("the report " + name + " is no file", "correct --report");
        long size = Files.size(path);
        if (size == 0)
            throw new Problem(
                    "the report " + name + " is empty",
                    "the benchmark may have been stopped while it wrote; such a report comes from: "
                            + format.writing());
        if (size > LARGEST)
            throw new Problem(
                    "the report " + name + " has " + (size >> 20) + " MiB, more than " + (LARGEST >> 20),
                    "let the benchmark report fewer samples");
    }

    private static String writing(ReportSpec spec) {
        return spec.format().writing().replace("FILE", SafeText.line(spec.path(), 120));
    }

    InputStream open() throws IOException {
        return new BufferedInputStream(Files.newInputStream(path));
    }

    String text() throws IOException {
        return earlier.since(path);
    }

    Problem unreadable(IOException e) {
        return unreadable(name, e);
    }

    private static Problem unreadable(String name, IOException e) {
        return new Problem(
                        "the report " + name + " cannot be read: " + SafeText.line(String.valueOf(e.getMessage()), 200),
                        "make it readable, or correct --report")
                .because(e);
    }

    Problem truncated() {
        return new Problem(
                "the report " + name + " is cut off: it ends in the middle",
                "the benchmark may have been stopped while it wrote, or still writes when it returns");
    }

    Problem notThisFormat(String why) {
        return new Problem(
                "the report " + name + " is not of " + format.tool() + ": " + why,
                "such a report comes from: " + format.writing());
    }

    /** It holds summaries only. */
    Problem noRawSamples() {
        return new Problem("the report " + name + " holds summaries, but no raw samples", rawSamples());
    }

    private String rawSamples() {
        return switch (format) {
            case GOOGLE -> "leave out --benchmark_report_aggregates_only";
            case PYTEST -> "--benchmark-json=FILE keeps them; with --benchmark-autosave add --benchmark-save-data";
            default -> "such a report comes from: " + format.writing();
        };
    }

    /** It is of this format, but nothing was measured. */
    Problem holdsNothing() {
        return new Problem(
                "the report " + name + " holds no benchmark",
                "run the benchmark by itself to see why; is its filter right?");
    }
}
