package io.broadsheet.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParameterNamesTest {
    @TempDir
    Path project;

    /// `on` ended `check` with an internal error.
    @Test
    void mayBeWordsOfSql() throws IOException {
        Map<String, String> files = new HashMap<>(ReportCorpus.BASE);
        files.put("reports/visits/report.md", """
                ---
                title: Visits
                params: { on: true, select: 3, Group: x }
                ---

                ```sql one
                select if(:on, 1, 0) as a, :select as b, :Group as c
                ```

                {{ one.a }} {{ one.b }} {{ one.c }}
                """);
        ReportCorpus.write(files, project);
        try (ReportEngine engine = ReportEngine.open(project, EngineOptions.DEFAULT.withWorkers(1))) {
            Rendering rendering = engine.render(RenderRequest.of("visits", "seoul", ReportCorpus.ISSUE));
            assertThat(rendering.problems()).isEmpty();
            assertThat(rendering.page().orElseThrow()).contains("1 3 x");
        }
    }
}
