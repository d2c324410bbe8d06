package io.broadsheet.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `colors` of the front matter: one value, one colour, in all charts of a page.
class PageColoursTest {
    private static final String CHARTS = """

            ```sql both
            select * from (values (1, 'Kakao', 5), (1, 'Direct', 6), (2, 'Kakao', 7), (2, 'Direct', 8)) t(x, channel, y)
            ```

            ```sql one
            select 'Kakao' as channel, 5 as y union all select 'Direct', 7 order by 1
            ```

            ```line both
            x: x
            y: y
            color: channel
            ```

            ```bar one
            x: channel
            y: y
            ```

            ```bar one
            x: channel
            y: y
            colors: { Direct: good }
            ```
            """;

    @TempDir
    Path project;

    private Rendering render(String colours) throws IOException {
        Map<String, String> files = new HashMap<>(ReportCorpus.BASE);
        files.put("reports/visits/report.md", "---\ntitle: Visits\n" + colours + "---\n" + CHARTS);
        ReportCorpus.write(files, project);
        try (ReportEngine engine = ReportEngine.open(project, EngineOptions.DEFAULT.withWorkers(1))) {
            return engine.render(new RenderRequest("visits", "busan", ReportCorpus.ISSUE, Map.of()));
        }
    }

    @Test
    void areTheSameInEveryChart() throws IOException {
        Rendering rendering = render("colors: { Kakao: 6, Direct: \"#7b5cd6\" }\n");
        assertThat(rendering.problems()).isEmpty();
        String page = rendering.page().orElseThrow();
        assertThat(page)
                .contains("<path stroke=\"var(--c6)\"", "<path stroke=\"#7b5cd6\"")
                .contains("<path fill=\"var(--c6)\"", "<path fill=\"#7b5cd6\"", "<path fill=\"var(--good)\"");
    }

    @Test
    void areReportedWhereTheyStand() throws IOException {
        assertThat(render("colors: { Kakao: \"#fee500\", Direct: 9 }\n").problems().stream()
                        .map(Object::toString))
                .anySatisfy(p -> assertThat(p).contains("reports/visits/report.md:3:18", "too pale"))
                .anySatisfy(p -> assertThat(p).contains("the colour of 'Direct' can't be '9'"));
    }
}
