package io.broadsheet.cli.editor;

import io.broadsheet.engine.option.Shape;
import io.broadsheet.engine.project.Import;
import io.broadsheet.engine.project.ParameterSpec;
import io.broadsheet.engine.project.Project;
import io.broadsheet.engine.project.SharedFile;
import io.broadsheet.engine.source.FencePlace;
import io.broadsheet.engine.source.Name;
import io.broadsheet.engine.source.SourceText;
import io.broadsheet.engine.source.Span;
import java.util.Optional;
import org.eclipse.lsp4j.Location;

/// Where what is named at a place comes from.
final class Definitions {
    private final String uri;
    private final ReportText report;
    private final Optional<Project> project;

    private Definitions(String uri, ReportText report, Optional<Project> project) {
        this.uri = uri;
        this.report = report;
        this.project = project;
    }

    static Optional<Location> at(String uri, ReportText report, Optional<Project> project, int offset) {
        return new Definitions(uri, report, project).find(offset);
    }

    private Optional<Location> find(int offset) {
        SourceText text = report.text();
        int line = text.lineOf(offset);
        Span word = WordAt.find(text, offset);
        if (Narrative.tag(report, word.offset()).isPresent()) {
            return query(word.text()).or(() -> imported(word.text()));
        }
        for (Import i : report.front().imports()) {
            if (WordAt.holds(i.file().span(), offset)) {
                return shared(i).map(f -> inProject(f.text().span(0, 0)));
            }
            if (WordAt.holds(i.name().span(), offset)) {
                return imported(i.name().text());
            }
        }
        if (report.yamlAround(line).isPresent()) {
            return namesQuery(line, word) ? query(word.text()) : Optional.empty();
        }
        Optional<FencePlace> opened = report.fenceOpenedAt(line);
        if (opened.isPresent()) {
            boolean component = Words.COMPONENTS.containsKey(ReportText.kind(opened.get()));
            return component ? query(word.text()) : Optional.empty();
        }
        return report.fenceAround(line).filter(ReportText::isQuery).flatMap(f -> inSql(word));
    }

    private boolean namesQuery(int line, Span word) {
        int end = word.offset() + word.length() - report.text().lineStart(line);
        return report.yamlUpTo(line, end).stream()
                .flatMap(e -> Shapes.at(report.keysAround(line), e.path()).stream())
                .anyMatch(s -> s instanceof Shape.NameOf(Shape.Thing thing) && thing == Shape.Thing.QUERY);
    }

    private Optional<Location> inSql(Span word) {
        boolean bound = word.offset() > 0 && word.source().text().charAt(word.offset() - 1) == ':';
        if (bound) {
            return report.front().parameters().stream()
                    .filter(p -> p.name().text().equals(word.text()))
                    .findFirst()
                    .map(ParameterSpec::span)
                    .map(this::here);
        }
        return query(word.text())
                .or(() -> imported(word.text()))
                .or(() -> project.map(p -> p.datasets().get(word.text()))
                        .map(d -> inProject(d.sql().span(0, 0))));
    }

    private Optional<Location> query(String name) {
        return report.query(name).map(Name::span).map(this::here);
    }

    private Location here(Span span) {
        return new Location(uri, Places.range(span));
    }

    private Optional<SharedFile> shared(Import i) {
        String beside = "reports/" + report.source().name() + "/" + i.file().text();
        return project.map(Project::sharedFiles)
                .map(files -> files.containsKey(beside)
                        ? files.get(beside)
                        : files.get(i.file().text()));
    }

    private Optional<Location> imported(String name) {
        return report.front().imports().stream()
                .filter(i -> i.name().text().equals(name))
                .findFirst()
                .flatMap(i -> shared(i).flatMap(f -> macro(f, name)))
                .map(this::inProject);
    }

    private static Optional<Span> macro(SharedFile file, String name) {
        return file.sqlMacro(name)
                .map(m -> m.name().span())
                .or(() -> file.textMacro(name).map(m -> m.name().span()));
    }

    private Location inProject(Span span) {
        return new Location(
                project.orElseThrow().folder().resolve(span.file()).toUri().toString(), Places.range(span));
    }
}
