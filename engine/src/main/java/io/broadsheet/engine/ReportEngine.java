package io.broadsheet.engine;

import io.broadsheet.engine.frame.Frame;
import io.broadsheet.engine.problem.Problem;
import io.broadsheet.engine.project.Project;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/// Makes pages of a project's reports. Thread-safe; close it to free its connections.
///
/// ```java
/// try (ReportEngine engine = ReportEngine.open(Path.of("examples/divers"))) {
///     Rendering rendering = engine.render(RenderRequest.of("cohort", "10026", LocalDate.of(2021, 11, 1)));
///     Files.writeString(Path.of("cohort.html"), rendering.page().orElseThrow());
/// }
/// ```
public final class ReportEngine implements AutoCloseable {
    private ReportEngine() {}

    /// Opens the project in a folder.
    ///
    /// @throws ProjectException with all that is wrong with `broadsheet.yaml` and the sites
    public static ReportEngine open(Path folder) {
        return open(folder, EngineOptions.DEFAULT);
    }

    public static ReportEngine open(Path folder, EngineOptions options) {
        throw new UnsupportedOperationException(folder + " " + options);
    }

    public Project project() {
        throw new UnsupportedOperationException();
    }

    /// All problems of all reports, shared files and datasets, without touching data.
    public List<Problem> check() {
        throw new UnsupportedOperationException();
    }

    /// Makes one page.
    ///
    /// @throws ProjectException if there is no such report or site
    public Rendering render(RenderRequest request) {
        throw new UnsupportedOperationException();
    }

    /// The result of one query of a report (and of what it needs).
    ///
    /// @throws ProjectException if it can't be had, with the reasons
    public Frame data(RenderRequest request, String query) {
        throw new UnsupportedOperationException();
    }

    /// Reads the datasets of these reports once and keeps them for making many pages.
    ///
    /// @throws ProjectException if a report or site is unknown, or a dataset can't be read
    public Batch batch(BatchRequest request, Consumer<RunEvent> listener) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
