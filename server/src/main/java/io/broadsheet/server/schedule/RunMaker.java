package io.broadsheet.server.schedule;

import io.broadsheet.engine.project.Period;
import io.broadsheet.engine.project.Project;
import io.broadsheet.engine.project.ReportFile;
import io.broadsheet.server.site.SiteView;
import io.broadsheet.server.site.Sites;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionTemplate;

/// Writes runs and their tasks, in one transaction.
final class RunMaker {
    private final TransactionTemplate transaction;
    private final InstantSource clock;
    private final Project project;
    private final Sites sites;
    private final RunTable runs;
    private final TaskTable tasks;
    private final ApplicationEventPublisher events;

    RunMaker(
            TransactionTemplate transaction,
            InstantSource clock,
            Project project,
            Sites sites,
            RunTable runs,
            TaskTable tasks,
            ApplicationEventPublisher events) {
        this.transaction = transaction;
        this.clock = clock;
        this.project = project;
        this.sites = sites;
        this.runs = runs;
        this.tasks = tasks;
        this.events = events;
    }

    /// @return the run, which may have been there
    /// @throws IllegalArgumentException if a report or site is unknown
    RunRow make(RunRequest request, RunTable.RunTimes times) {
        List<String> reports =
                known("report", request.reports(), project.reports().keySet());
        List<String> siteIds = known("site", request.siteIds(), activeSites());
        return write(request, times, reports, siteIds);
    }

    /// For a schedule: reports and sites that are no longer there are left out, because its others are due all the
    /// same.
    RunRow makeDue(RunRequest request, RunTable.RunTimes times) {
        return write(
                request,
                times,
                still(request.reports(), project.reports().keySet()),
                still(request.siteIds(), activeSites()));
    }

    /// A due time that nothing is made for.
    RunRow makeMissed(RunRequest request, Instant deadline, String why) {
        Instant now = clock.instant();
        RunTable.RunTimes times = new RunTable.RunTimes(Optional.empty(), deadline);
        return runs.insert(request, RunState.MISSED, now, times, why)
                .flatMap(runs::find)
                .orElseGet(() -> there(request));
    }

    /// Gives a run that has no tasks those that it would have now, in the transaction that locked it.
    ///
    /// @return whether there are any
    boolean addTasks(RunRow run, List<String> reports, List<String> siteIds) {
        List<TaskTable.NewTask> made =
                tasksOf(run.issueDate(), still(reports, project.reports().keySet()), still(siteIds, activeSites()));
        tasks.insert(run.id(), made, clock.instant());
        return !made.isEmpty();
    }

    private RunRow write(RunRequest request, RunTable.RunTimes times, List<String> reports, List<String> siteIds) {
        return transaction.execute(status -> {
            Instant now = clock.instant();
            List<TaskTable.NewTask> made = tasksOf(request.issueDate(), reports, siteIds);
            String note = made.isEmpty() ? "There is nothing to do: no active site, or no report" : "";
            Optional<Long> id =
                    runs.insert(request, made.isEmpty() ? RunState.FAILED : RunState.WAITING, now, times, note);
            if (id.isEmpty()) {
                return there(request);
            }
            tasks.insert(id.get(), made, now);
            RunRow run = runs.find(id.get()).orElseThrow();
            if (made.isEmpty()) {
                events.publishEvent(new ScheduleEvent.RunEnded(runs.summary(run)));
            }
            return run;
        });
    }

    private RunRow there(RunRequest request) {
        return runs.find(request.schedule().orElseThrow(), request.due()).orElseThrow();
    }

    private List<TaskTable.NewTask> tasksOf(LocalDate issueDate, List<String> reports, List<String> siteIds) {
        List<TaskTable.NewTask> made = new ArrayList<>();
        for (String site : siteIds) {
            for (String report : reports) {
                made.add(new TaskTable.NewTask(site, report, period(report, issueDate)));
            }
        }
        return made;
    }

    /// The period of a report that is issued on a day.
    Period period(String report, LocalDate issueDate) {
        ReportFile file = project.reports().get(report);
        if (file == null) {
            throw new IllegalArgumentException("no report is named '" + report + "'");
        }
        return Period.before(issueDate, file.frontMatter().period(), project.weekStart());
    }

    private Collection<String> activeSites() {
        return sites.all().stream().filter(SiteView::active).map(SiteView::id).toList();
    }

    private static List<String> known(String what, List<String> wanted, Collection<String> there) {
        TreeSet<String> unknown = new TreeSet<>(wanted);
        there.forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("no " + what + " is named '" + String.join("', '", unknown) + "'");
        }
        return still(wanted, there);
    }

    private static List<String> still(List<String> wanted, Collection<String> there) {
        return there.stream()
                .filter(t -> wanted.isEmpty() || wanted.contains(t))
                .toList();
    }
}
