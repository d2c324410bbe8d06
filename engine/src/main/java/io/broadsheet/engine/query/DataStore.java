package io.broadsheet.engine.query;

import io.broadsheet.engine.frame.Frame;
import io.broadsheet.engine.problem.Problem;
import io.broadsheet.engine.problem.ProblemCode;
import io.broadsheet.engine.problem.Suggestion;
import io.broadsheet.engine.project.Project;
import io.broadsheet.engine.project.Site;
import io.broadsheet.engine.project.SourceSpec;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/// Where rows of all sites may be: a DuckDB instance with a file of its own, over the project's folders of files, for
/// reading datasets and cutting them. Authors' SQL of reports never runs here. Thread-safe.
final class DataStore implements AutoCloseable {
    private static final Duration DATASET_TIME = Duration.ofHours(2);

    private final DuckDBConnection root;
    private final Project project;
    private final RunningStatements running;
    private final AtomicInteger tables = new AtomicInteger();
    private final Map<String, MountedFolder> folders = new HashMap<>();

    private final Map<String, Deque<Connection>> sessions = new ConcurrentHashMap<>();
    private final AtomicInteger reading = new AtomicInteger();
    private final int threads;

    private DataStore(DuckDBConnection root, Project project, RunningStatements running, int threads) {
        this.root = root;
        this.threads = threads;
        this.project = project;
        this.running = running;
    }

    static DataStore open(WorkFolder work, Project project, RunningStatements running, int threads)
            throws QueryException {
        List<Path> folders = new ArrayList<>(work.paths());
        for (SourceSpec source : project.sources().values()) {
            if (source instanceof SourceSpec.FileFolder folder) {
                folders.add(folder.folder().toAbsolutePath().normalize());
            }
        }
        DuckDBConnection root = DuckDb.dataStore(
                work.path().resolve("data.duckdb"),
                work.make("spill"),
                folders,
                project.limits().extractMegabytes(),
                1,
                project.zone().getId());
        RowsFunction.register(root);
        DataStore store = new DataStore(root, project, running, threads);
        for (SourceSpec source : project.sources().values()) {
            if (source instanceof SourceSpec.FileFolder folder) {
                MountedFolder mounted = new MountedFolder(root, folder, project.folder());
                mounted.refresh();
                store.folders.put(source.name(), mounted);
            }
        }
        return store;
    }

    /// A dataset of all sites, in the order of the sites.
    ///
    /// @param rowsBySite how many rows each site has, by its number
    record Extract(String dataset, String table, Map<Integer, Long> rowsBySite) {
        long rows() {
            return rowsBySite.values().stream().mapToLong(Long::longValue).sum();
        }

        /// Whether a site's slice is small enough to go through memory.
        boolean isModest(int siteNumber) {
            return rowsBySite.getOrDefault(siteNumber, 0L) <= MODEST_SLICE;
        }
    }

    private static final long MODEST_SLICE = 1_000_000;

    /// Sites by number, for cutting.
    record SiteNumbers(String table, Map<String, Integer> numbers) {}

    SiteNumbers number(List<Site> sites) {
        String table = "sites_" + tables.incrementAndGet();
        DuckDb.run(root, "create table " + table + " (site_no integer, id varchar)");
        Map<String, Integer> numbers = new HashMap<>();
        try (DuckDBAppender appender = root.createAppender(table)) {
            for (Site site : sites) {
                int number = numbers.size();
                numbers.put(site.id(), number);
                appender.beginRow();
                appender.append(number);
                appender.append(site.id());
                appender.endRow();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("sites can't be numbered", e);
        }
        return new SiteNumbers(table, Map.copyOf(numbers));
    }

    /// Reads a dataset of all sites from the source's own files, in the dataset's own order within each site.
    Extract extract(PlannedDataset dataset, Bindings bindings, SiteNumbers sites) throws QueryException {
        allCores();
        try (Session session = session(dataset)) {
            Connection connection = session.connection();
            checkSiteColumn(connection, dataset, bindings);
            if (isParquet(dataset)) {
                return sorted(
                        connection,
                        dataset,
                        "(" + dataset.sql().text() + "\n)",
                        dataset.sql().order(),
                        bindings,
                        sites);
            }
            // Text files are read once only: parsing them costs more than a copy does.
            String raw = "raw_" + tables.incrementAndGet();
            try {
                execute(connection, dataset, "create table main." + raw + " as select * from (", ")", bindings);
                return sorted(connection, dataset, "main." + raw, List.of(), bindings, sites);
            } finally {
                DuckDb.run(root, "drop table if exists main." + raw);
            }
        } catch (SQLException e) {
            throw new QueryException(SqlFailure.ofDuckDb(e, dataset.name(), dataset.sql(), 0));
        } finally {
            oneCore();
        }
    }

    private boolean isParquet(PlannedDataset dataset) {
        return project.sources().get(dataset.dataset().source().text()) instanceof SourceSpec.FileFolder folder
                && FileTables.files(folder.folder()).values().stream()
                        .allMatch(f -> f.toString().endsWith(".parquet"));
    }

    /// Reads a dataset of all sites from a database.
    Extract extract(
            PlannedDataset dataset, JdbcDatabase source, Bindings bindings, SiteNumbers sites, LongConsumer progress)
            throws QueryException {
        String raw = "raw_" + tables.incrementAndGet();
        try (Connection connection = root.duplicate()) {
            source.load(
                    "dataset '" + dataset.name() + "'",
                    dataset.sql(),
                    bindings,
                    connection,
                    (columns, from) -> "create table " + raw + " as select " + columns + " from " + from,
                    progress);
            checkColumns(dataset, columnNames(connection, "from " + raw));
            return sorted(connection, dataset, "main." + raw, List.of(), bindings, sites);
        } catch (SQLException e) {
            throw new QueryException(SqlFailure.ofDuckDb(e, dataset.name(), dataset.sql(), 0));
        } finally {
            DuckDb.run(root, "drop table if exists " + raw);
        }
    }

    private Extract sorted(
            Connection connection,
            PlannedDataset dataset,
            String from,
            List<String> order,
            Bindings bindings,
            SiteNumbers sites)
            throws SQLException, QueryException {
        int number = tables.incrementAndGet();
        String table = "data_" + number;
        SiteSort sort = new SiteSort(connection, from, order, bindings, siteColumn(dataset), sites.table());
        String statement = sort.statement(table, sort.enumerations(column -> "values_" + number + "_" + column));
        // What fails here is the dataset's own SQL or its files; our part has no place in the author's file.
        int prefix = Math.max(0, statement.indexOf(from) + 1);
        execute(
                connection,
                dataset,
                new BoundSql(statement, order, List.of(), dataset.sql().snippet()),
                bindings,
                prefix);
        return new Extract(dataset.name(), table, rowsBySite(table));
    }

    /// Cuts one site's rows into the folder of its workbench.
    void slice(Extract extract, PlannedDataset dataset, Site site, int siteNumber, Path file) {
        // The number is ours, and so is the file's path; the site's id is quoted.
        try (Connection connection = root.duplicate()) {
            DuckDb.run(
                    connection,
                    "copy (select " + DuckDb.quoted(site.id()) + " as " + siteColumn(dataset) + ", * exclude (site_no, "
                            + SiteSort.ROW + ") from " + extract.table() + " where site_no = " + siteNumber + ") to "
                            + DuckDb.quoted(file.toString()) + " (format parquet, compression uncompressed)");
        } catch (SQLException e) {
            throw new IllegalStateException("a slice can't be cut", e);
        }
    }

    /// Cuts one site's rows straight from the source's files.
    void slice(PlannedDataset dataset, Bindings bindings, Site site, Path file) throws QueryException {
        allCores();
        try (Session session = session(dataset)) {
            Connection connection = session.connection();
            checkSiteColumn(connection, dataset, bindings);
            String head = "copy (select * from (";
            String tail = ") d where cast(d." + siteColumn(dataset) + " as varchar) = " + DuckDb.quoted(site.id())
                    + ") to " + DuckDb.quoted(file.toString()) + " (format parquet, compression uncompressed)";
            execute(connection, dataset, head, tail, bindings);
        } catch (SQLException e) {
            throw new QueryException(SqlFailure.ofDuckDb(e, dataset.name(), dataset.sql(), 0));
        } finally {
            oneCore();
        }
    }

    private Session session(PlannedDataset dataset) throws SQLException, QueryException {
        return session(dataset.dataset().source().text(), project.zone());
    }

    /// A connection that sees a source's tables, as they are now. Connections are kept for the next time: authors' SQL
    /// is
    /// one SELECT, which leaves nothing behind in them.
    private Session session(String source, ZoneId zone) throws SQLException, QueryException {
        MountedFolder folder = folders.get(source);
        if (folder != null) {
            folder.refresh();
        }
        Deque<Connection> idle = sessions.computeIfAbsent(source + " " + zone, k -> new ConcurrentLinkedDeque<>());
        Connection connection = idle.poll();
        if (connection == null) {
            connection = root.duplicate();
            DuckDb.run(
                    connection,
                    "set schema = " + DuckDb.quoted(MountedFolder.schema(source)) + "; set TimeZone = "
                            + DuckDb.quoted(zone.getId()));
        }
        return new Session(connection, idle);
    }

    private record Session(Connection connection, Deque<Connection> idle) implements AutoCloseable {
        @Override
        public void close() {
            idle.push(connection);
        }
    }

    /// Reading uses all cores; everything else one, since several workers ask at a time.
    private void allCores() {
        if (reading.getAndIncrement() == 0) {
            DuckDb.run(root, "set threads = " + threads);
        }
    }

    private void oneCore() {
        if (reading.decrementAndGet() == 0) {
            DuckDb.run(root, "set threads = 1");
        }
    }

    private void execute(Connection connection, PlannedDataset dataset, String head, String tail, Bindings bindings)
            throws QueryException {
        BoundSql sql = dataset.sql();
        // A line end before the tail: the author's SQL may end with a comment.
        BoundSql whole = new BoundSql(head + sql.text() + "\n" + tail, sql.order(), List.of(), sql.snippet());
        execute(connection, dataset, whole, bindings, head.length());
    }

    private void execute(Connection connection, PlannedDataset dataset, BoundSql whole, Bindings bindings, int prefix)
            throws QueryException {
        try (PreparedStatement statement = connection.prepareStatement(whole.text())) {
            bindings.bind(statement, whole.order());
            running.guard(statement, DATASET_TIME, statement::execute);
        } catch (SQLException e) {
            throw new QueryException(failed(dataset, e, prefix));
        } catch (RunningStatements.Ended e) {
            throw new QueryException(
                    e.end() == RunningStatements.End.BY_STOP
                            ? new Problem(
                                    ProblemCode.CANCELLED,
                                    dataset.sql().firstLine(),
                                    "dataset '" + dataset.name() + "' was stopped",
                                    "")
                            : failed(dataset, e.failure(), prefix));
        }
    }

    private static Problem failed(PlannedDataset dataset, SQLException e, int prefix) {
        String message = String.valueOf(e.getMessage());
        if (message.contains("CSV Error") || message.contains("read_csv")) {
            return new Problem(
                    ProblemCode.UNREADABLE_DATA,
                    dataset.sql().firstLine(),
                    "dataset '" + dataset.name() + "' can't read a file: "
                            + message.lines()
                                    .limit(2)
                                    .reduce((a, b) -> a + " " + b)
                                    .orElse(""),
                    "Correct the file, or give types: { TABLE: { COLUMN: VARCHAR } } under the source");
        }
        return SqlFailure.ofDuckDb(e, dataset.name(), dataset.sql(), prefix);
    }

    private static String siteColumn(PlannedDataset dataset) {
        return DuckDb.identifier(dataset.dataset().siteColumn().text());
    }

    private void checkSiteColumn(Connection connection, PlannedDataset dataset, Bindings bindings)
            throws QueryException {
        String head = "select * from (";
        try (PreparedStatement statement =
                connection.prepareStatement(head + dataset.sql().text() + "\n) limit 0")) {
            bindings.bind(statement, dataset.sql().order());
            checkColumns(dataset, columnNames(statement.getMetaData()));
        } catch (SQLException e) {
            throw new QueryException(failed(dataset, e, head.length()));
        }
    }

    private static List<String> columnNames(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql + " limit 0")) {
            return columnNames(statement.getMetaData());
        }
    }

    private static List<String> columnNames(ResultSetMetaData meta) throws SQLException {
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            names.add(meta.getColumnName(i));
        }
        return names;
    }

    static void checkColumns(PlannedDataset dataset, List<String> columns) throws QueryException {
        String wanted = dataset.dataset().siteColumn().text();
        if (columns.stream().noneMatch(wanted::equalsIgnoreCase)) {
            throw new QueryException(new Problem(
                    ProblemCode.UNKNOWN_DATASET_COLUMN,
                    dataset.dataset().siteColumn().span(),
                    "dataset '" + dataset.name() + "' has no column '" + wanted + "' to be cut by",
                    Suggestion.sentence("its columns", wanted, columns)));
        }
    }

    private Map<Integer, Long> rowsBySite(String table) throws SQLException {
        Map<Integer, Long> rows = new HashMap<>();
        try (Connection connection = root.duplicate();
                PreparedStatement statement = connection.prepareStatement(
                        "select site_no, count(*) from main." + table + " group by site_no");
                ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                rows.put(result.getInt(1), result.getLong(2));
            }
        }
        return Map.copyOf(rows);
    }

    /// A query on the source's files.
    Frame query(String source, PlannedQuery query, Bindings bindings, ZoneId zone) throws QueryException {
        String name = query.name().text();
        try (Session session = session(source, zone)) {
            Connection connection = session.connection();
            try (PreparedStatement statement =
                    connection.prepareStatement(query.sql().text())) {
                bindings.bind(statement, query.sql().order());
                return running.guard(statement, project.limits().queryTime(), () -> {
                    try (ResultSet result = statement.executeQuery()) {
                        return FrameReader.read(result, zone, project.limits().resultRows());
                    }
                });
            }
        } catch (SQLException e) {
            throw new QueryException(SqlFailure.ofDuckDb(e, name, query.sql(), 0));
        } catch (RunningStatements.Ended e) {
            throw new QueryException(QueryException.ended(
                    e, name, query.sql(), 0, project.limits().queryTime()));
        } catch (FrameReader.Unreadable e) {
            throw new QueryException(
                    e.problem(name, query.sql(), project.limits().resultRows()));
        }
    }

    /// Puts a query's result on the source's files where a workbench takes it.
    void copy(String source, PlannedQuery query, Bindings bindings, ZoneId zone, Path file) throws QueryException {
        String head = "copy (";
        try (Session session = session(source, zone)) {
            Connection connection = session.connection();
            try (PreparedStatement statement = connection.prepareStatement(
                    head + query.sql().text() + "\n) to " + DuckDb.quoted(file.toString()) + " (format parquet)")) {
                bindings.bind(statement, query.sql().order());
                running.guard(statement, project.limits().queryTime(), statement::execute);
            }
        } catch (SQLException e) {
            throw new QueryException(SqlFailure.ofDuckDb(e, query.name().text(), query.sql(), head.length()));
        } catch (RunningStatements.Ended e) {
            throw new QueryException(
                    e.end() == RunningStatements.End.BY_DEADLINE
                            ? QueryException.tooSlow(
                                    "query '" + query.name() + "'",
                                    query.sql(),
                                    project.limits().queryTime())
                            : SqlFailure.ofDuckDb(e.failure(), query.name().text(), query.sql(), head.length()));
        }
    }

    void drop(Extract extract) {
        DuckDb.run(root, "drop table if exists main." + extract.table());
    }

    void drop(SiteNumbers sites) {
        DuckDb.run(root, "drop table if exists main." + sites.table());
    }

    @Override
    public void close() {
        sessions.values().forEach(idle -> idle.forEach(DuckDb::close));
        DuckDb.close(root);
    }
}
