package io.broadsheet.engine.plan;

import io.broadsheet.engine.narrative.ImageFiles;
import io.broadsheet.engine.narrative.NarrativeTemplate;
import io.broadsheet.engine.problem.Problem;
import io.broadsheet.engine.project.Import;
import io.broadsheet.engine.project.Project;
import io.broadsheet.engine.project.ReportFile;
import io.broadsheet.engine.query.PlannedDataset;
import io.broadsheet.engine.query.PlannedMacro;
import io.broadsheet.engine.query.PlannedQuery;
import io.broadsheet.engine.render.PageExtras;
import io.broadsheet.engine.render.Theme;
import io.broadsheet.engine.source.ContentHash;
import io.broadsheet.engine.source.SourceText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Everything about a report that does not depend on a site or on data. Immutable; made once, used for every page.
///
/// @param datasets what must be read before its queries run
/// @param queries in the order in which they run
/// @param narrative none where the template can't be read
/// @param words the title and what else of the front matter a page shows
/// @param extras the style and script that its components need
/// @param problems all that is wrong with the report
/// @param fingerprint a hash of all the sources that the report is made of
public record ReportPlan(
        ReportFile file,
        List<PlannedDataset> datasets,
        List<PlannedMacro> macros,
        List<PlannedQuery> queries,
        List<PlannedComponent> components,
        List<PlannedExpectation> expectations,
        Optional<NarrativeTemplate> narrative,
        PageWords words,
        ImageFiles images,
        Theme theme,
        PageExtras extras,
        List<Problem> problems,
        ContentHash fingerprint) {
    public ReportPlan {
        datasets = List.copyOf(datasets);
        macros = List.copyOf(macros);
        queries = List.copyOf(queries);
        components = List.copyOf(components);
        expectations = List.copyOf(expectations);
        problems = List.copyOf(problems);
    }

    /// The files that it is made of, by path. They hold no secrets: those are in broadsheet.yaml.
    public Map<String, String> sources(Project project) {
        Map<String, String> sources = new TreeMap<>();
        sources.put(file.source().text().path(), file.source().text().text());
        for (Import i : file.frontMatter().imports()) {
            String beside = "reports/" + file.name() + "/" + i.file().text();
            Optional.ofNullable(project.sharedFiles().get(beside))
                    .or(() -> Optional.ofNullable(
                            project.sharedFiles().get(i.file().text())))
                    .ifPresent(shared ->
                            sources.put(shared.text().path(), shared.text().text()));
        }
        datasets.forEach(d -> {
            SourceText text = d.dataset().sql().source();
            sources.put(text.path(), text.text());
        });
        return sources;
    }

    public String name() {
        return file.name();
    }

    /// Whether a page can be tried at all.
    public boolean isRunnable() {
        return narrative.isPresent() && problems.stream().noneMatch(Problem::isError);
    }
}
