package dev.autoresearch.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.imageio.ImageIO;

/** A page in a real browser, and all that it complained of or asked the network for. */
final class BrowserPage {
    private final Chromium browser;
    private final String session;
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    BrowserPage(Chromium browser, String session, int width, int height) {
        this.browser = browser;
        this.session = session;
        browser.listen(session, this::heard);
        for (var domain : List.of("Runtime", "Log", "Network", "Page")) call(domain + ".enable", Map.of());
        call("Performance.enable", Map.of("timeDomain", "threadTicks"));
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 500));
    }

    private void heard(String method, JsonNode event) {
        switch (method) {
            case "Network.requestWillBeSent" ->
                requests.add(event.path("request").path("url").asText());
            case "Runtime.exceptionThrown", "Log.entryAdded", "Runtime.consoleAPICalled" ->
                complaints.add(event.toString());
            default -> {
                // the rest is nothing to a test
            }
        }
    }

    JsonNode call(String method, Map<String, ?> parameters) {
        return browser.call(session, method, parameters);
    }

    BrowserPage open(String url) {
        call("Page.navigate", Map.of("url", url));
        return await("document.querySelectorAll('#rows tr:not(.space)').length > 0");
    }

    /** Processor time that its main thread took for all since it was opened, in milliseconds; other work is not counted. */
    double busyMillis() {
        for (var metric : call("Performance.getMetrics", Map.of()).path("metrics"))
            if (metric.path("name").asText().equals("TaskDuration"))
                return metric.path("value").asDouble() * 1000;
        throw new AssertionError("the browser does not tell how busy a page was");
    }

    /** What an expression of JavaScript gives; a promise is waited for. */
    JsonNode value(String expression) {
        var answer =
                call("Runtime.evaluate", Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
        if (answer.has("exceptionDetails")) throw new AssertionError(expression + ": " + answer);
        return answer.path("result").path("value");
    }

    String text(String expression) {
        return value(expression).asText();
    }

    /** Looks at each frame until the condition holds, for a minute at most. */
    BrowserPage await(String condition) {
        var within = value("""
                new Promise(done => {
                  const end = performance.now() + 60000;
                  const look = () => (%s) ? done(true) : performance.now() > end ? done(false) : setTimeout(look, 15);
                  look();
                })""".formatted(condition));
        if (!within.asBoolean()) throw new AssertionError("never so: " + condition + " " + complaints);
        return this;
    }

    BrowserPage press(String key) {
        for (var type : List.of("keyDown", "keyUp"))
            call(
                    "Input.dispatchKeyEvent",
                    Map.of("type", type, "key", key, "code", key, "windowsVirtualKeyCode", code(key)));
        return this;
    }

    private static int code(String key) {
        return switch (key) {
            case "Tab" -> 9;
            case "Enter" -> 13;
            case "Escape" -> 27;
            case "End" -> 35;
            case "Home" -> 36;
            case "ArrowLeft" -> 37;
            case "ArrowUp" -> 38;
            case "ArrowRight" -> 39;
            case "ArrowDown" -> 40;
            default -> throw new IllegalArgumentException(key);
        };
    }

    void dark() {
        call(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", "dark"))));
    }

    byte[] png() {
        return Base64.getDecoder()
                .decode(call("Page.captureScreenshot", Map.of("format", "png"))
                        .path("data")
                        .asText());
    }

    BufferedImage picture() throws IOException {
        return ImageIO.read(new ByteArrayInputStream(png()));
    }

    List<String> complaints() {
        return complaints;
    }

    List<String> requests() {
        return requests;
    }
}
