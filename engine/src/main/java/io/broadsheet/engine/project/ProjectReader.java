package io.broadsheet.engine.project;

import io.broadsheet.engine.problem.Problem;
import io.broadsheet.engine.problem.ProblemCode;
import io.broadsheet.engine.problem.Problems;
import io.broadsheet.engine.source.ReportParser;
import io.broadsheet.engine.source.ReportSource;
import io.broadsheet.engine.source.SourceReader;
import io.broadsheet.engine.source.SourceText;
import io.broadsheet.engine.source.YamlValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/// Reads a project's folder. Everything that is wrong is found in one pass.
public final class ProjectReader {
    private static final String REPORT = "report.md";

    private final Path folder;
    private final Map<String, String> environment;
    private final Collection<String> componentNames;
    private final Map<Path, String> unsaved;
    private final Problems problems = new Problems();

    private ProjectReader(
            Path folder,
            Map<String, String> environment,
            Collection<String> componentNames,
            Map<Path, String> unsaved) {
        this.folder = folder;
        this.environment = environment;
        this.componentNames = componentNames;
        this.unsaved = unsaved;
    }

    /// What reading a folder gave: a project where broadsheet.yaml could be used, and what is wrong with it in any
    /// case.
    public record Result(Optional<Project> project, List<Problem> problems) {}

    public static Result read(Path folder, Map<String, String> environment, Collection<String> componentNames) {
        return read(folder, environment, componentNames, Map.of());
    }

    /// Reads a folder as if some of its files held other text.
    ///
    /// @param unsaved texts by the paths of their files, which must be there and begin with `folder`
    public static Result read(
            Path folder,
            Map<String, String> environment,
            Collection<String> componentNames,
            Map<Path, String> unsaved) {
        return new ProjectReader(folder, environment, componentNames, unsaved).read();
    }

    private Optional<SourceText> text(Path path, String name, Problems found) {
        String text = unsaved.get(path);
        return text == null ? SourceReader.read(path, name, found) : SourceReader.read(text, name, found);
    }

    private Result read() {
        Path path = folder.resolve(ProjectFile.FILE);
        if (!Files.isRegularFile(path)) {
            problems.add(
                    ProblemCode.NO_PROJECT,
                    SourceText.of(ProjectFile.FILE, "").whole(),
                    "there is no broadsheet.yaml in " + folder,
                    "Name a project's folder, or make one with `broadsheet init DIR`");
            return new Result(Optional.empty(), problems.list());
        }
        Optional<SourceText> text = text(path, ProjectFile.FILE, problems);
        if (text.isEmpty()) {
            return new Result(Optional.empty(), problems.list());
        }
        ProjectFile file = ProjectFile.read(text.get(), folder, environment, problems);
        boolean usable = !problems.hasErrors();
        if (file.isUnread()) {
            return new Result(Optional.empty(), problems.list());
        }
        Optional<List<Site>> sites = SitesFile.readListed(folder, file, problems);
        Map<String, SharedFile> shared = new TreeMap<>();
        files(
                "shared",
                List.of(".sql", ".md"),
                (name, source) -> shared.put(source.path(), SharedFile.read(source, problems)));
        Map<String, Dataset> datasets = new TreeMap<>();
        Set<String> broken = new TreeSet<>();
        for (Path entry : list(folder.resolve("datasets"))) {
            String name = String.valueOf(entry.getFileName()).replaceFirst("\\.sql$", "");
            if (entry.toString().endsWith(".sql")) {
                text(entry, "datasets/" + name + ".sql", problems)
                        .flatMap(source -> Dataset.read(name, source, file.declaredSources(), problems))
                        .ifPresentOrElse(d -> datasets.put(name, d), () -> broken.add(name));
            }
        }
        Map<String, ReportFile> reports = reports();
        // Helpers beside a report are shared files of its own.
        for (String report : reports.keySet()) {
            files(
                    "reports/" + report,
                    List.of(".sql", ".md"),
                    (name, source) -> shared.put(source.path(), SharedFile.read(source, problems)));
        }
        OperationsReader.checkReports(file.operations(), reports.keySet(), problems);
        Project project =
                new Project(folder, text.get(), file, sites, reports, shared, datasets, broken, problems.list());
        return new Result(usable ? Optional.of(project) : Optional.empty(), problems.list());
    }

    private Map<String, ReportFile> reports() {
        Map<String, ReportFile> reports = new TreeMap<>();
        for (Path entry : list(folder.resolve("reports"))) {
            Path path = entry.resolve(REPORT);
            if (Files.isRegularFile(path)) {
                ReportFile report = report(String.valueOf(entry.getFileName()), path);
                reports.put(report.name(), report);
            }
        }
        return reports;
    }

    private ReportFile report(String name, Path path) {
        Problems own = new Problems();
        String shown = "reports/" + name + "/report.md";
        Optional<SourceText> text = text(path, shown, own);
        ReportSource source = text.map(t -> ReportParser.parse(name, t, componentNames, own))
                .orElseGet(() -> {
                    SourceText none = SourceText.of(shown, "");
                    return new ReportSource(name, none, YamlValue.Mapping.empty(none.whole()), List.of(), "");
                });
        FrontMatter frontMatter = FrontMatter.read(source, text.isPresent() ? own : new Problems());
        return new ReportFile(
                name, path.getParent() == null ? folder : path.getParent(), source, frontMatter, own.list());
    }

    private void files(String subfolder, List<String> endings, BiConsumer<String, SourceText> taker) {
        for (Path path : list(folder.resolve(subfolder))) {
            String file = String.valueOf(path.getFileName());
            endings.stream()
                    .filter(ending -> file.endsWith(ending) && !file.equals(REPORT))
                    .findFirst()
                    .ifPresent(ending -> text(path, subfolder + "/" + file, problems)
                            .ifPresent(text -> taker.accept(file.substring(0, file.length() - ending.length()), text)));
        }
    }

    private static List<Path> list(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(p -> !String.valueOf(p.getFileName()).startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
