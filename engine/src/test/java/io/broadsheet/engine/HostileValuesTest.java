package io.broadsheet.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever data holds stays text, wherever it is shown.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class HostileValuesTest {
    @TempDir
    Path project;

    private static final String REPORT = """
            ---
            title: Visits
            params:
              word: { type: text, default: none }
            ---

            # Heading {{ names.name }}

            Paragraph {{ names.name }} and **{{ names.name }}** and `{{ names.name }}` and {{ params.word }}.

            {{ names.name }}

            - {{ names.name }}

            > {{ names.name }}

            | a | b |
            |---|---|
            {% for row in names %}
            | {{ row.name }} | END |
            {% endfor %}

            [link]({{ names.name }}) and [{{ names.name }}](https://example.com/{{ names.name }})

            <div title="{{ names.name }}" data-x='{{ names.name }}' style="width: {{ names.name }}">{{ names.name }}</div>

            <a href="{{ names.name }}">link</a> <abbr title={{ names.name }}>x</abbr>

            <style>.x { width: {{ names.name }} }</style>

                indented {{ names.name }}

            ```sql names
            select name from people
            ```

            ```table names
            ```

            ```bar counted
            x: name
            y: n
            title: Names
            ```

            ```sql counted
            select name, count(*) as n from people group by name
            ```
            """;

    private Rendering render(String report, String value) throws IOException {
        Map<String, String> files = new HashMap<>(ReportCorpus.BASE);
        files.put("reports/visits/report.md", report);
        files.put("data/people.csv", "site_id,name\nseoul,\"" + value.replace("\"", "\"\"") + "\"\nseoul,Plain\n");
        files.put("datasets/people.sql", "-- source: shop\n-- site: site_id\nselect * from people\n");
        ReportCorpus.write(files, project);
        try (ReportEngine engine = ReportEngine.open(project, EngineOptions.DEFAULT.withWorkers(1))) {
            Map<String, String> given = report.contains("params:") ? Map.of("word", value.strip()) : Map.of();
            return engine.render(new RenderRequest("visits", "seoul", ReportCorpus.ISSUE, given));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert('canary')</script>",
                "</style><script>canary</script>",
                "<img src=x onerror=canary>",
                "\" onmouseover=\"canary",
                "' onmouseover='canary",
                "x onmouseover=canary",
                "javascript:canary()",
                "JaVaScRiPt:canary()",
                "data:text/html,<script>canary</script>",
                "red; background: url(//evil.example/canary)",
                "1px} body{display:none} .canary{",
                "{{ 7*7 }} canary",
                "{% for i in range(1,9) %}canary{% endfor %}",
                "*canary* **canary** _canary_ ~~canary~~",
                "[canary](https://evil.example)",
                "![canary](https://evil.example/x.png)",
                "# canary",
                "canary\n# heading\n\n- item\n",
                "a | canary | c",
                "```canary",
                "`canary`",
                "<!-- canary",
                "-->canary",
                "]]>canary",
                "&lt;canary&amp;",
                "\\canary\\",
                "1. canary",
                "<https://evil.example/canary>",
                "]: https://evil.example/canary",
                "\uE03Cscript\uE03Ecanary",
                "\uE0FF0 canary",
                "\u202Ecanary\u2066",
            })
    void stayText(String value) throws IOException {
        Rendering rendering = render(REPORT, value);
        assertThat(rendering.problems()).isEmpty();
        String page = rendering.page().orElseThrow();
        String plain = render(REPORT, "canary").page().orElseThrow();
        // As many elements of each kind as with a harmless value: nothing of the value became markup.
        for (String element : List.of(
                "<script",
                "<style",
                "<img",
                "<em",
                "<strong",
                "<del",
                "<h1",
                "<h2",
                "<td",
                "<tr",
                "<li",
                "<code",
                "<pre",
                "<p>",
                "<div",
                "<blockquote",
                "<!--",
                "<svg",
                "<body",
                "</style",
                "</script")) {
            assertThat(count(page, element)).as(element).isEqualTo(count(plain, element));
        }
        // A value with spaces is no address, and none for an attribute without quotes: what is written is shown then.
        assertThat(count(page, "<abbr")).isLessThanOrEqualTo(count(plain, "<abbr"));
        assertThat(count(page, "<a ")).isLessThanOrEqualTo(count(plain, "<a "));
        // What stands in quotes is an attribute's value, whatever it looks like.
        assertThat(page.replaceAll("=\"[^\"]*\"", "=").replaceAll("='[^']*'", "="))
                .doesNotContainPattern("(?i)<[^<>]*\\son[a-z]+\\s*=\\s*[\"']?canary");
        String styles = Pattern.compile("(?s)<style>.*?</style>|style=\"[^\"]*\"")
                .matcher(page)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.joining());
        assertThat(styles).contains("canary").doesNotContain("//evil").doesNotContain("{display:none} .canary");
        assertThat(page)
                .doesNotContainPattern("(?i)(?:href|src)=[\"']?\\s*javascript:")
                .doesNotContainPattern("(?i)(?:href|src)=[\"']?\\s*data:text")
                .doesNotContain("49 canary");
    }

    private static int count(String page, String part) {
        return page.split(Pattern.quote(part), -1).length - 1;
    }

    @Test
    void leaveNoBlankLineWhereATagStandsAlone() throws IOException {
        String page = render("""
                ---
                title: Visits
                ---

                | name |
                |------|
                {% for row in names %}
                {# a comment #}
                {% if row.name is not null %}
                | {{ row.name }} |
                {% endif %}
                {% endfor %}

                ```sql names
                select name from people
                ```
                """, "First").page().orElseThrow();
        assertThat(page).containsPattern("<td>First</td>\\s*</tr>\\s*<tr>\\s*<td>Plain</td>");
    }

    @Test
    void survivesHundredThousandBracketsInMarkdown() throws IOException {
        for (String piece : List.of("[", "![", "(", "*a ", "`", "> ", "<div ", "_", "{", "~~")) {
            Rendering rendering = render("---\ntitle: Visits\n---\n\n" + piece.repeat(100_000) + "\n", "x");
            assertThat(rendering.page().isPresent() || !rendering.problems().isEmpty())
                    .isTrue();
        }
    }

    @Test
    void putsNoTagTogetherFromPieces() throws IOException {
        Rendering rendering =
                render("---\ntitle: Visits\n---\n\nText <scr{% if true %}ipt>canary</scr{% endif %}ipt> end.\n", "x");
        assertThat(rendering.page().orElseThrow()).doesNotContain("<script>canary");
    }
}
