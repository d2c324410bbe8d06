package io.broadsheet.server.schedule;

import io.broadsheet.engine.project.FrontMatter;
import io.broadsheet.engine.project.Project;
import io.broadsheet.engine.project.ReportFile;
import io.broadsheet.server.edition.Editions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Ends the tasks of a run for which it is too late, and says so of the editions that they were for.
final class NeverBegun {
    private final TaskTable tasks;
    private final Editions editions;
    private final Project project;
    private final RunMaker maker;

    NeverBegun(TaskTable tasks, Editions editions, Project project, RunMaker maker) {
        this.tasks = tasks;
        this.editions = editions;
        this.project = project;
        this.maker = maker;
    }

    /// To be called in the transaction that ends the run.
    ///
    /// @return the sites of these tasks
    List<String> miss(RunRow run, String why, Instant now) {
        tasks.ofRun(run.id()).stream()
                .filter(t -> t.state() == TaskState.PENDING)
                .forEach(t -> missed(run, t));
        return tasks.endPending(run.id(), TaskState.MISSED, why, now);
    }

    /// Of a report that is no longer there nothing can be said.
    private void missed(RunRow run, TaskView task) {
        Optional<FrontMatter> words =
                Optional.ofNullable(project.reports().get(task.report())).map(ReportFile::frontMatter);
        words.ifPresent(w -> editions.missed(
                task.siteId(), task.report(), maker.period(task.report(), run.issueDate()), w.title(), w.label()));
    }
}
