package io.broadsheet.engine.query;

import io.broadsheet.engine.project.Limits;
import io.broadsheet.engine.project.Site;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/// The workbenches of an engine: as many as there are workers, each a DuckDB instance of its own that is shut for good
/// when it is opened. Thread-safe.
final class WorkbenchPool implements AutoCloseable {
    /// The slot for a result of a source's query; no dataset can have this name.
    static final String QUERY_RESULT = "query-result";

    private static final int ZONES_KEPT = 4;
    private static final Duration LONGEST_WAIT_AT_CLOSE = Duration.ofSeconds(30);

    private final WorkFolder folder;
    private final WorkFolder fastFolder;
    private final Collection<String> datasets;
    private final Limits limits;
    private final RunningStatements running;
    private final Semaphore permits;
    private final int workers;
    private final int mostIdle;
    private final Deque<Instance> idle = new ArrayDeque<>();
    private int opened;
    private boolean closed;

    /// @param fastFolder for small files that are read at once; the same as `folder` where there is no such place
    WorkbenchPool(
            WorkFolder folder,
            WorkFolder fastFolder,
            Collection<String> datasets,
            Limits limits,
            RunningStatements running,
            int workers) {
        this.folder = folder;
        this.fastFolder = fastFolder;
        this.datasets = List.copyOf(datasets);
        this.limits = limits;
        this.running = running;
        this.workers = workers;
        this.mostIdle = workers * ZONES_KEPT;
        this.permits = new Semaphore(workers);
    }

    /// A shut instance, and the only files that it can read: one slice for each dataset, in a folder of its own.
    static final class Instance {
        private final DuckDBConnection root;
        private final Path slots;
        private final Path fastSlots;
        private final String zone;
        private final Map<String, String> macros = new HashMap<>();
        private final Set<String> goodNames = new HashSet<>();
        private final Map<String, Object> bound = new HashMap<>();
        private final Map<String, String> shapes = new HashMap<>();
        private final KeptStatements statements = new KeptStatements();
        private @Nullable DuckDBConnection connection;
        private @Nullable PreparedStatement leftovers;

        Instance(DuckDBConnection root, Path slots, Path fastSlots, String zone) {
            this.root = root;
            this.slots = slots;
            this.fastSlots = fastSlots;
            this.zone = zone;
        }

        boolean hasMacro(String name, String statement) {
            return statement.equals(macros.get(name));
        }

        void rememberMacro(String name, String statement) {
            macros.put(name, statement);
        }

        boolean hasGoodNames(String sql) {
            return goodNames.contains(sql);
        }

        void rememberGoodNames(String sql) {
            goodNames.add(sql);
        }

        void forgetGoodNames() {
            goodNames.clear();
        }

        /// The connection that its sites use, one after the other.
        DuckDBConnection connection() throws SQLException {
            DuckDBConnection open = connection;
            if (open == null) {
                open = root.duplicate();
                connection = open;
            }
            return open;
        }

        /// What is temporary goes with the connection.
        ///
        /// @return whether it could be closed
        boolean dropConnection() {
            DuckDBConnection open = connection;
            connection = null;
            leftovers = null;
            bound.clear();
            try {
                statements.clear();
                if (open != null) {
                    open.close();
                }
                return true;
            } catch (SQLException e) {
                return false;
            }
        }

        KeptStatements statements() {
            return statements;
        }

        /// A variable of the connection.
        ///
        /// @return whether it had another value
        boolean rememberBound(String name, Object value) {
            return !value.equals(bound.put(name, value));
        }

        /// @return whether it was there
        boolean forgetBound(String name) {
            return bound.remove(name) != null;
        }

        /// The columns of a dataset depend on what it was cut from: statements that read another are prepared anew.
        void rememberShape(String dataset, String extract) throws SQLException {
            if (!extract.equals(shapes.put(dataset, extract))) {
                statements.clear();
            }
        }

        /// Nobody can make lasting things; if somebody could, the next site would not see them. And what was temporary
        /// has been dropped.
        boolean isClean() {
            try {
                PreparedStatement known = leftovers;
                if (known == null) {
                    known = connection().prepareStatement(LEFTOVERS);
                    leftovers = known;
                }
                try (ResultSet found = known.executeQuery()) {
                    return !found.next();
                }
            } catch (SQLException e) {
                return false;
            }
        }

        private static final String LEFTOVERS = """
                        select 1 from duckdb_tables() where not internal
                        union all select 1 from duckdb_views() where not internal
                        union all select 1 from duckdb_schemas() where not internal and schema_name <> 'main'
                        limit 1""";

        /// In memory where there is room: for slices of known, moderate size.
        Path fastSlot(String table) {
            return fastSlots.resolve(table + ".parquet");
        }

        Path slot(String table) {
            return slots.resolve(table + ".parquet");
        }
    }

    /// Lends a workbench for one site; waits while all are in use.
    ///
    /// @throws WorkStopped if nothing may begin any more
    Workbench lend(Site site) throws InterruptedException {
        permits.acquire();
        boolean lent = false;
        try {
            if (running.isStopped()) {
                throw new WorkStopped();
            }
            Instance instance = instance(site.zone().getId());
            Workbench bench = new Workbench(this, instance, site, instance.connection(), limits, running);
            lent = true;
            return bench;
        } catch (SQLException e) {
            throw new IllegalStateException("a workbench can't be opened", e);
        } finally {
            if (!lent) {
                permits.release();
            }
        }
    }

    /// Waits for a turn among the workers, for what needs no workbench.
    void enter() throws InterruptedException {
        permits.acquire();
        if (running.isStopped()) {
            permits.release();
            throw new WorkStopped();
        }
    }

    /// Takes turns that nobody else has or waits for, or none of them.
    boolean tryEnter(int turns) {
        return !running.isStopped() && !permits.hasQueuedThreads() && permits.tryAcquire(turns);
    }

    void leave() {
        leave(1);
    }

    void leave(int turns) {
        permits.release(turns);
    }

    /// The time zone is set before an instance is shut: another zone means another instance.
    private synchronized Instance instance(String zone) {
        if (closed) {
            throw new WorkStopped();
        }
        for (Iterator<Instance> i = idle.iterator(); i.hasNext(); ) {
            Instance instance = i.next();
            if (instance.zone.equals(zone)) {
                i.remove();
                return instance;
            }
        }
        if (idle.size() >= mostIdle) {
            discard(idle.removeLast());
        }
        Path slots = folder.make("slot-" + opened);
        Path fastSlots = fastFolder.make("slot-" + opened);
        opened++;
        List<Path> readable = Stream.concat(datasets.stream(), Stream.of(QUERY_RESULT))
                .flatMap(d -> Stream.of(slots, fastSlots).map(f -> f.resolve(d + ".parquet")))
                .distinct()
                .toList();
        DuckDBConnection root = DuckDb.locked(readable, limits.workbenchMegabytes(), zone);
        RowsFunction.register(root);
        return new Instance(root, slots, fastSlots, zone);
    }

    private static void discard(Instance instance) {
        instance.dropConnection();
        DuckDb.close(instance.root);
        WorkFolder.deleteAll(instance.slots);
        WorkFolder.deleteAll(instance.fastSlots);
    }

    /// @param used whether anything was run in it
    /// @param kept whether its connection may serve the next site
    void giveBack(Instance instance, boolean used, boolean kept) {
        boolean clean = !used || ((kept || instance.dropConnection()) && instance.isClean());
        synchronized (this) {
            if (closed || !clean) {
                discard(instance);
            } else {
                idle.push(instance);
            }
        }
        permits.release();
    }

    /// Waits for the workbenches that are lent; what runs in them must have been stopped.
    @Override
    public void close() {
        boolean interrupted = false;
        boolean whole = false;
        long end = System.nanoTime() + LONGEST_WAIT_AT_CLOSE.toNanos();
        while (!whole && System.nanoTime() < end) {
            try {
                whole = permits.tryAcquire(workers, end - System.nanoTime(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        synchronized (this) {
            closed = true;
            idle.forEach(WorkbenchPool::discard);
            idle.clear();
        }
        if (whole) {
            permits.release(workers);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
