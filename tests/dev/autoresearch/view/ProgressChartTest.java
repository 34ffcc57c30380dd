package dev.autoresearch.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autoresearch.model.Metric;
import dev.autoresearch.model.Status;
import dev.autoresearch.testing.SessionBuilder;
import dev.autoresearch.testing.TestRepo;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgressChartTest {
    private static BufferedImage picture(SessionBuilder story) throws IOException {
        var png = new ProgressChart(story.summary().session().current()).png(1600, 800);
        Files.write(Path.of("target/progress.png"), png);
        return ImageIO.read(new ByteArrayInputStream(png));
    }

    private static int count(BufferedImage image, int colour) {
        int count = 0;
        for (int x = 0; x < image.getWidth(); x++)
            for (int y = 0; y < image.getHeight(); y++)
                if ((image.getRGB(x, y) & 0xffffff) == (colour & 0xffffff)) count++;
        return count;
    }

    @Test
    void keptRunsAreGreenPointsJoinedByTheRunningBest() throws IOException {
        var story = SessionBuilder.latency().run(142.5, Status.KEEP, "Baseline");
        for (int i = 0; i < 30; i++)
            story.run(
                    140 - i + (i % 3) * 8,
                    i % 3 == 0 ? Status.KEEP : Status.DISCARD,
                    "Try number " + i + " of something with a long name that goes on and on");
        story.crash("falls over").run(9000, Status.DISCARD, "far away").run(110, Status.CHECKS_FAILED, "wrong");

        var image = picture(story);

        assertEquals(1600, image.getWidth());
        assertEquals(800, image.getHeight());
        int green = count(image, ProgressChart.KEPT.getRGB());
        // eleven points of 64 pixels, and a line of two pixels across most of the picture
        assertTrue(green > 11 * 50 + 1000, "green pixels: " + green);
        assertTrue(count(image, 0xb8b8b8) > 15 * 15, "points of discarded runs");
    }

    @Test
    void withoutAKeptRunThereIsNoGreenPointAndAPictureStill() throws IOException {
        var image = picture(SessionBuilder.of("nothing works", Metric.higher("score"))
                .crash("first")
                .crash("second"));
        assertEquals(0, count(image, ProgressChart.KEPT.getRGB()));
    }

    @Test
    void aDisplayThatIsNamedButNotThereIsNoTrouble(@TempDir Path folder) throws Exception {
        var lab = TestRepo.at(folder).write("autoresearch.results.jsonl", """
                {"type":"config","name":"goal","metricName":"ms","metricUnit":"ms","bestDirection":"lower"}
                {"run":1,"metric":7,"status":"keep","description":"baseline"}
                """);
        var process = lab.process("export", "-o", "progress.png");
        process.environment().put("DISPLAY", ":99");

        TestRepo.finish(process.start()).exits(0);

        assertEquals(1600, ImageIO.read(folder.resolve("progress.png").toFile()).getWidth());
    }

    @Test
    void oddValuesAreNoTrouble() throws IOException {
        picture(SessionBuilder.of("constant", Metric.higher("n"))
                .run(0, Status.KEEP, "zero")
                .run(0, Status.KEEP, "zero"));
        picture(SessionBuilder.of("negative", Metric.higher("n"))
                .run(-5, Status.KEEP, "a")
                .run(-1e300, Status.DISCARD, "b"));
        picture(SessionBuilder.of("huge", Metric.lower("n"))
                .run(1e308, Status.KEEP, "a")
                .run(-1e308, Status.KEEP, "\u202e\u0000<script>"));
    }
}
