package dev.autoresearch.git;

import dev.autoresearch.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The ignore rules that belong to this clone and are in no commit. */
final class ExcludeFile {
    private ExcludeFile() {}

    static void add(Repository repository, List<String> patterns) {
        Path file = repository.commonDir().resolve("info").resolve("exclude");
        try {
            Files.createDirectories(file.getParent());
            String text = Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
            Set<String> present = new HashSet<>(Arrays.asList(text.split("\n", -1)));
            StringBuilder more = new StringBuilder();
            for (String pattern : patterns) {
                String line = anchored(repository.scope().prefix(), pattern);
                if (present.add(line)) more.append(line).append('\n');
            }
            if (more.length() > 0) {
                String start = text.isEmpty() || text.endsWith("\n") ? "" : "\n";
                Files.writeString(
                        file,
                        start + more,
                        StandardCharsets.ISO_8859_1,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            }
        } catch (IOException e) {
            throw new Problem(file + " cannot be written: " + e.getMessage(), "check the permissions of the git folder")
                    .because(e);
        }
    }

    private static String anchored(String prefix, String pattern) {
        StringBuilder line = new StringBuilder("/");
        for (int i = 0; i < prefix.length(); i++) {
            char c = prefix.charAt(i);
            if (c == '*' || c == '?' || c == '[' || c == '\\') line.append('\\');
            line.append(c);
        }
        return line.append(PathScope.raw(pattern.startsWith("/") ? pattern.substring(1) : pattern))
                .toString();
    }
}
