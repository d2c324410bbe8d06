package io.broadsheet.cli;

import io.broadsheet.cli.output.Json;
import io.broadsheet.engine.Batch;
import io.broadsheet.engine.BatchRequest;
import io.broadsheet.engine.Outcome;
import io.broadsheet.engine.Rendering;
import io.broadsheet.engine.RunEvent;
import io.broadsheet.engine.project.Site;
import io.broadsheet.engine.source.TerminalText;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine.Model.CommandSpec;

/// `broadsheet run REPORT[,..]|all --date D`: the burst. Every page of every site, into the project's store.
final class RunCommand implements Callable<Integer> {
    private static final String ALL = "all";

    private final Surroundings surroundings;

    final Argument<String> reports = Argument.required("REPORT[,..]|all", "reports by name, or all of the project");
    final Argument<LocalDate> issueDate = Argument.required("--date", "D", LocalDate.class, PageOptions.DATE);
    final Argument<String> sites = Argument.option("--sites", "all|S[,..]", ALL, "sites by id; all unless said");
    final Argument<Optional<String>> out =
            Argument.optional("--out", "DIR", String.class, "publish there instead of to the project's store");
    final Argument<Boolean> noMail = Argument.flag("--no-mail", "mail nobody");
    final Argument<Optional<String>> server = Argument.optional(
            "--server", "URL", String.class, "let a server do it, with the key in " + RemoteRun.KEY_VARIABLE);
    private final Argument<Map<String, String>> parameters = Argument.pairs("--param", PageOptions.PARAM);
    ProjectOption project = new ProjectOption();
    CommonOptions common = new CommonOptions();

    /// As the server's API calls it.
    String kind = "manual";

    RunCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    CommandSpec spec() {
        return Arguments.command(
                "run",
                this,
                "Make the pages of many sites and publish them to the project's store.",
                reports,
                issueDate,
                sites,
                out,
                noMail,
                server,
                parameters,
                project,
                common);
    }

    @Override
    public Integer call() {
        if (server.get().isPresent()) {
            return remote(RemoteRun.at(surroundings, server.get().get()));
        }
        RunResult result = run(project.find());
        tell(result);
        return result.exitCode();
    }

    private int remote(RemoteRun runs) {
        if (!parameters.get().isEmpty() || out.get().isPresent()) {
            throw CommandException.usage("--param and --out are not for a run on a server");
        }
        RemoteRun.Ended ended = runs.run(
                kind,
                reports.get().equals(ALL) ? List.of() : listed(reports.get()),
                sites.get().equals(ALL) ? List.of() : listed(sites.get()),
                issueDate.get(),
                !noMail.get());
        surroundings.out().println(common.json() ? ended.shape() : ended.line(issueDate.get()));
        return ended.exitCode();
    }

    private RunResult run(ProjectFolder folder) {
        Instant began = surroundings.clock().instant();
        try (Progress progress = new Progress(surroundings).start();
                Engine engine = folder.open(surroundings, progress::accept)) {
            BatchRequest request = request(engine);
            PageFolder pages = new PageFolder(target(folder, engine));
            pages.prepare();
            RunResult result = new RunResult(issueDate.get(), pages.root());
            try (Batch batch = engine.batch(request, progress::accept)) {
                progress.begin(what(batch), "site");
                progress.count(0, batch.sites().size());
                result.of(batch.sites().size());
                publish(batch, pages, result, progress);
            }
            engine.siteProblems().forEach(result::left);
            result.end(Duration.between(began, surroundings.clock().instant()));
            return result;
        }
    }

    private BatchRequest request(Engine engine) {
        List<String> reportNames = reports.get().equals(ALL) ? List.of() : listed(reports.get());
        reportNames.forEach(name -> ProjectFolder.requireReport(engine, name));
        List<String> siteIds = siteIds(engine);
        siteIds.forEach(id -> ProjectFolder.requireSite(engine, id));
        return new BatchRequest(reportNames, siteIds, issueDate.get(), parameters.get());
    }

    /// Who names something twice means it once.
    private static List<String> listed(String names) {
        return Arrays.stream(names.split(",", -1)).distinct().toList();
    }

    /// An id may hold a comma, or be `all`: what is a site's id as it stands is one.
    private List<String> siteIds(Engine engine) {
        boolean one = engine.sites().stream().map(Site::id).anyMatch(sites.get()::equals);
        return one ? List.of(sites.get()) : sites.get().equals(ALL) ? List.of() : listed(sites.get());
    }

    private Path target(ProjectFolder folder, Engine engine) {
        return out.get()
                .map(ProjectFolder::path)
                .or(() -> folder.fileStore(engine))
                .orElseThrow(
                        () -> CommandException.environment("this version publishes to files only, and the store is "
                                + TerminalText.visible(engine.storeUrl()) + "; name a folder with --out"));
    }

    private static String what(Batch batch) {
        List<String> names = batch.reports();
        return names.size() <= 3 ? String.join(", ", names) : Figures.count(names.size(), "report");
    }

    private void publish(Batch batch, PageFolder pages, RunResult result, Progress progress) {
        AtomicReference<IOException> broken = new AtomicReference<>();
        Thread caller = Thread.currentThread();
        boolean whole = surroundings
                .stop()
                .guard(() -> batch.renderAll(done -> {
                    if (broken.get() == null) {
                        take(done, pages, result).ifPresent(e -> {
                            broken.compareAndSet(null, e);
                            caller.interrupt();
                        });
                        progress.accept(done);
                    }
                }));
        // Cleared: what follows are the last words, and writing them must not be interrupted.
        boolean interrupted = Thread.interrupted();
        if (broken.get() != null) {
            result.broke(FileTrouble.sentence("can't write into " + pages.root(), broken.get()));
        } else if (!whole || interrupted || surroundings.stop().isAsked()) {
            result.stopped();
        }
    }

    /// Writes one site's pages.
    ///
    /// @return why no other page can be written either; mostly empty
    private static Optional<IOException> take(RunEvent.SiteDone done, PageFolder pages, RunResult result) {
        for (Rendering rendering : done.renderings()) {
            try {
                result.add(
                        rendering,
                        rendering.outcome() == Outcome.HELD ? pages.hold(rendering) : pages.publish(rendering));
            } catch (IOException e) {
                if (!pages.takes(rendering)) {
                    return Optional.of(e);
                }
                result.unwritable(rendering, FileTrouble.sentence("can't write into " + pages.root(), e));
            }
        }
        result.siteDone();
        return Optional.empty();
    }

    private void tell(RunResult result) {
        if (common.json()) {
            surroundings.out().println(Json.of(result.shape()));
        } else {
            result.troubles().forEach(t -> surroundings.err().println(t + "\n"));
            result.lines().forEach(surroundings.out()::println);
        }
        result.ending().ifPresent(surroundings.err()::println);
        if (!noMail.get() && result.published() > 0) {
            surroundings.err().println("No mail was sent: a run without --server publishes only.");
        }
    }
}
