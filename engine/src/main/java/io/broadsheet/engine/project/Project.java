package io.broadsheet.engine.project;

import io.broadsheet.engine.option.Key;
import io.broadsheet.engine.problem.Problem;
import io.broadsheet.engine.source.Name;
import io.broadsheet.engine.source.SourceText;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A folder of reports, read and checked. Immutable.
public final class Project {
    /// The keys of `broadsheet.yaml`.
    public static final List<Key<?>> KEYS = ProjectFile.KEYS;

    private final Path folder;
    private final SourceText text;
    private final ProjectFile file;
    private final Optional<List<Site>> listedSites;
    private final Map<String, ReportFile> reports;
    private final Map<String, SharedFile> sharedFiles;
    private final Map<String, Dataset> datasets;
    private final Set<String> brokenDatasets;
    private final List<Problem> problems;

    Project(
            Path folder,
            SourceText text,
            ProjectFile file,
            Optional<List<Site>> listedSites,
            Map<String, ReportFile> reports,
            Map<String, SharedFile> sharedFiles,
            Map<String, Dataset> datasets,
            Set<String> brokenDatasets,
            List<Problem> problems) {
        this.folder = folder;
        this.text = text;
        this.file = file;
        this.listedSites = listedSites.map(List::copyOf);
        this.reports = Collections.unmodifiableMap(new LinkedHashMap<>(reports));
        this.sharedFiles = Collections.unmodifiableMap(new LinkedHashMap<>(sharedFiles));
        this.datasets = Collections.unmodifiableMap(new LinkedHashMap<>(datasets));
        this.brokenDatasets = Collections.unmodifiableSet(new LinkedHashSet<>(brokenDatasets));
        this.problems = List.copyOf(problems);
    }

    public Path folder() {
        return folder;
    }

    /// Whether what an engine opened for another project serves this one too: the same folder,
    /// broadsheet.yaml and names of datasets. Environment variables are those of the engine.
    public boolean opensAs(Project other) {
        return folder.equals(other.folder)
                && text.text().equals(other.text.text())
                && datasets.keySet().equals(other.datasets.keySet());
    }

    public String name() {
        return file.name();
    }

    public Locale locale() {
        return file.locale();
    }

    public ZoneId zone() {
        return file.zone();
    }

    public DayOfWeek weekStart() {
        return file.weekStart();
    }

    /// By name, in order of names.
    public Map<String, ReportFile> reports() {
        return reports;
    }

    /// By path, such as `shared/cohort.sql`.
    public Map<String, SharedFile> sharedFiles() {
        return sharedFiles;
    }

    /// By name, in order of names.
    public Map<String, Dataset> datasets() {
        return datasets;
    }

    /// Names of datasets whose files can't be used; [#problems()] says why.
    public Set<String> brokenDatasets() {
        return brokenDatasets;
    }

    /// By name, in the order of broadsheet.yaml.
    public Map<String, SourceSpec> sources() {
        return file.sources();
    }

    public Limits limits() {
        return file.limits();
    }

    public SitesSpec sitesSpec() {
        return file.sites();
    }

    /// The sites, where a file lists them; a query's are the engine's to ask for.
    public Optional<List<Site>> listedSites() {
        return listedSites;
    }

    /// The sites that the file lists at this moment; empty where a query gives them.
    public Optional<List<Site>> readListedSites(io.broadsheet.engine.problem.Problems found) {
        return SitesFile.readListed(folder, file, found);
    }

    /// Makes sites of a query's rows, by the same rules as of a file's.
    public List<Site> sitesOf(List<Map<String, String>> rows, io.broadsheet.engine.problem.Problems found) {
        SiteRows sites = new SiteRows(folder, file, found);
        if (rows.isEmpty()
                || sites.accepts(
                        List.copyOf(rows.getFirst().keySet()), file.sites().span())) {
            rows.forEach(row -> sites.add(row, file.sites().span()));
        }
        return sites.list();
    }

    /// The theme of reports that name none.
    public Optional<Name> theme() {
        return file.theme();
    }

    public Path themesFolder() {
        return folder.resolve("themes");
    }

    /// Where pages go: the `store:` of broadsheet.yaml, `file:out` by default.
    public String storeUrl() {
        return file.operations().store().url();
    }

    /// What the file says for the server.
    public Operations operations() {
        return file.operations();
    }

    public Secrets secrets() {
        return file.secrets();
    }

    /// What is wrong with broadsheet.yaml, the sites, shared files and datasets; the reports have their own.
    public List<Problem> problems() {
        return problems;
    }
}
