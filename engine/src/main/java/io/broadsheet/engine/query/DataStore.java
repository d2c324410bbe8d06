package io.broadsheet.engine.query;

import io.broadsheet.engine.frame.Frame;
import io.broadsheet.engine.problem.Problem;
import io.broadsheet.engine.problem.ProblemCode;
import io.broadsheet.engine.problem.Suggestion;
import io.broadsheet.engine.project.Project;
import io.broadsheet.engine.project.Site;
import io.broadsheet.engine.project.SourceSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    private final Map<String, Problem> broken = new ConcurrentHashMap<>();

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
                store.mount(folder, work.path().resolve("links"));
            }
        }
        return store;
    }

    private static String schema(String source) {
        return DuckDb.identifier("source_" + source);
    }

    private void mount(SourceSpec.FileFolder source, Path links) throws QueryException {
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
            try {
                Path file = FileTables.plain(
                        table.getValue(), links.resolve(source.name()).resolve(table.getKey()));
                String scan = FileTables.scan(file, source.types().getOrDefault(table.getKey(), Map.of()));
                DuckDb.run(
                        root,
                        "create view " + schema(source.name()) + "." + DuckDb.identifier(table.getKey())
                                + " as select * from " + scan);
            } catch (DuckDbException e) {
                // It is nobody's trouble until somebody reads it.
                broken.put(table.getKey().toLowerCase(Locale.ROOT), unreadable(source, table.getValue(), e.failure()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static Problem unreadable(SourceSpec.FileFolder source, Path file, SQLException e) {
        return new Problem(
                ProblemCode.UNREADABLE_DATA,
                source.span(),
                "source '" + source.name() + "' can't read "
                        + SqlFailure.unreadable(e)
                                .orElse("a file")
                                .replaceFirst(
                                        "^a (CSV )?file", Matcher.quoteReplacement("the file " + file.getFileName())),
                "Correct the file, or give types: { TABLE: { COLUMN: VARCHAR } } under the source");
    }

    /// A dataset of all sites, in the order of the sites.
    ///
    /// @param siteRows how many rows each site has, by its number; none where it has none
    record Extract(PlannedDataset dataset, String table, Map<Integer, Long> siteRows, SliceColumns columns) {
        long rows() {
            return siteRows.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /// Sites by number, for cutting.
    record SiteNumbers(String table, Map<String, Integer> numbers) {}

    private static final String ROW = "\"broadsheet row\"";
    private static final String SITE = "\"broadsheet site\"";

    SiteNumbers number(List<Site> sites) {
        String table = "sites_" + tables.incrementAndGet();
        DuckDb.run(root, "create table " + table + " (" + SITE + " integer, id varchar)");
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
        try (Connection connection = session(dataset)) {
            checkSiteColumn(connection, dataset);
            String table = "data_" + tables.incrementAndGet();
            String head = "create table main." + table + " as select s." + SITE
                    + ", d.* from (select row_number() over () as " + ROW + ", * from (";
            String tail = ")) d join main." + sites.table() + " s on cast(d." + siteColumn(dataset)
                    + " as varchar) = s.id order by s." + SITE + ", d." + ROW;
            execute(connection, dataset, head, tail, bindings);
            return new Extract(dataset, table, count(table), sliceColumns(connection, table));
        } catch (SQLException | DuckDbException e) {
            throw new QueryException(failed(dataset, e, SqlFailure.ELSEWHERE));
        }
    }

    /// Reads a dataset of all sites from a database.
    Extract extract(
            PlannedDataset dataset, JdbcDatabase source, Bindings bindings, SiteNumbers sites, LongConsumer progress)
            throws QueryException {
        String raw = "raw_" + tables.incrementAndGet();
        try (Connection connection = root.duplicate()) {
            source.load(new JdbcDatabase.Transfer(
                    dataset.owner(),
                    dataset.sql(),
                    bindings,
                    connection,
                    (columns, from) -> "create table " + raw + " as select row_number() over () as " + ROW + ", "
                            + columns + " from " + from,
                    Long.MAX_VALUE,
                    DATASET_TIME,
                    progress));
            List<String> columns = columnNames(connection, "from " + raw);
            checkColumns(dataset, columns.subList(1, columns.size()));
            String table = "data_" + tables.incrementAndGet();
            try (Statement statement = connection.createStatement()) {
                String sql = "create table " + table + " as select s." + SITE + ", d.* from " + raw + " d join "
                        + sites.table() + " s on cast(d." + siteColumn(dataset) + " as varchar) = s.id order by s."
                        + SITE + ", d." + ROW;
                guard(statement, dataset, SqlFailure.ELSEWHERE, () -> statement.execute(sql));
            }
            return new Extract(dataset, table, count(table), sliceColumns(connection, table));
        } catch (SQLException | DuckDbException e) {
            throw new QueryException(failed(dataset, e, SqlFailure.ELSEWHERE));
        } finally {
            DuckDb.run(root, "drop table if exists " + raw);
        }
    }

    /// Cuts one site's rows into the folder of its workbench.
    SliceColumns slice(Extract extract, int siteNumber, Path file) throws QueryException {
        PlannedDataset dataset = extract.dataset();
        long most = project.limits().siteRows();
        if (extract.siteRows().getOrDefault(siteNumber, 0L) > most) {
            throw new QueryException(QueryException.tooManyRows(dataset.owner(), dataset.sql(), most, "site-rows"));
        }
        // The number is ours, and the file is a path of ours: neither holds anything of an author's or of data.
        try (Connection connection = root.duplicate();
                Statement statement = connection.createStatement()) {
            String sql = "copy (select * exclude (" + SITE + ", " + ROW + ")"
                    + extract.columns().replacedOnTheWayOut() + " from " + extract.table() + " where "
                    + SITE + " = " + siteNumber + ") to " + DuckDb.quoted(file.toString())
                    + " (format parquet, compression uncompressed)";
            guard(statement, dataset, SqlFailure.ELSEWHERE, () -> statement.execute(sql));
            return extract.columns();
        } catch (SQLException e) {
            throw new QueryException(failed(dataset, e, SqlFailure.ELSEWHERE));
        }
    }

    /// Cuts one site's rows straight from the source's files.
    SliceColumns slice(PlannedDataset dataset, Bindings bindings, Site site, Path file) throws QueryException {
        try (Connection connection = session(dataset)) {
            SliceColumns columns = checkSiteColumn(connection, dataset);
            String head = "copy (select *" + columns.replacedOnTheWayOut() + " from (";
            String tail = ") d where cast(d." + siteColumn(dataset) + " as varchar) = " + DuckDb.quoted(site.id())
                    + ") to " + DuckDb.quoted(file.toString()) + " (format parquet, compression uncompressed)";
            execute(connection, dataset, head, tail, bindings);
            return columns;
        } catch (SQLException | DuckDbException e) {
            throw new QueryException(failed(dataset, e, SqlFailure.ELSEWHERE));
        }
    }

    private Connection session(PlannedDataset dataset) throws SQLException {
        return session(dataset.dataset().source().text());
    }

    private Connection session(String source) throws SQLException {
        Connection connection = root.duplicate();
        DuckDb.run(connection, "set schema = " + DuckDb.quoted("source_" + source));
        return connection;
    }

    private void execute(Connection connection, PlannedDataset dataset, String head, String tail, Bindings bindings)
            throws QueryException {
        BoundSql sql = dataset.sql();
        // A line end before the tail: the author's SQL may end with a comment.
        try (PreparedStatement statement = connection.prepareStatement(head + sql.text() + "\n" + tail)) {
            bindings.bind(statement, sql.order());
            guard(statement, dataset, head.length(), statement::execute);
        } catch (SQLException e) {
            throw new QueryException(failed(dataset, e, head.length()));
        }
    }

    private void guard(Statement statement, PlannedDataset dataset, int prefix, RunningStatements.Work<?> work)
            throws QueryException {
        try {
            running.guard(statement, DATASET_TIME, work);
        } catch (RunningStatements.Ended e) {
            throw new QueryException(
                    switch (e.end()) {
                        case BY_ITSELF -> failed(dataset, e.failure(), prefix);
                        case BY_DEADLINE -> QueryException.tooSlow(dataset.owner(), dataset.sql(), DATASET_TIME);
                        case BY_STOP -> QueryException.stopped(dataset.owner(), dataset.sql());
                    });
        }
    }

    private Problem failed(PlannedDataset dataset, Exception e, int prefix) {
        return failed(dataset.owner(), dataset.sql(), e, prefix);
    }

    /// Why it failed: for a file that can't be read, if it reads one, otherwise what the database says.
    private Problem failed(String owner, BoundSql sql, Exception e, int prefix) {
        SQLException failure = e instanceof DuckDbException ours ? ours.failure() : (SQLException) e;
        Matcher missing = MISSING_TABLE.matcher(String.valueOf(failure.getMessage()));
        if (missing.find()) {
            Problem reason = broken.get(missing.group(1).toLowerCase(Locale.ROOT));
            if (reason != null) {
                return reason;
            }
        }
        return SqlFailure.ofDuckDb(failure, owner, sql, prefix);
    }

    private static final Pattern MISSING_TABLE = Pattern.compile("Table with name \"?([^\"]+?)\"? does not exist");

    private static String siteColumn(PlannedDataset dataset) {
        return DuckDb.identifier(dataset.dataset().siteColumn().text());
    }

    private SliceColumns checkSiteColumn(Connection connection, PlannedDataset dataset) throws QueryException {
        try (PreparedStatement statement =
                connection.prepareStatement(dataset.sql().text())) {
            List<String> names = SiteCut.names(statement.getMetaData());
            FrameReader.checkNames(names);
            checkColumns(dataset, names);
            return SliceColumns.of(statement.getMetaData());
        } catch (FrameReader.DuplicateColumn e) {
            throw new QueryException(QueryException.duplicate(dataset.owner(), dataset.sql(), e.column()));
        } catch (SQLException e) {
            throw new QueryException(failed(dataset, e, 0));
        }
    }

    private static List<String> columnNames(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql + " limit 0")) {
            return SiteCut.names(statement.getMetaData());
        }
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

    private static SliceColumns sliceColumns(Connection connection, String table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("from main." + table + " limit 0")) {
            return SliceColumns.of(statement.getMetaData());
        }
    }

    private Map<Integer, Long> count(String table) throws SQLException {
        Map<Integer, Long> rows = new HashMap<>();
        try (Connection connection = root.duplicate();
                PreparedStatement statement = connection.prepareStatement(
                        "select " + SITE + ", count(*) from main." + table + " group by 1");
                ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                rows.put(result.getInt(1), result.getLong(2));
            }
        }
        return Map.copyOf(rows);
    }

    /// A query on the source's files.
    Frame query(String source, String owner, BoundSql sql, ZoneId zone) throws QueryException {
        int most = project.limits().resultRows();
        try (Connection connection = session(source);
                PreparedStatement statement = connection.prepareStatement(sql.text())) {
            return running.guard(statement, project.limits().queryTime(), () -> {
                try (ResultSet result = statement.executeQuery()) {
                    return FrameReader.read(result, zone, most);
                }
            });
        } catch (SQLException | DuckDbException e) {
            throw new QueryException(failed(owner, sql, e, 0));
        } catch (RunningStatements.Ended e) {
            throw new QueryException(ended(e, owner, sql, 0));
        } catch (FrameReader.Unreadable e) {
            throw new QueryException(e.problem(owner, sql, most));
        }
    }

    /// Puts a query's result on the source's files where a workbench takes it.
    SliceColumns copy(String source, PlannedQuery query, Bindings bindings, Path file) throws QueryException {
        String owner = "query '" + query.name() + "'";
        String head = "";
        // One more than may come shows that there are too many.
        String tail = "\n) limit " + (project.limits().siteRows() + 1) + ") to " + DuckDb.quoted(file.toString())
                + " (format parquet)";
        try (Connection connection = session(source)) {
            SliceColumns columns;
            try (PreparedStatement raw = connection.prepareStatement(query.sql().text())) {
                FrameReader.checkNames(SiteCut.names(raw.getMetaData()));
                columns = SliceColumns.of(raw.getMetaData());
            }
            head = "copy (select *" + columns.replacedOnTheWayOut() + " from (";
            try (PreparedStatement statement =
                    connection.prepareStatement(head + query.sql().text() + tail)) {
                bindings.bind(statement, query.sql().order());
                running.guard(statement, project.limits().queryTime(), statement::execute);
            }
            return columns;
        } catch (SQLException | DuckDbException e) {
            throw new QueryException(failed(owner, query.sql(), e, head.length()));
        } catch (RunningStatements.Ended e) {
            throw new QueryException(ended(e, owner, query.sql(), head.length()));
        } catch (FrameReader.Unreadable e) {
            throw new QueryException(
                    e.problem(owner, query.sql(), project.limits().siteRows()));
        }
    }

    private Problem ended(RunningStatements.Ended e, String owner, BoundSql sql, int prefix) {
        return switch (e.end()) {
            case BY_ITSELF -> failed(owner, sql, e.failure(), prefix);
            case BY_DEADLINE ->
                QueryException.tooSlow(owner, sql, project.limits().queryTime());
            case BY_STOP -> QueryException.stopped(owner, sql);
        };
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
