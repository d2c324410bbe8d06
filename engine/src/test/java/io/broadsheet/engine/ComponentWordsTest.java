package io.broadsheet.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `{{ }}` in the titles, captions and labels of components.
class ComponentWordsTest {
    private static final String QUERY = """
            ---
            title: Visits
            params: { word: { type: text, default: none } }
            use: [trend_words from shared/words.md]
            ---

            ```sql weekly
            select week, sum(visitors) as visitors from visits group by week order by week desc
            ```

            """;

    @TempDir
    Path project;

    private String page(String site, String word, String report) throws IOException {
        Map<String, String> files = new HashMap<>(ReportCorpus.BASE);
        files.put("reports/visits/report.md", QUERY + report);
        ReportCorpus.write(files, project);
        try (ReportEngine engine = ReportEngine.open(project, EngineOptions.DEFAULT.withWorkers(1))) {
            Rendering rendering =
                    engine.render(new RenderRequest("visits", site, ReportCorpus.ISSUE, Map.of("word", word)));
            assertThat(rendering.problems()).isEmpty();
            return rendering.page().orElseThrow();
        }
    }

    @Test
    void areEvaluatedForEachSite() throws IOException {
        String report = """
                ```line weekly
                x: week
                y: visitors
                title: Visitors of {{ site.name }}
                caption: "{{ weekly.visitors | number }} in the last week, {{ trend_words(3, 2) }}"
                ```

                ```values weekly
                items:
                  - { value: visitors, label: "{{ period.label }}!", note: "since {{ weekly.week | date }}" }
                ```

                ```table weekly
                title: |
                  {% if site.id == 'busan' %}
                  Busan
                  {% else %}
                  Elsewhere
                  {% endif %}
                caption: "{{ 1 + 1 }} columns"
                columns:
                  - { column: week, label: "{{ site.name }}'s week" }
                  - visitors
                ```
                """;
        assertThat(page("busan", "x", report))
                .contains(">Visitors of 부산상점<")
                .contains("5,000 in the last week, more than before")
                .contains(">11월 [01주차]!<")
                .contains("2 columns")
                .contains(">Busan<")
                .contains("부산상점&#39;s week")
                .doesNotContain("{{", "Elsewhere");
        assertThat(page("seoul", "x", report)).contains(">Visitors of Seoul Shop<", ">Elsewhere<");
    }

    @Test
    void giveTextWhateverTheValueLooksLike() throws IOException {
        String report = """
                ```table weekly
                title: "{{ params.word }}"
                caption: "a {{ params.word }}"
                ```

                ```bar weekly
                x: week
                y: visitors
                title: "{{ params.word }}"
                ```
                """;
        assertThat(page("seoul", "<b>*x*</b> {{ 7*7 }} \\ & \"q\"", report))
                .contains("&lt;b&gt;*x*&lt;/b&gt; {{ 7*7 }} \\ &amp; &quot;q&quot;")
                .doesNotContain("<b>*x*");
        assertThat(page("seoul", "null", report)).contains(">null<");
        assertThat(page("seoul", "- [", report)).contains(">- [<");
    }

    @Test
    void thatAreEmptyAreNoTitle() throws IOException {
        String report = """
                ```table weekly
                title: "{% if false %}never{% endif %}"
                ```
                """;
        assertThat(page("seoul", "x", report)).doesNotContain("never");
    }
}
