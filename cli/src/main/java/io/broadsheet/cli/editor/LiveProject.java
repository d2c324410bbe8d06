package io.broadsheet.cli.editor;

import io.broadsheet.engine.EngineOptions;
import io.broadsheet.engine.ProjectException;
import io.broadsheet.engine.ReportEngine;
import io.broadsheet.engine.problem.Problem;
import io.broadsheet.engine.problem.Problems;
import io.broadsheet.engine.project.Project;
import io.broadsheet.engine.source.SourceText;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A project while its files are edited. Checks are for one thread; [#project()] is for any.
final class LiveProject implements AutoCloseable {
    private final Path folder;
    private final EngineOptions options;
    private @Nullable ReportEngine engine;
    private volatile @Nullable Project project;

    LiveProject(Path folder, Map<String, String> environment) {
        this.folder = folder;
        this.options = EngineOptions.DEFAULT.withEnvironment(environment).withWorkers(1);
    }

    /// What it was when it could be read last.
    Optional<Project> project() {
        return Optional.ofNullable(project);
    }

    /// All that is wrong with it, with the texts that are open in place of the files'.
    List<Problem> check(Collection<OpenFile> open) {
        Map<Path, String> unsaved = new HashMap<>();
        open.forEach(file -> unsaved.put(file.path(), file.text().text()));
        try {
            ReportEngine before = engine;
            ReportEngine now = before == null ? ReportEngine.open(folder, options, unsaved) : before.reread(unsaved);
            engine = now;
            project = now.project();
            return now.check();
        } catch (ProjectException e) {
            return alone(e.problems(), open);
        } catch (UncheckedIOException e) {
            // A folder went away while it was being listed; its end will be told, too.
            return List.of();
        }
    }

    /// Where broadsheet.yaml can't be used, what a report says by itself can be checked all the same.
    private List<Problem> alone(List<Problem> ofProject, Collection<OpenFile> open) {
        Problems problems = new Problems();
        problems.addAll(ofProject);
        for (OpenFile file : open) {
            file.report()
                    .ifPresent(name -> problems.addAll(ReportText.read(
                                    name,
                                    SourceText.of(
                                            "reports/" + name + "/report.md",
                                            file.text().text()))
                            .problems()));
        }
        return problems.list();
    }

    @Override
    public void close() {
        ReportEngine open = engine;
        engine = null;
        if (open != null) {
            open.close();
        }
    }
}
