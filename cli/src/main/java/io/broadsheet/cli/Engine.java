package io.broadsheet.cli;

import io.broadsheet.engine.Batch;
import io.broadsheet.engine.BatchRequest;
import io.broadsheet.engine.EngineOptions;
import io.broadsheet.engine.RenderRequest;
import io.broadsheet.engine.Rendering;
import io.broadsheet.engine.ReportEngine;
import io.broadsheet.engine.RunEvent;
import io.broadsheet.engine.frame.Frame;
import io.broadsheet.engine.problem.Problem;
import io.broadsheet.engine.problem.ProblemCode;
import io.broadsheet.engine.project.Period;
import io.broadsheet.engine.project.PeriodKind;
import io.broadsheet.engine.project.Project;
import io.broadsheet.engine.project.Site;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// What the commands need of a [ReportEngine], so that tests can have pages held, failed and slow at will.
interface Engine extends AutoCloseable {
    /// Names, in order.
    List<String> reports();

    /// Asks the source where a query gives them.
    List<Site> sites();

    /// The sites, where a file lists them.
    Optional<List<Site>> listedSites();

    /// What is wrong with single sites; no page is made for those. Known after [#sites()].
    List<Problem> siteProblems();

    String storeUrl();

    /// Whether a report has a whole period that ends with this day's beginning.
    boolean isDue(String report, LocalDate day);

    List<Problem> check();

    Rendering render(RenderRequest request);

    Frame data(RenderRequest request, String query);

    Batch batch(BatchRequest request, Consumer<RunEvent> listener);

    @Override
    void close();

    /// Opens the project in a folder.
    interface Opener {
        Engine open(Path folder, EngineOptions options);
    }

    static Engine open(Path folder, EngineOptions options) {
        ReportEngine engine = ReportEngine.open(folder, options);
        return new Engine() {
            @Override
            public boolean isDue(String report, LocalDate day) {
                Project project = engine.project();
                PeriodKind kind = Objects.requireNonNull(project.reports().get(report))
                        .frontMatter()
                        .period();
                return Period.before(day, kind, project.weekStart()).end().equals(day);
            }

            @Override
            public List<String> reports() {
                return List.copyOf(engine.project().reports().keySet());
            }

            @Override
            public List<Site> sites() {
                return engine.sites();
            }

            @Override
            public Optional<List<Site>> listedSites() {
                return engine.project().listedSites();
            }

            @Override
            public List<Problem> siteProblems() {
                return Stream.concat(
                                engine.project().problems().stream().filter(p -> p.code() == ProblemCode.BAD_SITE),
                                engine.siteProblems().stream())
                        .toList();
            }

            @Override
            public String storeUrl() {
                return engine.project().storeUrl();
            }

            @Override
            public List<Problem> check() {
                return engine.check();
            }

            @Override
            public Rendering render(RenderRequest request) {
                return engine.render(request);
            }

            @Override
            public Frame data(RenderRequest request, String query) {
                return engine.data(request, query);
            }

            @Override
            public Batch batch(BatchRequest request, Consumer<RunEvent> listener) {
                return engine.batch(request, listener);
            }

            @Override
            public void close() {
                engine.close();
            }
        };
    }
}
