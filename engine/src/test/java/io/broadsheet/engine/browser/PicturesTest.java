package io.broadsheet.engine.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Clip;
import io.broadsheet.engine.EngineOptions;
import io.broadsheet.engine.RenderRequest;
import io.broadsheet.engine.ReportEngine;
import io.broadsheet.engine.examples.ExampleProject;
import io.broadsheet.testing.TestBrowser;
import io.broadsheet.testing.TestBrowser.View;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// The pictures of the guide, made by `docs/pictures`: each figure of the gallery, the pages of the divers project,
/// and one of them beside the same content of R Markdown. Otherwise nothing happens here.
@EnabledIfSystemProperty(named = "pictures", matches = ".+")
class PicturesTest {
    private static final LocalDate ISSUE = LocalDate.of(2021, 11, 1);
    private static final Path IMAGES =
            Path.of("../docs/images").toAbsolutePath().normalize();
    private static final List<String> REPORTS = List.of("site", "cohort", "channel", "product");
    private static final int LONGEST = 2200;
    private static final int MARGIN = 10;

    /// What each component makes of itself: where it stands on the page, with the search and the buttons around it.
    private static final String PLACES = """
            () => {
              const isDrawn = e => e.matches('figure, dl.cards, div.wide')
              const isWords = e => e.matches('p, h1, h2, h3, ul, ol, blockquote, .note')
              return [...document.querySelectorAll('main > *')].filter(isDrawn).map(e => {
                const all = [e]
                for (let n = e.previousElementSibling; n && !isDrawn(n) && !isWords(n); n = n.previousElementSibling) all.push(n)
                for (let n = e.nextElementSibling; n && !isDrawn(n) && !isWords(n); n = n.nextElementSibling) all.push(n)
                const boxes = all.map(a => a.getBoundingClientRect()).filter(b => b.height > 0)
                const main = document.querySelector('main').getBoundingClientRect()
                const top = Math.min(...boxes.map(b => b.top)) + scrollY
                return [main.left, top, main.width, Math.max(...boxes.map(b => b.bottom)) + scrollY - top]
              })
            }
            """;

    @TempDir
    private static Path temp;

    private static TestBrowser browser;

    @BeforeAll
    static void start() {
        browser = TestBrowser.start();
    }

    @AfterAll
    static void end() {
        browser.close();
    }

    private static String page(ReportEngine engine, String report, String site) throws IOException {
        Path file = temp.resolve(report + ".html");
        Files.writeString(
                file,
                engine.render(RenderRequest.of(report, site, ISSUE)).page().orElseThrow());
        return file.toUri().toString();
    }

    private static ReportEngine open(Path project) {
        return ReportEngine.open(project, EngineOptions.DEFAULT.withEnvironment(Map.of()));
    }

    private static void shoot(Page page, Clip clip, Path file) throws IOException {
        Files.createDirectories(file.resolveSibling(""));
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setClip(clip.x, clip.y, clip.width, clip.height)
                .setPath(file));
    }

    @Test
    @SuppressWarnings("unchecked")
    void ofEachFigureOfTheGallery() throws IOException {
        Path project = Path.of("../examples/gallery").toAbsolutePath().normalize();
        try (ReportEngine engine = open(project);
                BrowserContext context = browser.sharp(new View(760, false, true))) {
            for (String report : engine.project().reports().keySet()) {
                boolean isOfAComponent = Files.exists(Path.of("../docs/guide/components", report + ".md"));
                if (!isOfAComponent) {
                    continue;
                }
                Page page = context.newPage();
                page.navigate(page(engine, report, "london"));
                List<List<Number>> places = (List<List<Number>>) page.evaluate(PLACES);
                for (int i = 0; i < places.size(); i++) {
                    double[] p = places.get(i).stream()
                            .mapToDouble(Number::doubleValue)
                            .toArray();
                    Clip clip = new Clip(p[0] - MARGIN, p[1] - MARGIN, p[2] + 2 * MARGIN, p[3] + 2 * MARGIN);
                    shoot(page, clip, IMAGES.resolve("components/" + report + "-" + (i + 1) + ".png"));
                }
                page.close();
                assertThat(places).as(report).isNotEmpty();
            }
        }
    }

    @Test
    void ofThePagesOfDivers() throws IOException {
        try (ReportEngine engine = open(ExampleProject.copy("divers", temp))) {
            for (String report : REPORTS) {
                String address = page(engine, report, "10026");
                for (View view : List.of(View.DESKTOP, View.DESKTOP.inTheDark(), View.PHONE, View.PHONE.inTheDark())) {
                    whole(
                            address,
                            view,
                            "divers/" + report + "-" + view.width() + (view.dark() ? "-dark" : "") + ".png");
                }
                if (report.equals("cohort")) {
                    print(address);
                }
            }
        }
    }

    private static void whole(String address, View view, String file) throws IOException {
        try (BrowserContext context = browser.context(view)) {
            Page page = context.newPage();
            page.navigate(address);
            int height = ((Number) page.evaluate("document.documentElement.scrollHeight")).intValue();
            shoot(page, new Clip(0, 0, view.width(), Math.min(height, LONGEST)), IMAGES.resolve(file));
        }
    }

    /// `docs/pictures` makes a picture of it.
    private static void print(String address) throws IOException {
        try (BrowserContext context = browser.context(View.DESKTOP)) {
            Page page = context.newPage();
            page.navigate(address);
            Files.createDirectories(Path.of("target"));
            page.pdf(new Page.PdfOptions()
                    .setFormat("A4")
                    .setPrintBackground(true)
                    .setPath(Path.of("target/printed.pdf")));
        }
    }

    /// The same content by both, where `-Dpictures` names the folder that has it.
    @Test
    void ofThePageOfRMarkdownAndOurs() throws IOException {
        Path folder = Path.of(System.getProperty("pictures"));
        Path theirs = folder.resolve("cohort_report_1.html");
        Path ours = folder.resolve("10026/cohort_report_2021-11-01.html");
        if (!Files.isRegularFile(theirs)) {
            return;
        }
        Path both = temp.resolve("beside.html");
        Files.writeString(both, """
                <!doctype html><meta charset="utf-8"><style>
                body { margin: 0; font: 20px sans-serif; background: #e9ecef; display: flex; gap: 24px; padding: 24px }
                div { flex: 1 } p { margin: 0 0 12px; color: #495057 } iframe { width: 100%%; height: 1500px; border: 0; background: #fff }
                </style>
                <div><p>R Markdown, html_document</p><iframe src="%s"></iframe></div>
                <div><p>Broadsheet</p><iframe src="%s"></iframe></div>
                """.formatted(theirs.toUri(), ours.toUri()));
        whole(both.toUri().toString(), new View(1960, false, true), "beside-r-markdown.png");
    }
}
