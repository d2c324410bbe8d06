package io.broadsheet.engine.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.engine.html.Html;
import io.broadsheet.engine.problem.Problems;
import io.broadsheet.engine.project.Period;
import io.broadsheet.engine.project.PeriodKind;
import io.broadsheet.engine.project.Site;
import io.broadsheet.engine.source.SourceText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThemeTest {
    private static final SourceText REPORT =
            SourceText.of("reports/a/report.md", "---\ntitle: a\ntheme: divers\n---\n");

    @TempDir
    Path folder;

    private final Problems problems = new Problems();

    private void file(String path, String text) throws IOException {
        Path file = folder.resolve("themes").resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Theme load(String name) {
        int at = REPORT.text().indexOf("divers");
        return Theme.load(folder.resolve("themes"), name, problems, REPORT.span(at, 6));
    }

    private static String page(Theme theme) {
        return PageWriter.write(
                theme,
                PageContent.of(
                        "T & T",
                        SamplePage.site(Locale.KOREAN, "A<B"),
                        Period.before(LocalDate.of(2021, 11, 1), PeriodKind.WEEK, DayOfWeek.MONDAY),
                        Html.trusted("<p>body</p>")));
    }

    @Test
    void defaultIsAlwaysTheBuiltInTheme() {
        assertThat(load("default")).isSameAs(Theme.builtIn());
        assertThat(problems.isEmpty()).isTrue();
    }

    @Test
    void appendsItsStylesToItsParents() throws IOException {
        file("divers/theme.yaml", "extends: base\n");
        file("divers/tokens.css", ":root {\n  --accent: #f00; /* red */\n}\n");
        file("base/theme.css", "h2 { color: var(--accent); }\n");
        Theme theme = load("divers");
        assertThat(problems.toString()).isEmpty();
        assertThat(theme.css()).isEqualTo(Theme.builtIn().css() + "h2{color:var(--accent)}:root{--accent:#f00}");
        assertThat(theme.name()).isEqualTo("divers");
    }

    @Test
    void reportsUnknownThemesWhereTheyAreNamed() throws IOException {
        file("diver/theme.css", "");
        assertThat(load("divers")).isSameAs(Theme.builtIn());
        assertThat(problems).hasToString("""
                reports/a/report.md:3:8 error[unknown-theme]: there is no theme 'divers'
                  3 | theme: divers
                    |        ^^^^^^
                  themes: default, diver. Did you mean diver?""");
    }

    @Test
    void neverLooksOutsideOfItsFolder() throws IOException {
        Files.createDirectories(folder.resolve("themes"));
        file("../secret/theme.css", "h1 { color: red; }");
        load("../secret");
        load("");
        load("a/b");
        assertThat(problems.list()).hasSize(3).allMatch(p -> p.toString().contains("unknown-theme"));
    }

    @Test
    void reportsThemesThatExtendEachOther() throws IOException {
        file("divers/theme.yaml", "extends: two");
        file("two/theme.yaml", "extends: divers");
        load("divers");
        assertThat(problems).hasToString("""
                themes/two/theme.yaml:1:10 error[cycle]: themes extend each other in a circle: divers -> two -> divers
                  1 | extends: divers
                    |          ^^^^^^
                  Let one of them extend default""");
    }

    @Test
    void reportsUnknownKeysAndParents() throws IOException {
        file("divers/theme.yaml", "extend: base\nextends: bse\n");
        load("divers");
        assertThat(problems.toString())
                .contains("theme 'divers' has no key 'extend'")
                .contains("Did you mean extends?")
                .contains("themes/divers/theme.yaml:2:10 error[unknown-theme]: there is no theme 'bse'");
    }

    @Test
    void reportsRequestsToElsewhereAtTheirPlace() throws IOException {
        file("divers/theme.css", """
                @font-face { src: url( "data:font/woff2;base64,AA") }
                p { background: url("https://example.com/a.png") }
                @\\69mport "x.css";
                q { background: u\\72 l(a.png); mask: url(#m) }
                i { background: image-set("a.png" 1x) }
                /* url(comment.png) */
                """);
        Theme theme = load("divers");
        assertThat(problems.list())
                .extracting(p -> p.span().line() + ":" + p.span().column() + " "
                        + p.code().id())
                .containsExactly(
                        "2:17 outside-request", "3:1 outside-request", "4:17 outside-request", "5:17 outside-request");
        assertThat(theme.css()).isEqualTo(Theme.builtIn().css());
    }

    @Test
    void reportsStylesThatEndTheirElement() throws IOException {
        file("divers/tokens.css", "/* </style><script>alert(1)</script> */");
        load("divers");
        assertThat(problems.toString()).contains("themes/divers/tokens.css:1:4 error[unsafe-html]");
    }

    @Test
    void takesALogoIntoThePage() throws IOException {
        file("divers/theme.yaml", "logo: logo.svg");
        file("divers/logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
        String page = page(load("divers"));
        assertThat(problems.toString()).isEmpty();
        assertThat(page)
                .contains("<img class=\"logo\" src=\"data:image/svg+xml;base64,PHN2")
                .doesNotContain("\"mark\"");
    }

    @Test
    void reportsLogosThatCantBeTaken() throws IOException {
        file("divers/theme.yaml", "logo: ../logo.svg");
        load("divers");
        file("divers/theme.yaml", "logo: gone.png");
        load("divers");
        file("divers/theme.yaml", "logo: big.png");
        file("divers/big.png", "x".repeat(70_000));
        load("divers");
        assertThat(problems.list())
                .extracting(p -> p.code().id())
                .containsExactlyInAnyOrder("bad-value", "unreadable-file", "too-large");
    }

    @Test
    void letsFontsInOnlyWhereAThemeHasSome() throws IOException {
        assertThat(page(Theme.builtIn())).doesNotContain("font-src");
        file("divers/theme.css", "@font-face { font-family: P; src: url(data:font/woff2;base64,AA); }");
        assertThat(page(load("divers"))).contains("font-src data:;");
    }

    @Test
    void putsThePageTogetherByItsOwnFrame() throws IOException {
        file("divers/page.html", """
                <!doctype html>
                <html lang="{{ language }}"><head>{{ head }}</head><body>
                {% if label is not empty %}<p>{{ site }} {{ label }}</p>{% endif %}
                <main id="main">{{ body }}</main>{{ footer }}
                {{ script }}</body></html>
                """);
        Theme theme = load("divers");
        assertThat(problems.toString()).isEmpty();
        assertThat(page(theme))
                .startsWith("<!doctype html>\n<html lang=\"ko\"><head><meta charset=\"utf-8\">\n<meta http-equiv=")
                .contains("<p>A&lt;B 11월 [01주차]</p>")
                .contains("<main id=\"main\"><p>body</p></main><footer")
                .contains("</script><i id=\"end\" hidden></i>\n</body></html>");
        assertThat(page(theme)).isEqualTo(page(theme));
    }

    @Test
    void reportsFramesThatCantBeUsed() throws IOException {
        file("divers/page.html", "<html>{{ head }}{{ body }}</html>");
        load("divers");
        file("divers/page.html", "{{ head }}{{ body }}\n{{ script }}{{ nosuch }}");
        load("divers");
        file("divers/page.html", "{{ head }}{{ body }}{{ script }}\n{% if %}");
        load("divers");
        file("divers/page.html", "{{ head }}{{ body }}{{ script }}{{ head.getClass().forName('x') }}");
        load("divers");
        assertThat(problems.list()).hasSize(4).allMatch(p -> p.code().id().equals("bad-template"));
        assertThat(problems.toString())
                .contains("the frame leaves out {{ script }}")
                .contains("themes/divers/page.html:2:1");
    }

    @Test
    void reportsFramesWithScriptsAndRequests() throws IOException {
        file("divers/page.html", """
                {{ head }}{{ body }}{{ script }}
                <script>alert(1)</script>
                <p onclick="x()">a</p>
                <img src="https://example.com/a.png" alt="">
                <img src="data:image/png;base64,AA" alt="">
                """);
        load("divers");
        assertThat(problems.list())
                .extracting(p -> p.span().line() + " " + p.code().id())
                .containsExactly("2 unsafe-html", "3 unsafe-html", "4 outside-request");
    }

    private void jar(String file, String... namesAndTexts) throws IOException {
        Path jar = folder.resolve("themes").resolve(file);
        Files.createDirectories(jar.getParent());
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (int i = 0; i < namesAndTexts.length; i += 2) {
                zip.putNextEntry(new ZipEntry("META-INF/broadsheet/themes/" + namesAndTexts[i]));
                zip.write(namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
    }

    @Test
    void comesFromAJarAmongTheThemes() throws IOException {
        jar("acme-1.2.jar", "acme/theme.yaml", "", "acme/theme.css", "h2 { color: red; }");
        file("divers/theme.yaml", "extends: acme\n");
        file("divers/theme.css", "h3 { color: red; }");
        Files.writeString(folder.resolve("themes/notes.jar"), "no jar");
        assertThat(load("divers").css()).isEqualTo(Theme.builtIn().css() + "h2{color:red}h3{color:red}");
        assertThat(problems.toString()).isEmpty();
        load("acmee");
        assertThat(problems.toString()).contains("themes: acme, default, divers. Did you mean acme?");
    }

    @Test
    void saysWhereAJarsThemeIsWrong() throws IOException {
        jar("acme.jar", "acme/theme.yaml", "extnds: base\n", "acme/theme.css", "h2 { color: red;\n");
        load("acme");
        assertThat(problems.toString())
                .contains("themes/acme.jar!/acme/theme.yaml:1:1 error[unknown-key]")
                .contains("themes/acme.jar!/acme/theme.css:1:4 error[bad-value]: the { that stands here is not closed");
    }

    @Test
    void comesFromTheClassPath() {
        assertThat(load("on-class-path").css()).endsWith("h4{color:var(--accent)}");
        assertThat(problems.toString()).isEmpty();
    }

    @Test
    void saysWhatABrowserWouldLeaveOutWithoutAWord() throws IOException {
        file("divers/tokens.css", ":root { --accent: #f00; }\n/* not closed");
        file("divers/theme.css", "h2 { color: var(--acent); }\nh3 { content: \"a; }\nh4 { color: red; }}\n");
        file("divers/styles.css", "h5 { color: red; }");
        Theme theme = load("divers");
        assertThat(theme.css()).isEqualTo(Theme.builtIn().css());
        assertThat(problems.toString())
                .contains("themes/divers/tokens.css:2:1 error[bad-value]: the comment that begins here is not closed")
                .contains("themes/divers/theme.css:2:15 error[bad-value]: the quote that begins here is not closed")
                .contains("nothing reads themes/divers/styles.css");
    }

    @Test
    void knowsTheVariablesThatAreSet() throws IOException {
        file("divers/theme.css", ".x { --own: 1px; }\nh2 { color: var(--acent); margin: var(--own) var(--no, 2px); }");
        load("divers");
        assertThat(problems.toString())
                .startsWith("themes/divers/theme.css:2:17 error[unknown-name]: the variable --acent is set nowhere")
                .contains("Did you mean --accent?")
                .doesNotContain("--no ");
    }

    @Test
    void aSitesColourCanBeReadOnAnyTheme() throws IOException {
        file(
                "divers/tokens.css",
                ":root{--bg:#f4f1ea}@media screen and (prefers-color-scheme:dark){:root{--bg:#1c2b33}}");
        Theme theme = load("divers");
        Pattern tokens =
                Pattern.compile("--accent:(#\\w{6});--accent-weak:(#\\w{6});--on-accent:(#\\w+);--heat:(#\\w{6})");
        for (String colour :
                List.of("#f5b700", "#ffffff", "#000", "#ff0000", "#0f766e", "#777777", "#0000ff", "#7cfc00")) {
            Matcher found = tokens.matcher(new Brand("a", Optional.empty(), BrandColour.parse(colour)).css(theme));
            for (BrandColour ground : List.of(theme.ground(false), theme.ground(true))) {
                assertThat(found.find()).isTrue();
                BrandColour accent = BrandColour.parse(found.group(1)).orElseThrow();
                BrandColour heat = BrandColour.parse(found.group(4)).orElseThrow();
                boolean day = ground.equals(theme.ground(false));
                BrandColour ink = BrandColour.parse(day ? "#000" : "#fff").orElseThrow();
                BrandColour onHeat = BrandColour.parse(day ? "#fff" : "#000").orElseThrow();
                assertThat(accent.contrast(ground)).as(colour).isGreaterThanOrEqualTo(4.5);
                assertThat(accent.contrast(BrandColour.parse(found.group(2)).orElseThrow()))
                        .as(colour)
                        .isGreaterThanOrEqualTo(4.5);
                assertThat(heat.over(ground, 0.691).contrast(ink)).as(colour).isGreaterThanOrEqualTo(4.45);
                assertThat(heat.over(ground, 0.767).contrast(onHeat)).as(colour).isGreaterThanOrEqualTo(4.45);
            }
        }
    }

    @Test
    void aSitesLogoAndNameTakeTheThemesPlace() throws IOException {
        Files.writeString(folder.resolve("a.svg"), "<svg xmlns='http://www.w3.org/2000/svg'/>");
        Site site = new Site(
                "1",
                "A",
                Locale.KOREAN,
                ZoneId.of("Asia/Seoul"),
                "KRW",
                List.of(),
                Map.of("brand_name", "아틀리에 Ⅱ", "brand_logo", "a.svg", "brand_color", "#0b7285"));
        Brand brand = Brand.of(site, folder);
        String page = PageWriter.write(
                Theme.builtIn(),
                PageContent.of(
                                "T",
                                site,
                                Period.before(LocalDate.of(2021, 11, 1), PeriodKind.WEEK, DayOfWeek.MONDAY),
                                Html.trusted("<p>body</p>"))
                        .withBrand(brand));
        assertThat(page)
                .contains("<img class=\"logo\" src=\"data:image/svg+xml;base64,", "<b>아틀리에 Ⅱ</b>", "--accent:#0b7285");
        for (String bad :
                List.of("https://evil.example/a.png", "../a.svg", "b.png", "data:text/html;base64,AAAA", "a.svg\"")) {
            Site wrong = new Site(
                    "1",
                    "A",
                    Locale.KOREAN,
                    ZoneId.of("Asia/Seoul"),
                    "KRW",
                    List.of(),
                    Map.of("logo", bad, "color", "red;}"));
            assertThat(Brand.of(wrong, folder)).isEqualTo(Brand.plain(wrong));
        }
    }
}
