package io.broadsheet.engine.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.broadsheet.engine.html.Html;
import io.broadsheet.engine.project.Period;
import io.broadsheet.engine.project.PeriodKind;
import io.broadsheet.engine.project.Site;
import io.broadsheet.testing.Golden;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class PageWriterTest {
    private static final Period WEEK = Period.before(LocalDate.of(2021, 11, 1), PeriodKind.WEEK, DayOfWeek.MONDAY);

    private static String write(PageContent content) {
        return PageWriter.write(Theme.builtIn(), content);
    }

    private static PageContent small(Locale locale) {
        Site site = SamplePage.site(locale, "<Atelier> & Co");
        return PageContent.of("Title </title><script>", site, WEEK, Html.trusted("<p>body</p>"));
    }

    /// The page without its style and its script.
    private static String bare(String page) {
        return page.replaceAll("(?s)<style>.*?</style>", "<style></style>")
                .replaceAll("(?s)(<script[^>]*>).*?</script>", "$1</script>")
                .replaceAll("sha256-[^']*&#39;|sha256-[A-Za-z0-9+/=]+", "sha256");
    }

    @Test
    void writesAPageInKorean() {
        Golden.assertMatches("page/korean.html", bare(write(SamplePage.korean())));
    }

    @Test
    void writesAPageInEnglish() {
        Golden.assertMatches(
                "page/english.html", bare(write(small(Locale.ENGLISH).withSubtitle("<i>sub</i>"))));
    }

    @Test
    void givesTheSameBytesForTheSameContent() {
        assertThat(write(SamplePage.korean())).isEqualTo(write(SamplePage.korean()));
    }

    @Test
    void staysUnderItsSize() throws IOException {
        byte[] page = write(SamplePage.korean()).getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(page);
        }
        assertThat(page.length).isLessThan(60_000);
        assertThat(packed.size()).isLessThan(20_000);
        Theme theme = Theme.builtIn();
        int own = (theme.css() + theme.script().all().text()).getBytes(StandardCharsets.UTF_8).length;
        assertThat(own).isLessThan(23_500);
    }

    @Test
    void letsOnlyItsOwnScriptsRun() {
        PageExtras extras = new PageExtras(
                Html.trusted("<div class=\"page fb\"></div>"),
                "p { color: red; } /* </style> */",
                "// feedback\nalert('</script>');",
                List.of("https://reports.example.com"));
        String page = write(small(Locale.ENGLISH).withExtras(extras));
        Matcher policy = Pattern.compile("Content-Security-Policy\" content=\"([^\"]*)\"")
                .matcher(page);
        assertThat(policy.find()).isTrue();
        String rules = policy.group(1).replace("&#39;", "'");
        assertThat(rules)
                .startsWith("default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src 'sha256-")
                .endsWith("; connect-src https://reports.example.com; base-uri 'none';"
                        + " form-action https://reports.example.com");
        Matcher script = Pattern.compile("(?s)<script[^>]*>(.*?)</script>").matcher(page);
        int scripts = 0;
        while (script.find()) {
            scripts++;
            assertThat(rules).contains("'" + Theme.sha256(script.group(1)) + "'");
        }
        assertThat(scripts).isEqualTo(2);
        assertThat(page).contains("p{color:red}").contains("alert('<\\/script>')");
    }

    @Test
    void sendsNothingAnywhereByItself() {
        String page = write(SamplePage.korean());
        assertThat(page)
                .contains("form-action &#39;none&#39;")
                .doesNotContain("connect-src")
                .doesNotContain("http://")
                .doesNotContain("https://")
                .doesNotContain("@import");
        assertThatThrownBy(() -> new PageExtras(Html.empty(), "", "", List.of("*; script-src *")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void escapesTitlesAndNames() {
        String page = write(small(Locale.KOREAN));
        assertThat(page)
                .contains("<title>Title &lt;/title&gt;&lt;script&gt; · &lt;Atelier&gt; &amp; Co")
                .contains("<h1>Title &lt;/title&gt;&lt;script&gt;</h1>")
                .contains("<span class=\"mark\" aria-hidden=\"true\">A</span>");
    }

    @Test
    void listsContentsFromFourHeadingsOn() {
        List<PageHeading> headings = List.of(
                new PageHeading(2, "a", "A & B"),
                new PageHeading(3, "b", "B"),
                new PageHeading(4, "c", "C"),
                new PageHeading(2, "d", "D"));
        assertThat(write(small(Locale.ENGLISH).withHeadings(headings))).doesNotContain("<nav");
        List<PageHeading> more = java.util.stream.Stream.concat(
                        headings.stream(), java.util.stream.Stream.of(new PageHeading(2, "e", "E")))
                .toList();
        assertThat(write(small(Locale.ENGLISH).withHeadings(more)))
                .contains("<li><a href=\"#a\">A &amp; B</a></li><li class=\"in\"><a href=\"#b\">B</a></li>")
                .doesNotContain("href=\"#c\"");
    }

    @Test
    void labelsEditionsByTheirIssueDateAndMonthsByWhatTheySpeakOf() {
        Site korean = SamplePage.site(Locale.KOREAN, "a");
        Site english = SamplePage.site(Locale.ENGLISH, "a");
        assertThat(IssueLabel.of(WEEK, korean.formats())).isEqualTo("11월 [01주차]");
        assertThat(IssueLabel.of(WEEK, english.formats())).isEqualTo("November, week 1");
        Period september = Period.before(LocalDate.of(2021, 9, 27), PeriodKind.WEEK, DayOfWeek.MONDAY);
        assertThat(IssueLabel.of(september, korean.formats())).isEqualTo("9월 [04주차]");
        Period day = Period.before(LocalDate.of(2021, 11, 2), PeriodKind.DAY, DayOfWeek.MONDAY);
        assertThat(IssueLabel.of(day, korean.formats())).isEqualTo("11.2");
        Period month = Period.before(LocalDate.of(2021, 11, 2), PeriodKind.MONTH, DayOfWeek.MONDAY);
        assertThat(IssueLabel.of(month, english.formats())).isEqualTo("October");
    }

    @Test
    void usesTheSitesLocaleOfAnyLanguage() {
        String page = write(small(Locale.GERMANY));
        assertThat(page).contains("<html lang=\"de-DE\">").contains("25. Okt. – 31. Okt. 2021");
    }
}
