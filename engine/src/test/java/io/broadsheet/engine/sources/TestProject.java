package io.broadsheet.engine.sources;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.engine.EngineOptions;
import io.broadsheet.engine.ProjectException;
import io.broadsheet.engine.RenderRequest;
import io.broadsheet.engine.Rendering;
import io.broadsheet.engine.ReportEngine;
import io.broadsheet.engine.frame.Column;
import io.broadsheet.engine.frame.Frame;
import io.broadsheet.engine.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/// A project in a folder of a test's own.
final class TestProject {
    static final LocalDate ISSUE = LocalDate.of(2021, 11, 1);

    private final Path folder;
    private String source = "  files: { path: data }\n";
    private String sites = "a";
    private String limits = "";

    TestProject(Path folder) {
        this.folder = folder;
        file("data/none.csv", "x\n");
    }

    Path folder() {
        return folder;
    }

    /// Declares a source named db.
    TestProject db(String yaml) {
        source += "  db: " + yaml + "\n";
        return this;
    }

    TestProject files(String yaml) {
        source = "  files: " + yaml + "\n";
        return this;
    }

    TestProject limits(String yaml) {
        limits = "limits: " + yaml + "\n";
        return this;
    }

    /// Ids, one in a line; `id|zone` for a zone of its own.
    TestProject sites(String lines) {
        sites = lines;
        return this;
    }

    TestProject file(String name, String text) {
        try {
            Path file = folder.resolve(name);
            Path parent = file.getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A dataset over a source, cut by a column.
    TestProject dataset(String name, String source, String site, String sql) {
        return file("datasets/" + name + ".sql", "-- source: " + source + "\n-- site: " + site + "\n" + sql + "\n");
    }

    /// A report named r with these fences and words.
    TestProject report(String body) {
        return report("r", "", body);
    }

    TestProject report(String name, String front, String body) {
        return file(
                "reports/" + name + "/report.md",
                "---\ntitle: Report\nperiod: week\n" + front + "---\n\n" + body + "\n");
    }

    ReportEngine open() {
        return open(2);
    }

    ReportEngine open(int workers) {
        StringBuilder csv = new StringBuilder("id,name,locale,timezone\n");
        for (String line : sites.lines().toList()) {
            int bar = line.lastIndexOf('|');
            String id = bar < 0 ? line : line.substring(0, bar);
            csv.append('"').append(id.replace("\"", "\"\"")).append("\",,en,");
            csv.append(bar < 0 ? "Asia/Seoul" : line.substring(bar + 1)).append('\n');
        }
        file("sites.csv", csv.toString());
        file("broadsheet.yaml", "name: test\ntimezone: Asia/Seoul\nsites: sites.csv\nsources:\n" + source + limits);
        return ReportEngine.open(
                folder,
                EngineOptions.DEFAULT.withWorkers(workers).withEnvironment(Map.of("DB_PASSWORD", "s3cret-word")));
    }

    static Frame frame(ReportEngine engine, String query) {
        return frame(engine, "a", query);
    }

    static Frame frame(ReportEngine engine, String site, String query) {
        return engine.data(RenderRequest.of("r", site, ISSUE), query);
    }

    static Rendering page(ReportEngine engine, String site) {
        return engine.render(RenderRequest.of("r", site, ISSUE));
    }

    /// The only row's values.
    static List<Object> row(Frame frame) {
        assertThat(frame.rowCount()).as("rows").isEqualTo(1);
        List<Object> values = new java.util.ArrayList<>();
        for (Column column : frame.columns()) {
            Object value = column.get(0);
            values.add(value == null ? "NULL" : value);
        }
        return values;
    }

    /// The only problem of a page.
    static Problem problem(ReportEngine engine, String site) {
        try {
            Rendering rendering = page(engine, site);
            assertThat(rendering.problems()).as("problems").hasSize(1);
            return rendering.problems().getFirst();
        } catch (ProjectException e) {
            assertThat(e.problems()).hasSize(1);
            return e.problems().getFirst();
        }
    }
}
