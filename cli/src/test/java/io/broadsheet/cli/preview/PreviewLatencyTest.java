package io.broadsheet.cli.preview;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.broadsheet.testing.Repository;
import io.broadsheet.testing.TestBrowser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How long it takes from a save to the painted page, in Chromium, for the cohort report of
/// examples/divers. It is measured where it is asked for: `-Dtest=PreviewLatencyTest -Dpreview.latency=20`.
class PreviewLatencyTest {
    @TempDir
    Path folder;

    @Test
    void fromTheSaveToTheScreen() throws IOException {
        int times = Integer.getInteger("preview.latency", 0);
        Assumptions.assumeTrue(times > 0, "not asked for");
        Repository.copyExample("divers", folder);
        Path report = folder.resolve("reports/cohort/report.md");
        String text = Files.readString(report);
        PreviewSettings settings = new PreviewSettings(
                folder,
                Map.of(),
                PreviewSettings.DEFAULT_HOST,
                0,
                new Wish(Optional.of("cohort"), Optional.of("10026"), Optional.empty(), Map.of()),
                LocalDate.of(2021, 11, 1),
                InstantSource.system());
        try (TestBrowser browser = TestBrowser.start();
                Preview preview = Preview.start(settings)) {
            Page page = browser.browser().newPage();
            page.setDefaultTimeout(300_000);
            page.navigate(preview.address().toString());
            page.waitForSelector("html[data-painted]");
            tell("words", page, report, times, i -> text + "\nSave " + i + ".\n");
            tell("a chart", page, report, times, i -> text.replace("label: 첫방문자 코호트", "label: 첫방문자 " + i));
            tell(
                    "a query",
                    page,
                    report,
                    times,
                    i -> text.replace("```sql kpi\n", "```sql kpi\n-- " + i + "\n") + "\nSave " + i + ".\n");
        }
    }

    private static void tell(String what, Page page, Path report, int times, IntFunction<String> text)
            throws IOException {
        List<Double> took = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            String before = page.locator("html").getAttribute("data-painted");
            Path beside = report.resolveSibling("report.md~");
            Files.writeString(beside, text.apply(i));
            double saved = System.currentTimeMillis();
            Files.move(beside, report, StandardCopyOption.REPLACE_EXISTING);
            page.waitForSelector("html[data-painted]:not([data-painted='" + before + "'])");
            took.add(Double.parseDouble(page.locator("html").getAttribute("data-painted-at")) - saved);
        }
        took.sort(null);
        System.out.printf(
                "%s: from save to screen, median %.0f ms, 9 of 10 within %.0f ms, worst %.0f ms%n",
                what, took.get(times / 2), took.get(times * 9 / 10), took.getLast());
        assertThat(took).hasSize(times);
    }
}
