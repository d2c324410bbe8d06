package io.broadsheet.engine.query;

import io.broadsheet.engine.frame.Column;
import io.broadsheet.engine.frame.Frame;
import io.broadsheet.engine.problem.Problem;
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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
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
    private final SpareWorkers spare;
    private final Map<String, JdbcDatabase> databases = new HashMap<>();
    private final Set<String> made = new HashSet<>();
    private @Nullable DataStore store;
    private @Nullable Ahead<DataStore, QueryException> storeAhead;

    /// Begins to load the database's library, for the engine that is opened next.
    ///
    /// @return what frees it again if none is
    ///
    /// @param next what is done on the same thread then
    public static Runnable prepare(Runnable next) {
        SqlGate.prepare(next);
        return SqlGate::dropPrepared;
    }

    public DataAccess(Project project, int workers, DataListener listener) {
        this.project = project;
        this.listener = listener;
        this.workers = workers;
        this.pool = new WorkbenchPool(
                work, memory.orElse(work), project.datasets().keySet(), project.limits(), running, workers);
        this.spare = new SpareWorkers(pool, running);
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

    /// Begins to open what reads files, and to look at them, if any of these sources is one of files.
    public synchronized void prepare(Collection<String> sources) {
        boolean files = sources.stream().anyMatch(s -> project.sources().get(s) instanceof SourceSpec.FileFolder);
        // A script that makes data is run by whoever needs it, so that it can be stopped.
        boolean made = project.sources().values().stream()
                .anyMatch(s -> s instanceof SourceSpec.FileFolder f && f.make().isPresent());
        if (files && !made && store == null && storeAhead == null) {
            List<String> asked = List.copyOf(sources);
            storeAhead = Ahead.begin(
                    "data-store",
                    () -> DataStore.open(work, memory, project, running, workers)
                            .mountAhead(asked));
        }
    }

    private synchronized DataStore store() throws QueryException {
        DataStore opened = store;
        Ahead<DataStore, QueryException> ahead = storeAhead;
        if (opened == null && ahead != null) {
            // Where it failed, whoever asks next tries again.
            storeAhead = null;
            opened = ahead.get();
            store = opened;
        }
        if (opened == null) {
            opened = DataStore.open(work, memory, project, running, workers);
            store = opened;
        }
        return opened;
    }

    /// The store, with this source's files in it. What is wrong with other sources concerns those who use them.
    private synchronized DataStore store(SourceSpec source) throws QueryException {
        if (source instanceof SourceSpec.FileFolder folder) {
            make(folder);
        }
        return store();
    }

    private synchronized void make(SourceSpec.FileFolder folder) throws QueryException {
        if (!made.contains(folder.name())) {
            new DataMaker(project, work, listener).make(folder);
            made.add(folder.name());
        }
    }

    /// The state of a source's files, whether they have changed or not since it was asked before; of a
    /// database, nothing.
    ///
    /// @throws QueryException if the files are not there and can't be made
    String stamp(String source) throws QueryException {
        if (!(source(source) instanceof SourceSpec.FileFolder folder)) {
            return "";
        }
        make(folder);
        return MountedFolder.stamps(folder);
    }

    /// Whether a query runs on files and leaves nothing for others: then it needs no workbench.
    boolean isPlain(PlannedQuery query) {
        return areOnFiles(List.of(query));
    }

    /// The scripts that make data may have changed.
    public synchronized void lookAgain() {
        made.clear();
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
            return store(source).query(new Object(), source.name(), owner, sql, bindings, project.zone());
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
                    Set.of(),
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
                rows = bench.take(dataset, slot, store(source).slice(dataset, own, bench.site(), slot));
            } finally {
                WorkFolder.delete(slot);
            }
        }
        bench.remember(key);
        listener.read(dataset.name(), rows, Duration.ofNanos(System.nanoTime() - start));
    }

    /// Datasets of many sites, read once. Why one could not be read is said to whoever asks for it.
    public final class Extracts implements AutoCloseable {
        private final DataStore store;
        private final DataStore.SiteNumbers sites;
        private final Map<DatasetKey, DataStore.Extract> extracts = new HashMap<>();
        private final Map<DatasetKey, Problem> failures = new HashMap<>();
        private final Map<String, Problem> unavailable = new HashMap<>();

        private Extracts(DataStore store, DataStore.SiteNumbers sites) {
            this.store = store;
            this.sites = sites;
        }

        private void read(PlannedDataset dataset, Bindings bindings, DataListener heard) throws QueryException {
            Bindings own = bindings.only(dataset.parameters());
            DatasetKey key = DatasetKey.of(dataset, own);
            if (extracts.containsKey(key) || failures.containsKey(key)) {
                return;
            }
            String source = dataset.dataset().source().text();
            Problem known = unavailable.get(source);
            if (known != null) {
                failures.put(key, known);
                return;
            }
            try {
                extracts.put(key, extract(dataset, own, heard));
            } catch (QueryException e) {
                if (e.problem().code() == ProblemCode.CANCELLED) {
                    throw e;
                }
                failures.put(key, e.problem());
                if (e.problem().code() == ProblemCode.SOURCE_UNAVAILABLE) {
                    // Its other datasets need not wait for it too.
                    unavailable.put(source, e.problem());
                }
            }
        }

        private DataStore.Extract extract(PlannedDataset dataset, Bindings own, DataListener heard)
                throws QueryException {
            long start = System.nanoTime();
            heard.reading(dataset.name());
            SourceSpec source = source(dataset.dataset().source().text());
            DataStore.Extract extract = source instanceof SourceSpec.Jdbc jdbc
                    ? store.extract(dataset, database(jdbc), own, sites, rows -> heard.progress(dataset.name(), rows))
                    : store(source).extract(dataset, own, sites);
            heard.read(dataset.name(), extract.rows(), Duration.ofNanos(System.nanoTime() - start));
            return extract;
        }

        /// Cuts one site's rows of a dataset into its workbench.
        public void load(Workbench bench, PlannedDataset dataset, Bindings bindings) throws QueryException {
            Bindings own = bindings.only(dataset.parameters());
            DatasetKey key = DatasetKey.of(dataset, own);
            if (bench.holds(key)) {
                return;
            }
            Problem failure = failures.get(key);
            if (failure != null) {
                throw new QueryException(failure);
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
                store.slice(extract, bench.site(), number, slot);
                bench.take(extract, slot);
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

    /// Reads datasets for these sites. Those that can't be read are no one's trouble but of who loads them.
    ///
    /// @throws QueryException if the work was stopped
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

    /// Whether all of these run on files and leave nothing for others: then they need no workbench, which takes time
    /// to open.
    public boolean areOnFiles(List<PlannedQuery> queries) {
        return queries.stream()
                .allMatch(q -> !q.readByOthers()
                        && q.source().isPresent()
                        && source(q.source().get()) instanceof SourceSpec.FileFolder);
    }

    /// Does work that needs no workbench, in its turn.
    public void withoutWorkbench(Runnable work) throws InterruptedException {
        pool.enter();
        try {
            work.run();
        } finally {
            pool.leave();
        }
    }

    /// Does pieces of work of a page that don't depend on each other, with the help of a worker who has nothing to do.
    ///
    /// @param inTurn whether this thread has its turn among the workers
    /// @return what they gave, in the order of the pieces
    public <T> List<T> together(List<Supplier<T>> pieces, boolean inTurn) {
        return spare.all(pieces, inTurn ? 1 : 2);
    }

    /// Runs a query on a source's files.
    ///
    /// @param reader for whom: one reader sees the files as they were at its first query
    public Optional<Frame> run(Object reader, Site site, PlannedQuery query, Bindings bindings, Problems problems) {
        try {
            return Optional.of(store(source(query.source().orElseThrow()))
                    .query(
                            reader,
                            query.source().orElseThrow(),
                            "query '" + query.name() + "'",
                            query.sql(),
                            bindings,
                            site.zone()));
        } catch (QueryException e) {
            problems.add(e.problem());
            return Optional.empty();
        }
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
                return run(bench, bench.site(), query, bindings, problems);
            }
            Path slot = bench.instance().slot(WorkbenchPool.QUERY_RESULT);
            try {
                bench.take(
                        query,
                        slot,
                        store(source)
                                .copy(
                                        source.name(),
                                        query,
                                        bindings,
                                        bench.site().zone(),
                                        slot));
            } finally {
                WorkFolder.delete(slot);
            }
            return bench.table(query.name().text(), query.sql(), bindings, problems);
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

    private void closeStore() {
        try {
            if (store != null || storeAhead != null) {
                store().close();
            }
        } catch (QueryException e) {
            // It could not be opened, and nobody has asked for it.
            store = null;
        }
    }

    /// Stops what runs, waits for it, and leaves nothing behind.
    @Override
    public void close() {
        running.stop();
        spare.close();
        pool.close();
        synchronized (this) {
            closeStore();
            databases.values().forEach(JdbcDatabase::close);
            work.close();
            memory.ifPresent(WorkFolder::close);
        }
    }
}
