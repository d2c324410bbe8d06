package io.broadsheet.engine.query;

import io.broadsheet.engine.frame.Column;
import io.broadsheet.engine.frame.Frame;
import io.broadsheet.engine.problem.ProblemCode;
import io.broadsheet.engine.problem.Problems;
import io.broadsheet.engine.problem.Suggestion;
import io.broadsheet.engine.project.Project;
import io.broadsheet.engine.project.Site;
import io.broadsheet.engine.project.SitesSpec;
import io.broadsheet.engine.project.SourceSpec;
import io.broadsheet.engine.source.Snippet;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The data side of an engine: its sources, opened when they are first asked, and its workbenches. Thread-safe.
public final class DataAccess implements AutoCloseable {
    private final Project project;
    private final DataListener listener;
    private final int workers;
    private final WorkFolder work = WorkFolder.open();
    private final Optional<WorkFolder> memory = WorkFolder.openInMemory();
    private final RunningStatements running = new RunningStatements();
    private final WorkbenchPool pool;
    private final Map<String, JdbcDatabase> databases = new HashMap<>();
    private @Nullable DataStore store;

    public DataAccess(Project project, int workers, DataListener listener) {
        this.project = project;
        this.listener = listener;
        this.workers = workers;
        this.pool = new WorkbenchPool(
                work, memory.orElse(work), project.datasets().keySet(), project.limits(), running, workers);
        DriverJars.load(project.folder().resolve("drivers"));
    }

    private synchronized JdbcDatabase database(SourceSpec.Jdbc spec) throws QueryException {
        JdbcDatabase database = databases.get(spec.name());
        if (database == null) {
            database = JdbcDatabase.open(spec, project.secrets(), running, project.zone());
            databases.put(spec.name(), database);
        }
        return database;
    }

    private synchronized DataStore store() throws QueryException {
        DataStore opened = store;
        if (opened == null) {
            DataMaker maker = new DataMaker(project, work, listener);
            for (SourceSpec source : project.sources().values()) {
                if (source instanceof SourceSpec.FileFolder folder) {
                    maker.make(folder);
                }
            }
            opened = DataStore.open(work, memory, project, running, workers);
            store = opened;
        }
        return opened;
    }

    private SourceSpec source(String name) {
        SourceSpec source = project.sources().get(name);
        if (source == null) {
            throw new IllegalStateException("no source " + name);
        }
        return source;
    }

    /// The sites that a project's query gives, row by row.
    public List<Map<String, String>> siteRows(SitesSpec.Query query) throws QueryException {
        Problems problems = new Problems();
        SourceSpec source = source(query.source());
        SqlDialect dialect = source instanceof SourceSpec.Jdbc j ? SqlDialect.ofUrl(j.url()) : SqlDialect.DUCKDB;
        BoundSql sql = SqlText.parseSingle(query.sql(), dialect, problems).bind(ParameterStyle.QUESTION);
        if (!sql.order().isEmpty()) {
            problems.add(
                    ProblemCode.UNKNOWN_PARAMETER,
                    query.span(),
                    "the query of the sites can't bind :" + sql.order().getFirst());
        }
        if (problems.hasErrors()) {
            throw new QueryException(problems.list().getFirst());
        }
        Frame frame = frame(source, "the query of the sites", "sites", sql, Bindings.of(Map.of()));
        List<Map<String, String>> rows = new ArrayList<>();
        for (int r = 0; r < frame.rowCount(); r++) {
            Map<String, String> row = new LinkedHashMap<>();
            for (Column column : frame.columns()) {
                Object value = column.get(r);
                row.put(column.name().toLowerCase(Locale.ROOT), value == null ? "" : value.toString());
            }
            rows.add(row);
        }
        return rows;
    }

    /// What a source answers to a question that belongs to no report, such as whether its data is fresh.
    ///
    /// @param owner whose question it is, for messages
    public Frame answer(String sourceName, Snippet question, Bindings bindings, String owner) throws QueryException {
        Problems problems = new Problems();
        SourceSpec source = source(sourceName);
        SqlDialect dialect = source instanceof SourceSpec.Jdbc j ? SqlDialect.ofUrl(j.url()) : SqlDialect.DUCKDB;
        BoundSql sql = SqlText.parseSingle(question, dialect, problems).bind(ParameterStyle.QUESTION);
        for (String name : sql.order()) {
            if (!bindings.values().containsKey(name)) {
                problems.add(
                        ProblemCode.UNKNOWN_PARAMETER,
                        question.whole(),
                        owner + " can't bind :" + name,
                        Suggestion.sentence(
                                "parameters", name, bindings.values().keySet()));
            }
        }
        if (problems.hasErrors()) {
            throw new QueryException(problems.list().getFirst());
        }
        return frame(source, owner, "answer", sql, bindings);
    }

    private Frame frame(SourceSpec source, String owner, String name, BoundSql sql, Bindings bindings)
            throws QueryException {
        if (source instanceof SourceSpec.FileFolder) {
            return store().query(source.name(), owner, sql, bindings, project.zone());
        }
        JdbcDatabase database = database((SourceSpec.Jdbc) source);
        Site nobody = new Site("", "", project.locale(), project.zone(), "", List.of(), Map.of());
        Problems problems = new Problems();
        try (Workbench bench = lend(nobody)) {
            PlannedQuery query = new PlannedQuery(
                    new io.broadsheet.engine.source.Name(name, sql.firstLine()),
                    sql.firstLine(),
                    Optional.of(source.name()),
                    sql,
                    java.util.Set.of(),
                    false);
            return bench.load(query, database, bindings, problems)
                    .orElseThrow(() -> new QueryException(problems.list().getFirst()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /// Lends a workbench for one site; waits while all are in use.
    public Workbench lend(Site site) throws InterruptedException {
        return pool.lend(site);
    }

    /// Reads one site's rows of a dataset into its workbench.
    public void load(Workbench bench, PlannedDataset dataset, Bindings bindings) throws QueryException {
        Bindings own = bindings.only(dataset.parameters());
        DatasetKey key = DatasetKey.of(dataset, own);
        if (bench.holds(key)) {
            return;
        }
        long start = System.nanoTime();
        listener.reading(dataset.name());
        SourceSpec source = source(dataset.dataset().source().text());
        long rows;
        if (source instanceof SourceSpec.Jdbc jdbc) {
            rows = bench.load(dataset, database(jdbc), own, count -> listener.progress(dataset.name(), count));
        } else {
            Path slot = bench.instance().slot(dataset.name());
            try {
                rows = bench.take(dataset, slot, store().slice(dataset, own, bench.site(), slot));
            } finally {
                WorkFolder.delete(slot);
            }
        }
        bench.remember(key);
        listener.read(dataset.name(), rows, Duration.ofNanos(System.nanoTime() - start));
    }

    /// Datasets of many sites, read once.
    public final class Extracts implements AutoCloseable {
        private final DataStore store;
        private final DataStore.SiteNumbers sites;
        private final Map<DatasetKey, DataStore.Extract> extracts = new HashMap<>();

        private Extracts(DataStore store, DataStore.SiteNumbers sites) {
            this.store = store;
            this.sites = sites;
        }

        private void read(PlannedDataset dataset, Bindings bindings, DataListener heard) throws QueryException {
            Bindings own = bindings.only(dataset.parameters());
            DatasetKey key = DatasetKey.of(dataset, own);
            if (extracts.containsKey(key)) {
                return;
            }
            long start = System.nanoTime();
            heard.reading(dataset.name());
            SourceSpec source = source(dataset.dataset().source().text());
            DataStore.Extract extract = source instanceof SourceSpec.Jdbc jdbc
                    ? store.extract(dataset, database(jdbc), own, sites, rows -> heard.progress(dataset.name(), rows))
                    : store.extract(dataset, own, sites);
            extracts.put(key, extract);
            heard.read(dataset.name(), extract.rows(), Duration.ofNanos(System.nanoTime() - start));
        }

        /// Cuts one site's rows of a dataset into its workbench.
        public void load(Workbench bench, PlannedDataset dataset, Bindings bindings) throws QueryException {
            Bindings own = bindings.only(dataset.parameters());
            DatasetKey key = DatasetKey.of(dataset, own);
            if (bench.holds(key)) {
                return;
            }
            DataStore.Extract extract = extracts.get(key);
            Integer number = sites.numbers().get(bench.site().id());
            if (extract == null || number == null) {
                throw new IllegalStateException("dataset " + dataset.name() + " was not read for site " + bench.site());
            }
            Path slot = extract.isModest(number)
                    ? bench.instance().fastSlot(dataset.name())
                    : bench.instance().slot(dataset.name());
            try {
                bench.take(dataset, slot, store.slice(extract, bench.site(), number, slot));
            } finally {
                WorkFolder.delete(slot);
            }
            bench.remember(key);
        }

        @Override
        public void close() {
            extracts.values().forEach(store::drop);
            store.drop(sites);
        }
    }

    /// A dataset and the values that it is read with.
    public record DatasetUse(PlannedDataset dataset, Bindings bindings) {}

    /// Reads datasets for these sites.
    public Extracts read(List<DatasetUse> uses, List<Site> sites, DataListener heard) throws QueryException {
        DataStore opened = store();
        Extracts extracts = new Extracts(opened, opened.number(sites));
        try {
            for (DatasetUse use : uses) {
                extracts.read(use.dataset(), use.bindings(), heard);
            }
        } catch (QueryException | RuntimeException e) {
            extracts.close();
            throw e;
        }
        return extracts;
    }

    /// Runs a query of a report: on its source, or in the workbench.
    public Optional<Frame> run(Workbench bench, PlannedQuery query, Bindings bindings, Problems problems) {
        if (query.source().isEmpty()) {
            return bench.run(query, bindings, problems);
        }
        SourceSpec source = source(query.source().get());
        try {
            if (source instanceof SourceSpec.Jdbc jdbc) {
                return bench.load(query, database(jdbc), bindings, problems);
            }
            if (!query.readByOthers()) {
                return Optional.of(store().query(
                                source.name(),
                                "query '" + query.name() + "'",
                                query.sql(),
                                bindings,
                                bench.site().zone()));
            }
            Path slot = bench.instance().slot(WorkbenchPool.QUERY_RESULT);
            try {
                bench.take(
                        query,
                        slot,
                        store().copy(
                                        source.name(),
                                        query,
                                        bindings,
                                        bench.site().zone(),
                                        slot));
            } finally {
                WorkFolder.delete(slot);
            }
            return bench.table(query.name().text(), query.sql(), problems);
        } catch (QueryException e) {
            problems.add(e.problem());
            return Optional.empty();
        }
    }

    /// Stops whatever runs; nothing new begins.
    public void stop() {
        running.stop();
    }

    /// Stops whatever runs on these threads; nothing new begins on them.
    public void stop(Collection<Thread> threads) {
        running.stop(threads);
    }

    /// These threads, which were stopped, have ended.
    public void forget(Collection<Thread> threads) {
        running.forget(threads);
    }

    /// Whether nothing may begin, on this thread or on any.
    public boolean isStopped() {
        return running.isStopped();
    }

    /// Statements under way and connections in use: what must be none when nobody works.
    public int busy() {
        int connections;
        synchronized (this) {
            connections = databases.values().stream()
                    .mapToInt(JdbcDatabase::connectionsInUse)
                    .sum();
        }
        return running.count() + connections;
    }

    /// Stops what runs, waits for it, and leaves nothing behind.
    @Override
    public void close() {
        running.stop();
        pool.close();
        synchronized (this) {
            DataStore opened = store;
            if (opened != null) {
                opened.close();
            }
            databases.values().forEach(JdbcDatabase::close);
            work.close();
            memory.ifPresent(WorkFolder::close);
        }
    }
}
