package io.broadsheet.cli;

import io.broadsheet.cli.output.Json;
import io.broadsheet.cli.output.Shapes;
import io.broadsheet.cli.output.UnmetText;
import io.broadsheet.engine.Expectation;
import io.broadsheet.engine.ProjectException;
import io.broadsheet.engine.RenderRequest;
import io.broadsheet.engine.Rendering;
import io.broadsheet.engine.problem.Problem;
import io.broadsheet.engine.problem.ProblemCode;
import io.broadsheet.engine.problem.Problems;
import io.broadsheet.engine.source.TerminalText;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/// `broadsheet check [PROJECT] [--data]`: all problems of all reports, at once.
final class CheckCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    private final Argument<Optional<String>> folder =
            Argument.optional("PROJECT", "the project's folder; the working folder, or one above it, unless said");
    private final Argument<Boolean> data =
            Argument.flag("--data", "also make every report's page for one site, and throw it away");
    private final Argument<Optional<String>> siteId =
            Argument.optional("--site", "S", String.class, "the site for --data; the project's first unless said");
    private final Argument<Optional<LocalDate>> issueDate =
            Argument.optional("--date", "D", LocalDate.class, "the issue date for --data; today unless said");
    private final CommonOptions common = new CommonOptions();

    CheckCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    CommandSpec spec() {
        return Arguments.command(
                "check",
                this,
                "All problems of all reports, without touching data; --data also runs them.",
                folder,
                data,
                siteId,
                issueDate,
                common);
    }

    /// What was looked at and what was found.
    private record Found(
            int reports,
            Optional<Integer> sites,
            List<Problem> problems,
            List<Expectation> unmet,
            List<Rendering> pages) {
        boolean isClean() {
            return problems.stream().noneMatch(Problem::isError) && unmet.isEmpty();
        }
    }

    @Override
    public Integer call() {
        Found found = find(ProjectFolder.find(folder.get()));
        if (common.json()) {
            surroundings.out().println(Json.of(shape(found)));
        } else {
            found.problems().forEach(p -> surroundings.out().println(p + "\n"));
            found.unmet().forEach(e -> surroundings.out().println(UnmetText.of(e) + "\n"));
            surroundings.out().println(summary(found));
        }
        boolean absent = found.problems().stream().anyMatch(p -> p.code() == ProblemCode.NO_PROJECT);
        return absent ? ExitCode.ENVIRONMENT : found.isClean() ? ExitCode.OK : ExitCode.PROBLEMS;
    }

    private Found find(ProjectFolder project) {
        try (Progress progress = new Progress(surroundings).start();
                Engine engine = project.open(surroundings, progress::accept)) {
            Problems problems = new Problems();
            problems.addAll(engine.check());
            List<Expectation> unmet = new ArrayList<>();
            if (data.get()) {
                engine.sites();
                problems.addAll(engine.siteProblems());
            }
            List<Rendering> pages = data.get() ? pages(engine, progress) : List.of();
            for (Rendering page : pages) {
                problems.addAll(page.problems());
                page.expectations().stream().filter(e -> !e.passed()).forEach(unmet::add);
            }
            return new Found(engine.reports().size(), siteCount(engine), problems.list(), unmet, pages);
        } catch (ProjectException e) {
            return new Found(0, Optional.empty(), e.problems(), List.of(), List.of());
        }
    }

    /// Without touching data; empty where only a query knows, and it was not asked.
    private Optional<Integer> siteCount(Engine engine) {
        return data.get()
                ? Optional.of(engine.sites().size())
                : engine.listedSites().map(List::size);
    }

    private List<Rendering> pages(Engine engine, Progress progress) {
        siteId.get().ifPresent(id -> ProjectFolder.requireSite(engine, id));
        Optional<String> site =
                siteId.get().or(() -> engine.sites().stream().findFirst().map(s -> s.id()));
        List<Rendering> pages = new ArrayList<>();
        for (String report : site.isPresent() ? engine.reports() : List.<String>of()) {
            progress.begin("making " + TerminalText.visible(report), "");
            pages.add(engine.render(
                    RenderRequest.of(report, site.orElseThrow(), issueDate.get().orElseGet(surroundings::today))));
        }
        return pages;
    }

    private static String summary(Found found) {
        String looked = found.reports() == 0
                ? "the project can't be read"
                : Figures.count(found.reports(), "report")
                        + found.sites()
                                .map(n -> ", " + Figures.count(n, "site"))
                                .orElse("");
        long errors = found.problems().stream().filter(Problem::isError).count();
        long warnings = found.problems().size() - errors;
        List<String> parts = new ArrayList<>();
        if (errors > 0) {
            parts.add(Figures.count(errors, "error"));
        }
        if (warnings > 0) {
            parts.add(Figures.count(warnings, "warning"));
        }
        if (!found.unmet().isEmpty()) {
            parts.add(Figures.count(found.unmet().size(), "unmet expectation"));
        }
        return looked + ": " + (parts.isEmpty() ? "no problems" : String.join(", ", parts));
    }

    private static Map<String, @Nullable Object> shape(Found found) {
        Map<String, @Nullable Object> shape = new LinkedHashMap<>();
        shape.put("ok", found.isClean());
        shape.put("reports", found.reports());
        shape.put("sites", found.sites().orElse(null));
        shape.put("problems", Shapes.problems(found.problems()));
        shape.put("unmet", Shapes.expectations(found.unmet()));
        shape.put("pages", found.pages().stream().map(Shapes::rendering).toList());
        return shape;
    }
}
