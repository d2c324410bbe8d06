package io.broadsheet.testing;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/// This machine's Chromium.
public final class TestBrowser implements AutoCloseable {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

    private final Playwright playwright;
    private final Browser browser;

    private TestBrowser(Playwright playwright) {
        this.playwright = playwright;
        this.browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking")));
    }

    /// Skips the test on a machine without Chromium.
    public static TestBrowser start() {
        Assumptions.assumeTrue(Files.exists(CHROMIUM), "no Chromium on this machine");
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        return new TestBrowser(Playwright.create(new Playwright.CreateOptions().setEnv(environment)));
    }

    /// How somebody looks at a page.
    public record View(int width, boolean dark, boolean scripts) {
        public static final View DESKTOP = new View(1280, false, true);
        public static final View PHONE = new View(390, false, true);

        public View inTheDark() {
            return new View(width, true, scripts);
        }

        public View withoutScripts() {
            return new View(width, dark, false);
        }
    }

    public Browser browser() {
        return browser;
    }

    public BrowserContext context(View view) {
        return browser.newContext(options(view));
    }

    /// With two pixels where there is one otherwise.
    public BrowserContext sharp(View view) {
        return browser.newContext(options(view).setDeviceScaleFactor(2));
    }

    private static Browser.NewContextOptions options(View view) {
        return new Browser.NewContextOptions()
                .setViewportSize(view.width(), 900)
                .setHasTouch(view.width() < 500)
                .setAcceptDownloads(true)
                .setColorScheme(view.dark() ? ColorScheme.DARK : ColorScheme.LIGHT)
                .setJavaScriptEnabled(view.scripts());
    }

    /// What axe-core finds in a page, but not in its frames: one line for each rule that it breaks.
    @SuppressWarnings("unchecked")
    public static List<String> violations(Page page) {
        page.evaluate(axe());
        return (List<String>) page.evaluate("""
                async () => (await axe.run(document, {iframes: false})).violations.map(v => v.id + ': ' + v.help + ' at '
                  + v.nodes.map(n => n.target.join(' ') + ' ' + n.html.slice(0, 120)).slice(0, 3).join('; '))
                """);
    }

    private static String axe() {
        try (InputStream in = TestBrowser.class.getResourceAsStream("/axe.min.js")) {
            if (in == null) {
                throw new IllegalStateException("axe.min.js is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        playwright.close();
    }
}
