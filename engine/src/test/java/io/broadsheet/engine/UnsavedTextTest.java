package io.broadsheet.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.engine.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnsavedTextTest {
    @Test
    void aProjectIsReadAsIfItsFilesHeldOtherText(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("broadsheet.yaml"), "name: shop\nsites: sites.csv\n");
        Files.writeString(folder.resolve("sites.csv"), "id,name\n1,One\n");
        Path report = Files.createDirectories(folder.resolve("reports/a")).resolve("report.md");
        Files.writeString(report, "---\ntitle: A\n---\n\nText\n");
        Map<Path, String> unsaved = Map.of(report, "---\ntitel: A\n---\n\nText\n");
        try (ReportEngine engine = ReportEngine.open(folder, EngineOptions.DEFAULT, unsaved)) {
            assertThat(engine.check()).extracting(p -> p.code()).contains(ProblemCode.UNKNOWN_KEY);
            ReportEngine saved = engine.reread();
            assertThat(saved.check()).isEmpty();
            assertThat(saved.reread(unsaved).check()).extracting(p -> p.code()).contains(ProblemCode.UNKNOWN_KEY);
        }
        assertThat(report).content().contains("title: A");
    }
}
