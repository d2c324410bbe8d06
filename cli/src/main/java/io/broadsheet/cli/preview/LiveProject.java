package io.broadsheet.cli.preview;

import io.broadsheet.engine.EngineOptions;
import io.broadsheet.engine.ProjectException;
import io.broadsheet.engine.Rendering;
import io.broadsheet.engine.ReportEngine;
import io.broadsheet.engine.RunEvent;
import io.broadsheet.engine.problem.Problem;
import io.broadsheet.engine.problem.ProblemCode;
import io.broadsheet.engine.problem.Problems;
import io.broadsheet.engine.project.ParameterSpec;
import io.broadsheet.engine.project.Project;
import io.broadsheet.engine.project.ReportFile;
import io.broadsheet.engine.project.Site;
import io.broadsheet.engine.project.SitesSpec;
import io.broadsheet.engine.project.SourceSpec;
import io.broadsheet.engine.source.SourceText;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The project while it is being written: an engine that follows its files and keeps what queries gave. For
/// one thread, but for what says otherwise.
final class LiveProject implements AutoCloseable {
    private final PreviewSettings settings;
    private final EngineOptions options;
    private volatile @Nullable ReportEngine engine;
    private volatile List<Path> folders;
    private volatile Locale locale = Locale.ROOT;
    private List<Problem> broken = List.of();

    LiveProject(PreviewSettings settings, Consumer<RunEvent> listener) {
        this.settings = settings;
        this.folders = List.of(settings.folder());
        this.options = EngineOptions.DEFAULT
                .withEnvironment(settings.environment())
                .withKept(EngineOptions.DEFAULT_KEPT_MEGABYTES)
                .withListener(listener);
    }

    /// Reads the project's files. Where they make no project, the one of before stays, with the reasons.
    void reread() {
        ReportEngine open = engine;
        try {
            ReportEngine now = open == null ? ReportEngine.open(settings.folder(), options) : open.reread();
            engine = now;
            broken = List.of();
            locale = now.project().locale();
            folders = folders(now.project());
        } catch (ProjectException e) {
            broken = e.problems();
        } catch (UncheckedIOException e) {
            // A folder went away while it was being listed.
            broken = List.of(problem(ProblemCode.UNREADABLE_FILE, "the project can't be read: " + e.getMessage()));
        }
    }

    private List<Path> folders(Project project) {
        Set<Path> all = new TreeSet<>(List.of(settings.folder()));
        for (SourceSpec source : project.sources().values()) {
            if (source instanceof SourceSpec.FileFolder folder) {
                all.add(folder.folder().toAbsolutePath().normalize());
            }
        }
        if (project.sitesSpec() instanceof SitesSpec.File file) {
            Path parent = settings.folder().resolve(file.path()).normalize().getParent();
            all.add(parent == null ? settings.folder() : parent);
        }
        return List.copyOf(all);
    }

    /// The folders whose files a page depends on. For any thread.
    List<Path> folders() {
        return folders;
    }

    /// The project's language; the root's as long as it can't be read. For any thread.
    Locale locale() {
        return locale;
    }

    /// Forgets what queries gave.
    void forget() {
        ReportEngine open = engine;
        if (open != null) {
            open.forgetKept();
        }
    }

    /// Stops the page that is being made on a thread. For any thread.
    void stop(Thread worker) {
        ReportEngine open = engine;
        if (open != null) {
            open.stop(worker);
        }
    }

    void resume(Thread worker) {
        ReportEngine open = engine;
        if (open != null) {
            open.resume(worker);
        }
    }

    /// What a try gave.
    ///
    /// @param cancelled whether it was stopped and is to be made again
    record Tried(
            Shown.Overview overview,
            Optional<Wish.Choice> choice,
            List<ParameterSpec> parameters,
            Optional<Rendering> rendering,
            List<Problem> problems,
            boolean cancelled) {}

    /// Makes the page of a wish.
    Tried make(Wish asked) {
        ReportEngine open = engine;
        if (open == null) {
            return new Tried(Shown.Overview.none(), Optional.empty(), List.of(), Optional.empty(), broken, false);
        }
        Wish wish = asked.orElse(settings.first());
        Problems problems = new Problems();
        problems.addAll(broken);
        problems.addAll(open.project().problems());
        Shown.Overview overview = overview(open, problems);
        Optional<Wish.Choice> choice = choice(wish, overview, open, problems);
        List<ParameterSpec> parameters = List.of();
        Optional<Rendering> rendering = Optional.empty();
        if (choice.isPresent()) {
            try {
                parameters = open.parameters(choice.get().report());
                choice = Optional.of(onlyKnown(choice.get(), parameters));
                rendering = Optional.of(open.render(choice.get().request()));
                problems.addAll(rendering.get().problems());
            } catch (ProjectException e) {
                problems.addAll(e.problems());
            } catch (RuntimeException | StackOverflowError e) {
                problems.add(internal(e));
            }
        }
        boolean cancelled = problems.list().stream().anyMatch(p -> p.code() == ProblemCode.CANCELLED);
        return new Tried(overview, choice, parameters, rendering, problems.list(), cancelled);
    }

    private static Shown.Overview overview(ReportEngine open, Problems problems) {
        List<Shown.ReportName> reports = new ArrayList<>();
        for (ReportFile report : open.project().reports().values()) {
            reports.add(new Shown.ReportName(
                    report.name(),
                    report.frontMatter().label(),
                    report.frontMatter().period()));
        }
        List<Site> sites = List.of();
        try {
            sites = open.sites();
            problems.addAll(open.siteProblems());
        } catch (ProjectException e) {
            problems.addAll(e.problems());
        }
        return new Shown.Overview(open.project().name(), reports, sites);
    }

    private Optional<Wish.Choice> choice(Wish wish, Shown.Overview overview, ReportEngine open, Problems problems) {
        if (overview.reports().isEmpty()) {
            problems.addAll(open.check());
            return Optional.empty();
        }
        if (overview.sites().isEmpty()) {
            if (!problems.hasErrors()) {
                problems.add(problem(ProblemCode.BAD_SITE, "the project has no sites"));
            }
            return Optional.empty();
        }
        return Optional.of(new Wish.Choice(
                wish.report().orElse(overview.reports().getFirst().name()),
                wish.siteId().orElse(overview.sites().getFirst().id()),
                wish.date().orElse(settings.today()),
                wish.parameters()));
    }

    /// Another report has other parameters: those that it does not know are left out.
    private static Wish.Choice onlyKnown(Wish.Choice choice, List<ParameterSpec> parameters) {
        Set<String> names = parameters.stream().map(p -> p.name().text()).collect(Collectors.toSet());
        Map<String, String> known = new HashMap<>(choice.parameters());
        known.keySet().retainAll(names);
        return new Wish.Choice(choice.report(), choice.siteId(), choice.date(), known);
    }

    private static Problem internal(Throwable e) {
        return problem(
                        ProblemCode.INTERNAL_ERROR,
                        "the page could not be made: " + e.getClass().getSimpleName() + " at "
                                + (e.getStackTrace().length > 0 ? e.getStackTrace()[0] : "?"))
                .withHint("This is a bug of Broadsheet");
    }

    private static Problem problem(ProblemCode code, String message) {
        return Problem.of(code, SourceText.of("broadsheet.yaml", "").whole(), message);
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
