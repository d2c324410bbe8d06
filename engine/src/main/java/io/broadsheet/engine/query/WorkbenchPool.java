package io.broadsheet.engine.query;

import io.broadsheet.engine.project.Limits;
import io.broadsheet.engine.project.Site;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.duckdb.DuckDBConnection;

/// The workbenches of an engine: as many as there are workers, each a DuckDB instance of its own that is shut for good
/// when
/// it is opened. Thread-safe.
final class WorkbenchPool implements AutoCloseable {
    /// The slot for a result of a source's query; no dataset can have this name.
    static final String QUERY_RESULT = "query-result";

    private static final int ZONES_KEPT = 4;
    private static final Duration LONGEST_WAIT_AT_CLOSE = Duration.ofSeconds(30);

    private final WorkFolder folder;
    private final Collection<String> datasets;
    private final Limits limits;
    private final RunningStatements running;
    private final Semaphore permits;
    private final int workers;
    private final int mostIdle;
    private final Deque<Instance> idle = new ArrayDeque<>();
    private int opened;
    private boolean closed;

    WorkbenchPool(
            WorkFolder folder, Collection<String> datasets, Limits limits, RunningStatements running, int workers) {
        this.folder = folder;
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
        private final String zone;

        Instance(DuckDBConnection root, Path slots, String zone) {
            this.root = root;
            this.slots = slots;
            this.zone = zone;
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
            Workbench bench = new Workbench(this, instance, site, instance.root.duplicate(), limits, running);
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
        Path slots = folder.make("slot-" + opened++);
        DuckDBConnection root = DuckDb.locked(
                Stream.concat(datasets.stream(), Stream.of(QUERY_RESULT))
                        .map(d -> slots.resolve(d + ".parquet"))
                        .toList(),
                limits.workbenchMegabytes(),
                zone);
        RowsFunction.register(root);
        return new Instance(root, slots, zone);
    }

    /// Temporary things are gone with their connection. Nobody can make others; if somebody could, the next site would
    /// not
    /// see them.
    private static boolean isClean(Instance instance) {
        try (Statement statement = instance.root.createStatement();
                ResultSet found = statement.executeQuery("""
                        select 1 from duckdb_tables() where not internal
                        union all select 1 from duckdb_views() where not internal
                        union all select 1 from duckdb_schemas() where not internal and schema_name <> 'main'
                        limit 1""")) {
            return !found.next();
        } catch (SQLException e) {
            return false;
        }
    }

    private static void discard(Instance instance) {
        DuckDb.close(instance.root);
        WorkFolder.deleteAll(instance.slots);
    }

    void giveBack(Instance instance) {
        boolean clean = isClean(instance);
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
