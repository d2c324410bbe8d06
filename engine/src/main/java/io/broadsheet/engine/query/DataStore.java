package io.broadsheet.engine.query;

import io.broadsheet.engine.frame.Frame;
import io.broadsheet.engine.problem.Problem;
import io.broadsheet.engine.problem.ProblemCode;
import io.broadsheet.engine.problem.Suggestion;
import io.broadsheet.engine.project.Project;
import io.broadsheet.engine.project.Site;
import io.broadsheet.engine.project.SourceSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    private DataStore(DuckDBConnection root, Project project, RunningStatements running) {
        this.root = root;
        this.project = project;
        this.running = running;
    }

    static DataStore open(WorkFolder work, Project project, RunningStatements running, int threads)
            throws QueryException {
        List<Path> folders = new ArrayList<>(List.of(work.path()));
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
                threads,
                project.zone().getId());
        RowsFunction.register(root);
        DataStore store = new DataStore(root, project, running);
        for (SourceSpec source : project.sources().values()) {
            if (source instanceof SourceSpec.FileFolder folder) {
                store.mount(folder);
            }
        }
        return store;
    }

    private static String schema(String source) {
        return DuckDb.identifier("source_" + source);
    }

    private void mount(SourceSpec.FileFolder source) throws QueryException {
        DuckDb.run(root, "create schema " + schema(source.name()));
        Path folder = source.folder().toAbsolutePath().normalize();
        if (!Files.isDirectory(folder)) {
            throw new QueryException(new Problem(
                    ProblemCode.UNREADABLE_DATA,
                    source.span(),
                    "source '" + source.name() + "' has no folder "
                            + project.folder().relativize(source.folder()),
                    "Make it, with CSV or Parquet files in it"));
        }
        for (Map.Entry<String, Path> table : FileTables.files(folder).entrySet()) {
            String scan = FileTables.scan(table.getValue(), source.types().getOrDefault(table.getKey(), Map.of()));
            try {
                DuckDb.run(
                        root,
                        "create view " + schema(source.name()) + "." + DuckDb.identifier(table.getKey())
                                + " as select * from " + scan);
            } catch (DuckDbException e) {
                throw new QueryException(unreadable(source, table.getValue(), e.failure()));
            }
        }
    }

    private static Problem unreadable(SourceSpec.FileFolder source, Path file, SQLException e) {
        return new Problem(
                ProblemCode.UNREADABLE_DATA,
                source.span(),
                "the file " + file.getFileName() + " of source '" + source.name() + "' can't be read: "
                        + SqlFailure.ofFile(e),
                "Correct the file, or give types: { TABLE: { COLUMN: VARCHAR } } under the source");
    }

    /// A dataset of all sites, in the order of the sites.
    ///
    /// @param rows how many rows the sites of the request have
    record Extract(String dataset, String table, long rows) {}

    /// Sites by number, for cutting.
    record SiteNumbers(String table, Map<String, Integer> numbers) {}

    SiteNumbers number(List<Site> sites) {
        String table = "sites_" + tables.incrementAndGet();
        DuckDb.run(root, "create table " + table + " (site_no integer, id varchar)");
        Map<String, Integer> numbers = new java.util.HashMap<>();
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
        try (Connection connection = session(dataset)) {
            checkSiteColumn(connection, dataset, bindings);
            String table = "data_" + tables.incrementAndGet();
            String head = "create table main." + table
                    + " as select s.site_no, d.* from (select row_number() over () as " + ROW + ", * from (";
            String tail = ")) d join main." + sites.table() + " s on cast(d." + siteColumn(dataset)
                    + " as varchar) = s.id order by s.site_no, d." + ROW;
            execute(connection, dataset, head, tail, bindings);
            return new Extract(dataset.name(), table, count(table));
        } catch (SQLException e) {
            throw new QueryException(SqlFailure.ofDuckDb(e, "dataset '" + dataset.name() + "'", dataset.sql(), 0));
        }
    }

    private static final String ROW = "\"broadsheet row\"";

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
                    (columns, from) -> "create table " + raw + " as select row_number() over () as " + ROW + ", "
                            + columns + " from " + from,
                    progress);
            checkColumns(dataset, columnNames(connection, "from " + raw));
            String table = "data_" + tables.incrementAndGet();
            DuckDb.run(
                    connection,
                    "create table " + table + " as select s.site_no, d.* from " + raw + " d join " + sites.table()
                            + " s on cast(d." + siteColumn(dataset) + " as varchar) = s.id order by s.site_no, d."
                            + ROW);
            return new Extract(dataset.name(), table, count(table));
        } catch (SQLException e) {
            throw new QueryException(SqlFailure.ofDuckDb(e, "dataset '" + dataset.name() + "'", dataset.sql(), 0));
        } finally {
            DuckDb.run(root, "drop table if exists " + raw);
        }
    }

    /// Cuts one site's rows into the folder of its workbench.
    void slice(Extract extract, int siteNumber, Path file) {
        // The number is ours, and the file is a path of ours: neither holds anything of an author's or of data.
        try (Connection connection = root.duplicate()) {
            DuckDb.run(
                    connection,
                    "copy (select * exclude (site_no, " + ROW + ") from " + extract.table() + " where site_no = "
                            + siteNumber + ") to " + DuckDb.quoted(file.toString())
                            + " (format parquet, compression uncompressed)");
        } catch (SQLException e) {
            throw new IllegalStateException("a slice can't be cut", e);
        }
    }

    /// Cuts one site's rows straight from the source's files.
    void slice(PlannedDataset dataset, Bindings bindings, Site site, Path file) throws QueryException {
        try (Connection connection = session(dataset)) {
            checkSiteColumn(connection, dataset, bindings);
            String head = "copy (select * from (";
            String tail = ") d where cast(d." + siteColumn(dataset) + " as varchar) = " + DuckDb.quoted(site.id())
                    + ") to " + DuckDb.quoted(file.toString()) + " (format parquet, compression uncompressed)";
            execute(connection, dataset, head, tail, bindings);
        } catch (SQLException e) {
            throw new QueryException(SqlFailure.ofDuckDb(e, "dataset '" + dataset.name() + "'", dataset.sql(), 0));
        }
    }

    private Connection session(PlannedDataset dataset) throws SQLException {
        Connection connection = root.duplicate();
        DuckDb.run(
                connection,
                "set schema = "
                        + DuckDb.quoted("source_" + dataset.dataset().source().text()));
        return connection;
    }

    private void execute(Connection connection, PlannedDataset dataset, String head, String tail, Bindings bindings)
            throws QueryException {
        BoundSql sql = dataset.sql();
        // A line end before the tail: the author's SQL may end with a comment.
        try (PreparedStatement statement = connection.prepareStatement(head + sql.text() + "\n" + tail)) {
            bindings.bind(statement, sql.order());
            running.guard(statement, DATASET_TIME, statement::execute);
        } catch (SQLException e) {
            throw new QueryException(failed(dataset, e, head.length()));
        } catch (RunningStatements.Ended e) {
            throw new QueryException(
                    e.end() == RunningStatements.End.BY_STOP
                            ? QueryException.stopped("dataset '" + dataset.name() + "'", sql)
                            : failed(dataset, e.failure(), head.length()));
        }
    }

    private static Problem failed(PlannedDataset dataset, SQLException e, int prefix) {
        String message = String.valueOf(e.getMessage());
        if (message.contains("CSV Error") || message.contains("read_csv")) {
            return new Problem(
                    ProblemCode.UNREADABLE_DATA,
                    dataset.sql().firstLine(),
                    "dataset '" + dataset.name() + "' can't read a file: " + SqlFailure.ofFile(e),
                    "Correct the file, or give types: { TABLE: { COLUMN: VARCHAR } } under the source");
        }
        return SqlFailure.ofDuckDb(e, "dataset '" + dataset.name() + "'", dataset.sql(), prefix);
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

    private long count(String table) throws SQLException {
        try (Connection connection = root.duplicate();
                PreparedStatement statement = connection.prepareStatement("select count(*) from main." + table);
                ResultSet result = statement.executeQuery()) {
            result.next();
            return result.getLong(1);
        }
    }

    /// A query on the source's files.
    Frame query(String source, BoundSql sql, Bindings bindings, ZoneId zone, int mostRows) throws SQLException {
        try (Connection connection = root.duplicate()) {
            DuckDb.run(connection, "set schema = " + DuckDb.quoted("source_" + source));
            try (PreparedStatement statement = connection.prepareStatement(sql.text())) {
                bindings.bind(statement, sql.order());
                try (ResultSet result = statement.executeQuery()) {
                    return FrameReader.read(result, zone, mostRows);
                }
            } catch (SQLException e) {
                if (StreamFailure.isLost(e)) {
                    explain(connection, sql, bindings);
                }
                throw e;
            }
        }
    }

    private void explain(Connection connection, BoundSql sql, Bindings bindings) throws SQLException {
        try {
            StreamFailure.runAgain(connection, sql, bindings, running, DATASET_TIME);
        } catch (RunningStatements.Ended e) {
            throw e.failure();
        }
    }

    /// Puts a query's result on the source's files where a workbench takes it.
    void copy(String source, PlannedQuery query, Bindings bindings, Path file) throws QueryException {
        String head = "copy (";
        try (Connection connection = root.duplicate()) {
            DuckDb.run(connection, "set schema = " + DuckDb.quoted("source_" + source));
            try (PreparedStatement statement = connection.prepareStatement(
                    head + query.sql().text() + "\n) to " + DuckDb.quoted(file.toString()) + " (format parquet)")) {
                bindings.bind(statement, query.sql().order());
                running.guard(statement, project.limits().queryTime(), statement::execute);
            }
        } catch (SQLException e) {
            throw new QueryException(
                    SqlFailure.ofDuckDb(e, "query '" + query.name() + "'", query.sql(), head.length()));
        } catch (RunningStatements.Ended e) {
            throw new QueryException(QueryException.ended(
                    e,
                    query.owner(),
                    query.sql(),
                    head.length(),
                    project.limits().queryTime()));
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
        DuckDb.close(root);
    }
}
