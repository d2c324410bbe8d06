package io.broadsheet.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.engine.frame.Frame;
import io.broadsheet.engine.problem.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever columns and titles are named stays text, wherever it is shown.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class HostileNamesTest {
    private static final String REPORT = """
            ---
            title: Visits
            ---

            ```sql q
            select week, sum(visitors) as IDENTIFIER, count(*) as N_IDENTIFIER, week::varchar as channel
            from visits group by week order by week
            ```

            ```values q
            ```

            ```values q
            items:
              - { value: NAME, label: NAME, unit: NAME, note: NAME, previous: NAME }
            ```

            ```table q
            ```

            ```table q
            title: NAME
            caption: NAME
            total: true
            columns:
              - { column: NAME, label: NAME }
              - week
            ```

            ```line q
            x: week
            y: [NAME]
            title: NAME
            caption: NAME
            unit: NAME
            ```

            ```area q
            x: week
            y: [NAME, N_NAME]
            ```

            ```bar q
            x: channel
            y: NAME
            horizontal: true
            ```

            ```scatter q
            x: NAME
            y: NAME
            ```

            ```histogram q
            x: NAME
            ```

            ```spark q
            x: week
            y: NAME
            ```

            ```funnel q
            step: channel
            value: NAME
            ```

            ```heatmap q
            x: week
            y: channel
            value: NAME
            ```

            {% for row in q %}{{ row.week | date }}{% endfor %}
            """;

    @TempDir
    Path project;

    static Stream<String> names() {
        return Stream.of(
                "canary",
                "\"canary\"",
                "'canary'",
                "<script>canary</script>",
                "</title></svg></style><script>canary</script>",
                "\" onmouseover=\"canary",
                "canary\nnew\n\nlines\ttab",
                "]]>canary",
                "--><!-- canary",
                "canary ".repeat(1_429),
                "c".repeat(10_000),
                "👩‍👩‍👧‍👦🇰🇷canary",
                "{{ 7*7 }} canary",
                "{% canary %}",
                "canary, 'x'; drop table q; --",
                "a.b.canary",
                "$1 \\canary\\ %s",
                "canary\uE03Cb\uE03E\uE0FF1",
                " canary ",
                "__proto__",
                "constructor",
                " ");
    }

    private static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private static String yaml(String text) {
        return '"'
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                        .replace("\t", "\\t")
                + '"';
    }

    private String report(String name) {
        return REPORT.replace("N_IDENTIFIER", identifier("n " + name))
                .replace("N_NAME", yaml("n " + name))
                .replace("IDENTIFIER", identifier(name))
                .replace("NAME", yaml(name));
    }

    private Rendering render(String report) throws IOException {
        Map<String, String> files = new HashMap<>(ReportCorpus.BASE);
        files.put("reports/visits/report.md", report);
        ReportCorpus.write(files, project);
        try (ReportEngine engine = ReportEngine.open(project, EngineOptions.DEFAULT.withWorkers(1))) {
            return engine.render(RenderRequest.of("visits", "seoul", ReportCorpus.ISSUE));
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void stayText(String name) throws IOException {
        // In words `{{` is the narrative's; as a column's name it is a name.
        boolean template = name.contains("{{") || name.contains("{%");
        String report = template
                ? report(name).replaceAll("(title|caption|unit|label|note): \"[^\"]*\"", "$1: x")
                : report(name);
        Rendering rendering = render(report);
        assertThat(rendering.problems()).extracting(Problem::toString).isEmpty();
        Frame frame = rendering.data().values().iterator().next();
        assertThat(frame.columnNames()).contains(name, "n " + name);
        String page = rendering.page().orElseThrow();
        String plain = render(report("harmless")).page().orElseThrow();
        for (String element : List.of(
                "<script",
                "</script",
                "<style",
                "</style",
                "<img",
                "<td",
                "<tr",
                "<th",
                "<svg",
                "</svg",
                "<figure",
                "<table",
                "<h1",
                "<h2",
                "<a ",
                "<!--",
                "<body",
                "<main")) {
            assertThat(count(page, element)).as(element).isEqualTo(count(plain, element));
        }
        assertThat(page.replaceAll("=\"[^\"]*\"", "="))
                .doesNotContainPattern("(?i)<[^<>]*\\son[a-z]+\\s*=\\s*[\"']?canary");
        assertThat(page).doesNotContain("49 canary");
        assertThat(page.length()).isLessThan(400_000);
    }

    private static int count(String page, String part) {
        return page.split(Pattern.quote(part), -1).length - 1;
    }

    @Test
    void ofFilesTurnNoOtherText() throws IOException {
        Map<String, String> files = new HashMap<>(ReportCorpus.BASE);
        files.put("data/odd.csv", "site_id,\u202Ecanary\u2066,a\u200Fb\nseoul,1,2\n");
        files.put("datasets/odd.sql", "-- source: shop\n-- site: site_id\nselect * from odd\n");
        files.put("reports/visits/report.md", """
                ---
                title: V
                ---

                ```sql q
                select * exclude (site_id) from odd
                ```

                ```values q
                ```

                ```table q
                ```
                """);
        ReportCorpus.write(files, project);
        try (ReportEngine engine = ReportEngine.open(project, EngineOptions.DEFAULT.withWorkers(1))) {
            Rendering rendering = engine.render(RenderRequest.of("visits", "seoul", ReportCorpus.ISSUE));
            assertThat(rendering.problems()).extracting(Problem::toString).isEmpty();
            String page = rendering.page().orElseThrow();
            assertThat(page).contains("canary");
            // What turns the direction of text is gone, or its own element ends it.
            assertThat(page.replaceAll("(?s)<(dt|dd|span|div|p|button)[^>]*>[^<]*</\\1>|<t[hd][^>]*>[^<]*", ""))
                    .doesNotContain("\u202E");
        }
    }

    @Test
    void thatAreEmptyAreSaidToBe() throws IOException {
        Rendering rendering = render("---\ntitle: V\n---\n\n```sql q\nselect 1 as \"\"\n```\n\n```table q\n```\n");
        assertThat(rendering.problems()).hasSize(1);
        assertThat(rendering.problems().getFirst().toString()).contains("reports/visits/report.md:6");
    }
}
