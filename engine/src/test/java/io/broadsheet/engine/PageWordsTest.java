package io.broadsheet.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.engine.component.Headline;
import io.broadsheet.engine.component.MailPart;
import io.broadsheet.engine.project.FrontMatter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the front matter says on the page and in the mail.
class PageWordsTest {
    private static final String REPORT = """
            ---
            title: "{{ site.name }}: {{ weekly.visitors | number }} <visits>"
            subtitle: "{{ period.label }}"
            sources: "The shop's log ({{ params.word }})"
            as-of: "{{ weekly.week | date }}"
            params: { word: { type: text, default: "a & b" } }
            mail: { summary: [numbers, chart, rows, cohorts] }
            ---

            ```sql weekly
            select week, sum(visitors) as visitors from visits group by week order by week desc
            ```

            ```sql grid
            select date '2021-10-04' + cast(7 * c as integer) as cohort, 100 as size, w as week, 0.5 / w as rate
            from range(4) t(c), range(1, 4) u(w) where c + w < 5
            ```

            ```values weekly
            name: numbers
            items: [{ value: visitors, label: Visitors }]
            ```

            ```line weekly
            name: chart
            x: week
            y: visitors
            title: Visitors of {{ site.name }}
            caption: by week
            ```

            ```table weekly
            name: rows
            title: Weeks
            ```

            ```retention grid
            name: cohorts
            cohort: cohort
            size: size
            offset: week
            rate: rate
            title: Back
            ```
            """;

    @TempDir
    Path project;

    private Rendering render(String report) throws IOException {
        Map<String, String> files = new HashMap<>(ReportCorpus.BASE);
        files.put("reports/visits/report.md", report);
        ReportCorpus.write(files, project);
        try (ReportEngine engine = ReportEngine.open(project, EngineOptions.DEFAULT.withWorkers(1))) {
            return engine.render(RenderRequest.of("visits", "busan", ReportCorpus.ISSUE));
        }
    }

    @Test
    void areEvaluatedAsTheNarrativeIs() throws IOException {
        Rendering rendering = render(REPORT);
        assertThat(rendering.problems()).isEmpty();
        assertThat(rendering.title()).isEqualTo("부산상점: 5,000 <visits>");
        assertThat(rendering.page().orElseThrow())
                .contains("<h1>부산상점: 5,000 &lt;visits&gt;</h1>", "<p class=\"sub\">11월 [01주차]</p>")
                .contains("The shop&#39;s log (a &amp; b)", "데이터 기준 ");
    }

    private FrontMatter frontMatter(String report) throws IOException {
        Map<String, String> files = new HashMap<>(ReportCorpus.BASE);
        files.put("reports/visits/report.md", report);
        ReportCorpus.write(files, project);
        try (ReportEngine engine = ReportEngine.open(project, EngineOptions.DEFAULT.withWorkers(1))) {
            return Objects.requireNonNull(engine.project().reports().get("visits"))
                    .frontMatter();
        }
    }

    /// What lists call a report: the title as the page shows it, never its braces.
    @Test
    void labelAReportInListsByItsShownTitleOrItsOwnLabel() throws IOException {
        assertThat(frontMatter(REPORT).label("부산상점: 5,000")).isEqualTo("부산상점: 5,000");
        String labelled = REPORT.replaceFirst("(?m)^subtitle:", "label: Visits of a week\nsubtitle:");
        assertThat(frontMatter(labelled).label("부산상점: 5,000")).isEqualTo("Visits of a week");
    }

    @Test
    void haveProblemsAtTheirPlaces() throws IOException {
        Rendering rendering = render(REPORT.replace("site.name }}: ", "site.nam }}: "));
        assertThat(rendering.page()).isEmpty();
        assertThat(rendering.problems().getFirst().toString())
                .startsWith("reports/visits/report.md:2:")
                .contains("Did you mean name?");
    }

    /// The picture has boxes for them.
    @Test
    void theMailSpellsWhatItsPicturesHaveNoFontFor() throws IOException {
        String report = REPORT.replace("y: visitors\ntitle", "y: visitors\nlines: [{ value: 100, label: 東京 }]\ntitle");
        SummaryPart.Image chart =
                (SummaryPart.Image) render(report).mail().parts().get(1);
        assertThat(chart.light().unread()).singleElement().asString().startsWith("東京");
        assertThat(chart.description()).endsWith(")").contains(" (東京 ");
    }

    @Test
    void theMailHasPicturesAndTablesInTheOrderOfTheFrontMatter() throws IOException {
        List<SummaryPart> parts = render(REPORT).mail().parts();
        assertThat(parts).hasSize(4);
        assertThat(((SummaryPart.Numbers) parts.get(0)).numbers())
                .extracting(Headline::label, Headline::value)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("Visitors", "5,000"));
        SummaryPart.Image chart = (SummaryPart.Image) parts.get(1);
        assertThat(chart.title()).isEqualTo("Visitors of 부산상점");
        assertThat(chart.caption()).isEqualTo("by week");
        assertThat(chart.description()).contains("선 그래프");
        assertThat(chart.light().widthPx()).isBetween(300, 420);
        assertThat(chart.light().png()).isNotEqualTo(chart.dark().png());
        assertThat(chart.light().bytes()).isBetween(1_000, 40_000);
        MailPart.Rows rows = ((SummaryPart.Table) parts.get(2)).rows();
        assertThat(rows.columns()).extracting(MailPart.Column::right).containsExactly(false, true);
        assertThat(rows.rows()).isNotEmpty().hasSizeLessThanOrEqualTo(MailPart.Rows.MOST_ROWS);
        SummaryPart.Image cohorts = (SummaryPart.Image) parts.get(3);
        assertThat(cohorts.title()).isEqualTo("Back");
        assertThat(cohorts.description()).isEqualTo("최근 코호트 4개의 표: 1주 후 평균 50.0%.");
        assertThat(render(REPORT).mail().parts())
                .extracting(p -> p instanceof SummaryPart.Image i ? i.light().png() : new byte[0])
                .containsExactlyElementsOf(parts.stream()
                        .map(p -> p instanceof SummaryPart.Image i ? i.light().png() : new byte[0])
                        .toList());
    }

    @Test
    void aPageThatWasNotMadeHasNoMail() throws IOException {
        assertThat(render(REPORT.replace("from visits group", "from visitz group"))
                        .mail()
                        .parts())
                .isEmpty();
    }
}
