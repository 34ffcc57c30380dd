package dev.autoresearch.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.autoresearch.Problem;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The optional settings file. A person writes it, so comments and trailing commas are welcome; unknown settings belong
 * to other tools.
 *
 * @param workingDir the session root, relative to the folder that holds the settings' layout
 */
record Settings(Optional<String> workingDir) {

    static Settings read(Path file) {
        var text = SessionFiles.read(file);
        if (text.isEmpty() || text.get().isBlank()) return new Settings(Optional.empty());
        var workingDir = parse(file, text.get()).path("workingDir");
        if (workingDir.isMissingNode() || workingDir.isNull()) return new Settings(Optional.empty());
        if (!workingDir.isTextual())
            throw new Problem("workingDir in " + file + " is not a text", "write it as \"workingDir\": \"folder\"");
        return new Settings(Optional.of(workingDir.asText()).filter(folder -> !folder.isBlank()));
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
