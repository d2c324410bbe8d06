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
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
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
    private final Map<String, MountedFolder> folders = new HashMap<>();
    private final Map<String, Deque<Session>> sessions = new ConcurrentHashMap<>();
    private final Set<String> extracts = ConcurrentHashMap.newKeySet();
    private final Map<String, Map<Path, PreparedStatement>> cuts = new ConcurrentHashMap<>();
    private final Object settings = new Object();
    /// How many datasets are being read, guarded by `settings`: two that change them at once would undo each other.
    private int reading;
    private final int threads;
    private final int megabytes;

    private DataStore(DuckDBConnection root, Project project, RunningStatements running, int threads) {
        this.root = root;
        this.threads = threads;
        this.megabytes = project.limits().extractMegabytes();
        this.project = project;
        this.running = running;
    }

    /// @param memory a folder in memory, if there is one
    static DataStore open(
            WorkFolder work, Optional<WorkFolder> memory, Project project, RunningStatements running, int threads)
            throws QueryException {
        List<Path> folders = new ArrayList<>(List.of(work.path()));
        memory.ifPresent(m -> folders.add(m.path()));
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
                MountedFolder mounted = new MountedFolder(
                        root, folder, project.folder(), work.path().resolve("links"));
                store.folders.put(source.name(), mounted);
            }
        }
        return store;
    }

    /// Mounts the files of these sources before they are asked for. What is wrong with them is said to whoever asks.
    DataStore mountAhead(Collection<String> sources) {
        sources.stream().map(folders::get).filter(Objects::nonNull).forEach(DataStore::mountAhead);
        return this;
    }

    private static void mountAhead(MountedFolder folder) {
        try {
            folder.refresh();
        } catch (QueryException e) {
            // Whoever asks looks again.
            return;
        }
    }

    /// A dataset of all sites, in the order of the sites.
    ///
    /// @param siteRows how many rows each site has, by its number; none where it has none
    record Extract(PlannedDataset dataset, String table, Map<Integer, Long> siteRows, SliceColumns columns) {
        long rows() {
            return siteRows.values().stream().mapToLong(Long::longValue).sum();
        }

        /// Whether a site's slice is small enough to go through memory.
        boolean isModest(int siteNumber) {
            return siteRows.getOrDefault(siteNumber, 0L) <= MODEST_SLICE;
        }
    }

    private static final long MODEST_SLICE = 1_000_000;
    private static final int WHILE_CUTTING_MEGABYTES = 128;

    /// Sites by number, for cutting.
    record SiteNumbers(String table, Map<String, Integer> numbers) {}

    SiteNumbers number(List<Site> sites) {
        String table = "sites_" + tables.incrementAndGet();
        DuckDb.run(root, "create table " + table + " (" + SiteSort.SITE + " integer, id varchar)");
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
            checkSiteColumn(connection, dataset);
            if (isParquet(dataset)) {
                String from = "(" + dataset.sql().text() + "\n)";
                return sorted(connection, dataset, from, dataset.sql().order(), bindings, sites);
            }
            // Text files are read once only: parsing them costs more than a copy does.
            String raw = "raw_" + tables.incrementAndGet();
            try {
                execute(connection, dataset, "create table main." + raw + " as select * from (", ")", bindings);
                return sorted(connection, dataset, "main." + raw, List.of(), bindings, sites);
            } finally {
                DuckDb.run(root, "drop table if exists main." + raw);
            }
        } catch (SQLException | DuckDbException e) {
            throw new QueryException(failed(dataset, e, SqlFailure.ELSEWHERE));
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
        allCores();
        try (Connection connection = root.duplicate()) {
            source.load(new JdbcDatabase.Transfer(
                    dataset.owner(),
                    dataset.sql(),
                    bindings,
                    connection,
                    (columns, from) -> "create table " + raw + " as select " + columns + " from " + from,
                    Long.MAX_VALUE,
                    DATASET_TIME,
                    progress));
            checkColumns(dataset, columnNames(connection, "from " + raw));
            return sorted(connection, dataset, "main." + raw, List.of(), bindings, sites);
        } catch (SQLException | DuckDbException e) {
            throw new QueryException(failed(dataset, e, SqlFailure.ELSEWHERE));
        } finally {
            DuckDb.run(root, "drop table if exists " + raw);
            oneCore();
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
        String sql = sort.statement(table, sort.enumerations(column -> "values_" + number + "_" + column));
        // The author's text stands behind the parenthesis that opens it; a table of ours has no place in it.
        int prefix = from.startsWith("(") ? sql.indexOf(from) + 1 : SqlFailure.ELSEWHERE;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bindings.bind(statement, order);
            guard(statement, dataset, prefix, statement::execute);
        } catch (SQLException e) {
            throw new QueryException(failed(dataset, e, prefix));
        }
        Extract extract = new Extract(dataset, table, count(table), sliceColumns(connection, table));
        extracts.add(table);
        return extract;
    }

    /// Cuts one site's rows into the folder of its workbench, for one at a time of each file.
    void slice(Extract extract, Site site, int siteNumber, Path file) throws QueryException {
        PlannedDataset dataset = extract.dataset();
        long most = project.limits().siteRows();
        if (extract.siteRows().getOrDefault(siteNumber, 0L) > most) {
            throw new QueryException(QueryException.tooManyRows(dataset.owner(), dataset.sql(), most, "site-rows"));
        }
        try {
            PreparedStatement cut = cut(extract, file);
            cut.setString(1, site.id());
            cut.setInt(2, siteNumber);
            guard(cut, dataset, SqlFailure.ELSEWHERE, cut::execute);
        } catch (SQLException e) {
            throw new QueryException(failed(dataset, e, SqlFailure.ELSEWHERE));
        }
    }

    /// The statement that cuts sites into a file: kept, as each is used for hundreds of sites.
    private PreparedStatement cut(Extract extract, Path file) throws SQLException {
        Map<Path, PreparedStatement> known = cuts.computeIfAbsent(extract.table(), t -> new ConcurrentHashMap<>());
        PreparedStatement cut = known.get(file);
        if (cut == null) {
            // The file's path is ours.
            cut = root.duplicate()
                    .prepareStatement("copy (select cast(? as varchar) as " + siteColumn(extract.dataset())
                            + ", * exclude (" + SiteSort.SITE + ", " + SiteSort.ROW + ")"
                            + extract.columns().replacedOnTheWayOut() + " from " + extract.table() + " where "
                            + SiteSort.SITE + " = ?) to " + DuckDb.quoted(file.toString())
                            + " (format parquet, compression uncompressed)");
            known.put(file, cut);
        }
        return cut;
    }

    private void closeCuts(String table) {
        Map<Path, PreparedStatement> known = cuts.remove(table);
        if (known == null) {
            return;
        }
        for (PreparedStatement cut : known.values()) {
            try {
                DuckDb.close(cut.getConnection());
            } catch (SQLException e) {
                throw new IllegalStateException("a statement has no connection", e);
            }
        }
    }

    /// Cuts one site's rows straight from the source's files.
    SliceColumns slice(PlannedDataset dataset, Bindings bindings, Site site, Path file) throws QueryException {
        allCores();
        try (Session session = session(dataset)) {
            Connection connection = session.connection();
            SliceColumns columns = checkSiteColumn(connection, dataset);
            String head = "copy (select *" + columns.replacedOnTheWayOut() + " from (";
            String tail = ") d where cast(d." + siteColumn(dataset) + " as varchar) = " + DuckDb.quoted(site.id())
                    + ") to " + DuckDb.quoted(file.toString()) + " (format parquet, compression uncompressed)";
            execute(connection, dataset, head, tail, bindings);
            return columns;
        } catch (SQLException | DuckDbException e) {
            throw new QueryException(failed(dataset, e, SqlFailure.ELSEWHERE));
        } finally {
            oneCore();
        }
    }

    private Session session(PlannedDataset dataset) throws SQLException, QueryException {
        return session(dataset.dataset().source().text(), project.zone());
    }

    /// A connection that sees a source's tables, as they are now. Connections are kept for the next time: authors' SQL
    /// is one SELECT, which leaves nothing behind in them.
    private Session session(String source, ZoneId zone) throws SQLException, QueryException {
        MountedFolder folder = folders.get(source);
        if (folder != null) {
            folder.refresh();
        }
        return lend(source, zone);
    }

    private Session lend(String source, ZoneId zone) throws SQLException {
        Deque<Session> idle = sessions.computeIfAbsent(source + " " + zone, k -> new ConcurrentLinkedDeque<>());
        Session session = idle.poll();
        if (session == null) {
            Connection connection = root.duplicate();
            session = new Session(connection, idle);
            DuckDb.run(
                    connection,
                    "set schema = " + DuckDb.quoted(MountedFolder.schema(source)) + "; set TimeZone = "
                            + DuckDb.quoted(zone.getId()));
        }
        MountedFolder folder = folders.get(source);
        if (folder != null) {
            session.forgetOlder(folder.changes());
        }
        return session;
    }

    /// A connection, and the statements that were prepared on it: planning one costs more than running it on few rows.
    private static final class Session implements AutoCloseable {
        private static final int MOST_PREPARED = 64;

        private final Connection connection;
        private final Deque<Session> idle;
        private final SequencedMap<String, PreparedStatement> prepared = new LinkedHashMap<>();
        private int preparedAt;

        Session(Connection connection, Deque<Session> idle) {
            this.connection = connection;
            this.idle = idle;
        }

        Connection connection() {
            return connection;
        }

        PreparedStatement prepared(String sql) throws SQLException {
            PreparedStatement known = prepared.get(sql);
            if (known != null) {
                return known;
            }
            if (prepared.size() == MOST_PREPARED) {
                prepared.pollFirstEntry().getValue().close();
            }
            PreparedStatement made = connection.prepareStatement(sql);
            prepared.put(sql, made);
            return made;
        }

        /// Forgets what was prepared before the files changed.
        void forgetOlder(int changes) throws SQLException {
            if (changes != preparedAt) {
                while (!prepared.isEmpty()) {
                    prepared.pollFirstEntry().getValue().close();
                }
                preparedAt = changes;
            }
        }

        /// What failed is not used again.
        void forget(String sql) throws SQLException {
            PreparedStatement failed = prepared.remove(sql);
            if (failed != null) {
                failed.close();
            }
        }

        @Override
        public void close() {
            idle.push(this);
        }
    }

    /// Reading uses all cores; everything else one, since several workers ask at a time.
    private void allCores() {
        synchronized (settings) {
            if (reading++ == 0) {
                DuckDb.run(root, "set threads = " + threads + "; set memory_limit = '" + megabytes + "MB'");
            }
        }
    }

    /// Each part of an extract is read once more, for its site: what is kept of it helps nobody.
    private void oneCore() {
        synchronized (settings) {
            if (--reading == 0) {
                int rest = extracts.isEmpty() ? megabytes : Math.min(megabytes, WHILE_CUTTING_MEGABYTES);
                DuckDb.run(root, "set threads = 1; set memory_limit = '" + rest + "MB'");
            }
        }
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
        Optional<MountedFolder.Inexact> inexact = MountedFolder.inexact(failure);
        if (inexact.isPresent()) {
            MountedFolder folder = folders.get(inexact.get().source());
            if (folder != null) {
                return folder.where(inexact.get());
            }
        }
        Matcher missing = MISSING_TABLE.matcher(String.valueOf(failure.getMessage()));
        if (missing.find()) {
            Optional<Problem> reason = folders.values().stream()
                    .flatMap(f -> f.broken(missing.group(1)).stream())
                    .findFirst();
            if (reason.isPresent()) {
                return reason.get();
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
                        "select " + SiteSort.SITE + ", count(*) from main." + table + " group by 1");
                ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                rows.put(result.getInt(1), result.getLong(2));
            }
        }
        return Map.copyOf(rows);
    }

    /// A query on the source's files, which are looked at once for each reader.
    Frame query(Object reader, String source, String owner, BoundSql sql, Bindings bindings, ZoneId zone)
            throws QueryException {
        int most = project.limits().resultRows();
        MountedFolder folder = folders.get(source);
        if (folder != null) {
            folder.refreshFor(reader);
        }
        try (Session session = lend(source, zone)) {
            return read(session, sql, bindings, zone);
        } catch (SQLException | DuckDbException e) {
            throw new QueryException(failed(owner, sql, e, 0));
        } catch (RunningStatements.Ended e) {
            boolean lost = e.end() == RunningStatements.End.BY_ITSELF && SqlFailure.isMute(e.failure());
            throw new QueryException(lost ? explained(source, owner, sql, bindings, zone, e) : ended(e, owner, sql, 0));
        } catch (FrameReader.Unreadable e) {
            throw new QueryException(e.problem(owner, sql, most));
        }
    }

    private Frame read(Session session, BoundSql sql, Bindings bindings, ZoneId zone)
            throws SQLException, RunningStatements.Ended {
        PreparedStatement statement = session.prepared(sql.text());
        boolean done = false;
        try {
            bindings.bind(statement, sql.order());
            Frame frame = running.guard(statement, project.limits().queryTime(), () -> {
                try (ResultSet result = statement.executeQuery()) {
                    return FrameReader.read(result, zone, project.limits().resultRows());
                }
            });
            done = true;
            return frame;
        } finally {
            if (!done) {
                session.forget(sql.text());
            }
        }
    }

    /// A result that fails before its first row doesn't say why; run again without streaming, it does.
    private Problem explained(
            String source, String owner, BoundSql sql, Bindings bindings, ZoneId zone, RunningStatements.Ended lost)
            throws QueryException {
        try (Session session = session(source, zone)) {
            StreamFailure.runAgain(
                    session.connection(),
                    sql,
                    bindings,
                    running,
                    project.limits().queryTime());
            return ended(lost, owner, sql, 0);
        } catch (SQLException e) {
            return failed(owner, sql, e, StreamFailure.HEAD.length());
        } catch (RunningStatements.Ended e) {
            return ended(e, owner, sql, StreamFailure.HEAD.length());
        }
    }

    /// Puts a query's result on the source's files where a workbench takes it.
    SliceColumns copy(String source, PlannedQuery query, Bindings bindings, ZoneId zone, Path file)
            throws QueryException {
        String owner = "query '" + query.name() + "'";
        String head = "";
        // One more than may come shows that there are too many.
        String tail = "\n) limit " + (project.limits().siteRows() + 1) + ") to " + DuckDb.quoted(file.toString())
                + " (format parquet)";
        try (Session session = session(source, zone)) {
            Connection connection = session.connection();
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
        closeCuts(extract.table());
        DuckDb.run(root, "drop table if exists main." + extract.table());
        extracts.remove(extract.table());
        synchronized (settings) {
            if (extracts.isEmpty() && reading == 0) {
                DuckDb.run(root, "set memory_limit = '" + megabytes + "MB'");
            }
        }
    }

    void drop(SiteNumbers sites) {
        DuckDb.run(root, "drop table if exists main." + sites.table());
    }

    @Override
    public void close() {
        List.copyOf(cuts.keySet()).forEach(this::closeCuts);
        sessions.values().forEach(idle -> idle.forEach(s -> DuckDb.close(s.connection())));
        DuckDb.close(root);
    }
}
