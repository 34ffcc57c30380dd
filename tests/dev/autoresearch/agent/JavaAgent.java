package dev.autoresearch.agent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** An agent in Java: it improves, does nothing, or breaks off, by the number of its iteration. */
final class JavaAgent {
    private static final Path VALUE = Path.of("value.txt");

    private JavaAgent() {}

    public static void main(String... args) throws IOException {
        var brief = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        var loop = System.getenv("AUTORESEARCH_LOOP");
        switch (loop.substring(loop.lastIndexOf('.') + 1)) {
            case "1" -> improve(brief);
            case "2" -> System.out.println("DESCRIPTION thought about it");
            default -> {
                Files.writeString(VALUE, "1\n");
                throw new IllegalStateException("out of ideas");
            }
        }
    }

    private static void improve(String brief) throws IOException {
        int value = Integer.parseInt(Files.readString(VALUE).strip());
        Files.writeString(VALUE, value - 10 + "\n");
        System.out.println("DESCRIPTION ten less than " + value);
        System.out.println("HYPOTHESIS " + (brief.contains("ms") ? "ms are counted" : "nobody knows"));
        System.out.println("LEARNED that less is less");
        System.out.println("IDEA another ten");
        System.out.println("ASI java=" + Runtime.version().feature());
        System.out.println("COST usd=0.5");
    }
}
