package dev.autoresearch.dashboard;

import dev.autoresearch.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * The dashboard as one HTML file, with its style, its scripts and the chart library inside. Nothing is ever fetched from
 * elsewhere: its Content-Security-Policy allows what it is made of, by hash, and no more.
 */
public final class DashboardPage {
    private static final String CHART_LIBRARY = "/META-INF/resources/webjars/uplot/1.6.30/dist/uPlot";
    private static final List<String> SCRIPTS =
            List.of("words.js", "marks.js", "chart.js", "table.js", "evidence.js", "page.js");

    private final String style = resource(CHART_LIBRARY + ".min.css") + resource("page/page.css");
    private final String script = resource(CHART_LIBRARY + ".iife.min.js") + ownScripts();

    /** The page that shows this document, and opens from a file, without a server. */
    public String withData(Map<String, Object> board) {
        // "<" could only end the element or open a comment: JSON has another way to say it
        var data = Json.line(board).replace("<", "\\u003c");
        var policy = "<meta http-equiv=\"Content-Security-Policy\" content=\"" + policy("'none'") + "\">";
        return filled(policy, data);
    }

    /** The page that asks the server it came from for its data. */
    String live() {
        return filled("", "");
    }

    /** What the live page may do, for the response's header. */
    String livePolicy() {
        return policy("'self'") + "; frame-ancestors 'none'";
    }

    private String policy(String connect) {
        return "default-src 'none'; script-src '" + hash(script) + "'; style-src '" + hash(style)
                + "'; img-src data:; connect-src " + connect + "; base-uri 'none'; form-action 'none'";
    }

    /** The style and the scripts are ours; only the data comes from people, and it goes in last. */
    private String filled(String policy, String data) {
        return resource("page/page.html")
                .replace("<!--policy-->", policy)
                .replace("/*style*/", style)
                .replace("/*script*/", script)
                .replace("/*data*/", data);
    }

    private static String ownScripts() {
        var all = new StringBuilder();
        for (var name : SCRIPTS) all.append(resource("page/" + name));
        return all.toString();
    }

    private static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String resource(String name) {
        try (var in = DashboardPage.class.getResourceAsStream(name)) {
            if (in == null) throw new IllegalStateException("this program is built without " + name);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
