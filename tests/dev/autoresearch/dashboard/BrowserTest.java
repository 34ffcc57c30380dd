package dev.autoresearch.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.autoresearch.AutoResearch;
import dev.autoresearch.testing.TestRepo;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser: live from the server, and from a file. Skipped where no Chromium is installed. */
class BrowserTest {
    private static final int GREEN = 0x1f8a3b;

    @TempDir
    static Path folder;

    private static Chromium browser;

    @BeforeAll
    static void start() throws IOException {
        var installed = Chromium.installed();
        assumeTrue(installed.isPresent(), "no chromium on PATH: apt-get install --no-install-recommends chromium");
        browser = Chromium.start(installed.get(), folder.resolve("profile"));
    }

    @AfterAll
    static void stop() {
        if (browser != null) browser.close();
    }

    @Test
    void aNewRunAppearsWithoutAReload() throws IOException {
        var stage = new GeneratedSession(folder.resolve("live")).runs(30);
        try (var dashboard = Dashboard.open(AutoResearch.in(stage.folder()).context(), 0)) {
            var page = browser.page(1200, 900).open(dashboard.address().toString());
            page.value("document.body.dataset.first = 'yes'");
            page.value("document.getElementById('chart').focus()");
            page.press("End").press("ArrowLeft");
            page.await("document.getElementById('told').textContent.startsWith('#29, ')");

            stage.log("keep", 0.9, "Arrived just now " + GeneratedSession.HOSTILE);

            page.await("document.getElementById('rows').textContent.includes('Arrived just now')");
            assertEquals("yes", page.text("document.body.dataset.first"));
            assertEquals("true", page.text("document.getElementById('told').textContent.startsWith('#29, ')"));
            assertTrue(
                    page.text("document.getElementById('summary').textContent").contains("31"));
            assertEquals("live", page.text("document.getElementById('live').textContent"));
            assertEquals(1, asked(page, "/data"), "all was asked for again: " + page.requests());
            show(page, false);
            stage.log("discard", 1.1, "While nobody looked");
            show(page, true);
            page.await("document.getElementById('rows').textContent.includes('While nobody looked')");
            onlyAsked(page, dashboard.address().toString());
            assertEquals(List.of(), page.complaints());
        }
    }

    @Test
    void aFileShowsTheSameWithoutTheNetwork() throws IOException {
        var page = exported(new GeneratedSession(folder.resolve("file")).runs(30));

        var picture = page.picture();
        int green = count(picture, GREEN);
        assertTrue(green > 200 && green < picture.getWidth() * picture.getHeight() / 20, green + " green pixels");
        assertTrue(count(picture, 0xc9303e) > 20, "crashed runs are red");
        assertEquals("kept 7", page.text("document.querySelector('#filters [data-status=keep]').textContent"));
        assertEquals(1, page.requests().size(), page.requests().toString());
        assertEquals(List.of(), page.complaints());
    }

    @Test
    void whatStrangersWroteIsText() throws IOException {
        var stage = new GeneratedSession(folder.resolve("hostile")).runs(3).compared(GeneratedSession.HOSTILE);
        var page = exported(stage);

        var shown = GeneratedSession.HOSTILE.replace("\u202e", "\\u202e");
        assertEquals(shown, page.text("document.querySelector('#rows td.description').textContent"));
        assertTrue(page.text("document.getElementById('ideas').textContent").contains(shown));
        assertEquals("optimize <b>latency</b> · autoresearch", page.text("document.title"));
        page.value("document.querySelector('#rows tr:not(.space)').click()");
        assertTrue(page.text("document.getElementById('evidence').textContent").contains(shown));
        assertEquals(
                "0", page.text("document.querySelectorAll('main b, dialog b, main script, dialog script').length"));
        assertEquals(List.of(), page.complaints());
    }

    @Test
    void theKeyboardReachesARunAndItsEvidence() throws IOException {
        var stage = new GeneratedSession(folder.resolve("keys")).runs(9).compared("Compared in pairs");
        var page = exported(stage);
        page.value("document.getElementById('runs').focus()");

        page.press("ArrowDown").press("Enter");

        page.await("document.getElementById('evidence').open");
        var told = page.text("document.getElementById('evidence').textContent");
        assertTrue(told.contains("#10 Compared in pairs"), told);
        assertTrue(told.contains("How the values lie"), told);
        assertTrue(told.contains("improved: -10.0% (90% interval -12.0% … -8.0%), 3 pairs"), told);
        assertTrue(told.contains("hypothesis"), told);
        assertEquals("3", page.text("document.querySelectorAll('#evidence line.better').length"));
        page.press("ArrowRight");
        page.await("document.getElementById('evidence-title').textContent.startsWith('#9 ')");
        page.press("Escape");
        page.await("!document.getElementById('evidence').open");
        assertEquals("runs", page.text("document.activeElement.id"));
        page.press("End");
        page.await("document.querySelector('#rows .here td').textContent === '1'");
    }

    @Test
    void theChartIsReadByTheKeyboardAlone() throws IOException {
        var page =
                exported(new GeneratedSession(folder.resolve("chart")).runs(9).compared("Compared in pairs"));
        page.value("document.getElementById('chart').focus()");

        page.press("End");
        page.await("document.getElementById('told').textContent.startsWith('#10, 92 ms, -10.0%')");
        page.press("ArrowDown").press("ArrowLeft");
        page.await("document.getElementById('told').textContent.startsWith('#4, ')");
        page.press("Enter");
        page.await("document.getElementById('evidence').open");
        assertEquals("#4 Pool of 3", page.text("document.getElementById('evidence-title').textContent"));
        page.press("Escape");
        page.await("!document.getElementById('evidence').open");
        page.press("ArrowRight");
        page.await("document.getElementById('told').textContent.startsWith('#5, ')");
        assertEquals(List.of(), page.complaints());
    }

    @Test
    void searchAndStatusNarrowTheTable() throws IOException {
        var page = exported(new GeneratedSession(folder.resolve("search")).runs(30));
        assertEquals("[83,107]", page.text("JSON.stringify(rangeOf([85, 90, 100, 105, 9000], [90]))"), "one far away");

        page.value("document.querySelector('#filters [data-status=crash]').click()");
        assertEquals("2 of 30", page.text("document.getElementById('shown').textContent"));
        page.value("document.querySelector('#filters [data-status=crash]').click()");
        page.value(
                "{const s = document.getElementById('search'); s.value = 'REUSE'; s.dispatchEvent(new Event('input'))}");
        assertEquals("6 of 30", page.text("document.getElementById('shown').textContent"));
        page.value("document.querySelector('#heads .value button').click()");
        assertEquals("ascending", page.text("document.querySelector('#heads .value').ariaSort"));
    }

    @Test
    void aPhoneShowsItAllWithoutScrollingSideways() throws IOException {
        var stage = new GeneratedSession(folder.resolve("phone")).runs(12).compared(GeneratedSession.HOSTILE);
        var page = browser.page(390, 800).open(file(stage));

        assertEquals("390", page.text("document.documentElement.scrollWidth"));
        page.value("document.querySelector('#rows tr:not(.space)').click()");
        assertEquals("true", page.text("document.getElementById('evidence').scrollWidth <= 390"));
        assertEquals(List.of(), page.complaints());
    }

    @Test
    void aSweepIsATableByParameterWithTheBestVariantFirst() throws IOException {
        var stage = new GeneratedSession(folder.resolve("sweep")).swept();
        Files.delete(stage.folder().resolve("autoresearch.ideas.md"));
        var page = browser.page(1000, 900).open(file(stage));

        assertEquals(
                "# batch mode latency_ms ↑ vs first vs best then verdict",
                page.text("[...document.querySelectorAll('#heads th:not(.description)')].map(th => th.textContent)"
                        + ".join(' ')"));
        var cells = "[...document.querySelectorAll('#rows tr:not(.space)')].map(tr => [...tr.cells].slice(0, -1)"
                + ".map(td => td.innerText).join('|')).join('\\n')";
        assertEquals("""
                ★ 2|16|%s|30|-40.0%%|-40.0%%|✓ improved
                3|9|mmap|40|-20.0%%||· no better
                1|8|read|50|||✓ baseline
                4|64|mmap|—|||✗ crash\
                """.formatted(GeneratedSession.HOSTILE.replace("\u202e", "\\u202e")), page.text(cells));
        page.value("document.querySelectorAll('#heads .parameter button')[0].click()");
        assertEquals(
                "8 9 16 64",
                page.text("[...document.querySelectorAll('#rows tr:not(.space)')].map(tr => tr.cells[1].textContent)"
                        + ".join(' ')"));
        page.value("document.getElementById('runs').focus()");
        page.press("End").press("Enter");
        page.await("document.getElementById('evidence').open");
        assertTrue(page.text("document.getElementById('evidence-title').textContent")
                .startsWith("#4 "));
        assertEquals("true", page.text("document.getElementById('runs').scrollWidth <= 960"));
        assertEquals(List.of(), page.complaints());
    }

    @Test
    void tenThousandRunsAreSeenWithinASecond() throws IOException {
        var page = browser.page(1200, 900).open(file(new GeneratedSession(folder.resolve("big")).runs(10_000)));

        page.await(
                "performance.getEntriesByType('paint').length > 0 && performance.getEntriesByName('shown').length > 0");
        double shown = page.busyMillis();
        assertTrue(shown > 0 && shown < 1000, "read, painted and filled in " + shown + " ms");
        assertTrue(page.value("document.querySelectorAll('tr').length").asInt() < 100, "only what is in sight");
        page.value("document.getElementById('runs').scrollTop = 150000");
        page.await("document.querySelectorAll('#rows tr:not(.space) .number')[12].textContent < '6000'");
        double scrolled = page.busyMillis() - shown;
        assertTrue(scrolled < 500, "scrolled in " + scrolled + " ms");
    }

    @Test
    void darkIsAsReadableAsLight() throws IOException {
        var page = browser.page(1200, 900);
        page.dark();
        page.open(file(new GeneratedSession(folder.resolve("dark")).runs(12)));

        int back = page.picture().getRGB(3, 3) & 0xffffff;
        assertEquals(0x0e1116, back);
        page.value("document.getElementById('theme').click()");
        assertEquals(0xf6f7f9, page.picture().getRGB(3, 3) & 0xffffff);
    }

    private static BrowserPage exported(GeneratedSession stage) {
        return browser.page(1200, 900).open(file(stage));
    }

    private static String file(GeneratedSession stage) {
        var file = stage.folder().resolve("report.html");
        TestRepo.at(stage.folder()).cli("export", "-o", file.toString()).exits(0);
        assertTrue(Files.exists(file));
        return file.toUri().toString();
    }

    /** As when its tab comes to the front, or another one does. */
    private static void show(BrowserPage page, boolean visible) {
        page.value("Object.defineProperty(document, 'hidden', {value: " + !visible + ", configurable: true});"
                + "document.dispatchEvent(new Event('visibilitychange'))");
    }

    private static void onlyAsked(BrowserPage page, String address) {
        for (var request : page.requests())
            assertTrue(request.startsWith(address) || request.equals("data:,"), request);
    }

    private static long asked(BrowserPage page, String end) {
        return page.requests().stream().filter(request -> request.endsWith(end)).count();
    }

    private static int count(BufferedImage picture, int colour) {
        int count = 0;
        for (int y = 0; y < picture.getHeight(); y++)
            for (int x = 0; x < picture.getWidth(); x++) if ((picture.getRGB(x, y) & 0xffffff) == colour) count++;
        return count;
    }
}
