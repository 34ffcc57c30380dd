package dev.autoresearch.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.autoresearch.Problem;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The optional settings file. A person writes it, so comments and trailing commas are welcome; unknown settings belong
 * to other tools.
 *
 * @param workingDir the session root, relative to the folder that holds the settings' layout
 * @param maxIterations how often a loop iterates when nothing else is said
 */
public record SessionSettings(Optional<String> workingDir, OptionalInt maxIterations) {
    private static final SessionSettings NONE = new SessionSettings(Optional.empty(), OptionalInt.empty());

    /** What a file says; nothing where there is none. */
    public static SessionSettings read(Path file) {
        var text = SessionFiles.read(file);
        if (text.isEmpty() || text.get().isBlank()) return NONE;
        var settings = parse(file, text.get());
        var iterations = settings.path("maxIterations");
        boolean counts = iterations.canConvertToInt() && iterations.intValue() > 0;
        var most = counts ? OptionalInt.of(iterations.intValue()) : OptionalInt.empty();
        var workingDir = settings.path("workingDir");
        if (workingDir.isMissingNode() || workingDir.isNull()) return new SessionSettings(Optional.empty(), most);
        if (!workingDir.isTextual())
            throw new Problem("workingDir in " + file + " is not a text", "write it as \"workingDir\": \"folder\"");
        return new SessionSettings(Optional.of(workingDir.asText()).filter(folder -> !folder.isBlank()), most);
    }

    private static JsonNode parse(Path file, String text) {
        var lenient = JsonMapper.builder()
                .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS, JsonReadFeature.ALLOW_TRAILING_COMMA)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
        try {
            return lenient.readTree(text);
        } catch (JsonProcessingException e) {
            var place =
                    e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")";
            throw new Problem("settings " + file + " are not JSON" + place, "correct or remove the file").because(e);
        }
    }
}
