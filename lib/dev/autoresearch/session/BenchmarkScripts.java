package dev.autoresearch.session;

import dev.autoresearch.Problem;
import dev.autoresearch.process.PlatformText;
import dev.autoresearch.process.ShellWords;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which of the files that a command names measure. {@code ./bench.sh}, {@code bash run.sh} and {@code python3
 * bench.py} do. In {@code java Parser.java}, {@code gzip -$(cat level)} or {@code make && ./app} the named file is
 * what is improved or built. So a file that measures is a text: a script, an argument of a shell, or named like a
 * benchmark. Globs correct a wrong guess either way.
 */
record BenchmarkScripts(Path root) {
    private static final List<String> SHELLS = List.of("bash", "sh", "zsh", "dash", "ksh", "source");
    private static final int START = 8000;

    /** Their paths, relative to the root. */
    List<String> namedBy(String command) {
        var named = new ArrayList<String>();
        boolean forShell = false;
        for (var word : ShellWords.of(command)) {
            var file = file(word);
            if (file.isPresent() && measures(file.get(), forShell)) named.add(PlatformText.name(root, file.get()));
            // bash -c "./bench.sh --fast"
            if (file.isEmpty() && word.indexOf(' ') >= 0) named.addAll(namedBy(word));
            forShell = SHELLS.contains(word.substring(word.lastIndexOf('/') + 1)) || (forShell && word.startsWith("-"));
        }
        return named;
    }

    /** What these scripts call or read in turn, by the same signs; their first lines are looked at. */
    Set<String> calledBy(Collection<String> scripts) {
        var called = new TreeSet<String>();
        for (var script : scripts)
            new String(start(PlatformText.path(root, script)), StandardCharsets.UTF_8)
                    .lines()
                    .forEach(line -> called.addAll(calledIn(line.strip())));
        scripts.forEach(called::remove);
        return called;
    }

    private List<String> calledIn(String line) {
        if (line.startsWith("#")) return List.of();
        try {
            // a dot is the shell's other word for source
            return namedBy(line.startsWith(". ") ? "source" + line.substring(1) : line);
        } catch (Problem unreadable) {
            // if it is needed, the benchmark fails by it
            return List.of();
        }
    }

    private Optional<Path> file(String word) {
        try {
            var path = PlatformText.path(root, word).normalize();
            return path.startsWith(root) && Files.isRegularFile(path) ? Optional.of(path) : Optional.empty();
        } catch (InvalidPathException noPath) {
            // A word that cannot be a path names no file.
            return Optional.empty();
        }
    }

    private static boolean measures(Path file, boolean forShell) {
        var start = start(file);
        // A binary is what a build made of the candidate.
        for (byte b : start) if (b == 0) return false;
        boolean script = start.length > 1 && start[0] == '#' && start[1] == '!' && Files.isExecutable(file);
        return forShell || script || saysSo(file.getFileName().toString());
    }

    private static byte[] start(Path file) {
        try (var content = Files.newInputStream(file)) {
            return content.readNBytes(START);
        } catch (IOException e) {
            throw new Problem("cannot read " + file + ": " + e.getMessage(), "the command names it; let it be readable")
                    .because(e);
        }
    }

    /** One of the words that the name is made of. */
    static boolean saysSo(String name) {
        int from = 0;
        for (int i = 1; i <= name.length(); i++) {
            boolean ends = i == name.length()
                    || !Character.isLetter(name.charAt(i))
                    || (Character.isUpperCase(name.charAt(i)) && Character.isLowerCase(name.charAt(i - 1)));
            if (!ends) continue;
            if (isMeasuring(name.substring(from, i))) return true;
            from = i < name.length() && !Character.isLetter(name.charAt(i)) ? i + 1 : i;
        }
        return false;
    }

    private static boolean isMeasuring(String mixedCase) {
        var word = mixedCase.toLowerCase(Locale.ROOT);
        return word.startsWith("bench")
                || word.startsWith("measure")
                || word.startsWith("evaluat")
                || List.of("eval", "perf", "test", "tests").contains(word);
    }
}
