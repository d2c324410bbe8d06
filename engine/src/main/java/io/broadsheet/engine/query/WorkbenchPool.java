package io.broadsheet.engine.query;

import io.broadsheet.engine.project.Limits;
import io.broadsheet.engine.project.Site;
import java.nio.file.Path;
import java.sql.SQLException;
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
import java.util.stream.Stream;
import org.duckdb.DuckDBConnection;

/// The workbenches of an engine: as many as there are workers, each a DuckDB instance of its own that is shut for good
/// when
/// it is opened. Thread-safe.
final class WorkbenchPool implements AutoCloseable {
    /// The slot for a result of a source's query; no dataset can have this name.
    static final String QUERY_RESULT = "query-result";

    private final WorkFolder folder;
    private final Collection<String> datasets;
    private final Limits limits;
    private final RunningStatements running;
    private final Semaphore permits;
    private final Deque<Instance> idle = new ArrayDeque<>();
    private final Set<Instance> all = new HashSet<>();
    private int opened;

    WorkbenchPool(
            WorkFolder folder, Collection<String> datasets, Limits limits, RunningStatements running, int workers) {
        this.folder = folder;
        this.datasets = List.copyOf(datasets);
        this.limits = limits;
        this.running = running;
        this.permits = new Semaphore(workers);
    }

    /// A shut instance, and the only files that it can read: one slice for each dataset, in folders of its own.
    static final class Instance {
        private final DuckDBConnection root;
        private final Path slots;
        private final Path fastSlots;
        private final String zone;
        private final Map<String, String> macros = new HashMap<>();

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

        Path slot(String table) {
            return slots.resolve(table + ".parquet");
        }

        /// In memory where there is room: for slices of known, moderate size.
        Path fastSlot(String table) {
            return fastSlots.resolve(table + ".parquet");
        }
    }

    /// Lends a workbench for one site; waits while all are in use.
    Workbench lend(Site site) throws InterruptedException {
        permits.acquire();
        boolean lent = false;
        try {
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
        for (Iterator<Instance> i = idle.iterator(); i.hasNext(); ) {
            Instance instance = i.next();
            if (instance.zone.equals(zone)) {
                i.remove();
                return instance;
            }
        }
        Instance other = idle.poll();
        if (other != null) {
            all.remove(other);
            DuckDb.close(other.root);
        }
        Path slots = folder.make("slot-" + opened);
        Path fastSlots = folder.makeFast("slot-" + opened);
        opened++;
        List<Path> readable = Stream.concat(datasets.stream(), Stream.of(QUERY_RESULT))
                .flatMap(d -> Stream.of(slots.resolve(d + ".parquet"), fastSlots.resolve(d + ".parquet")))
                .distinct()
                .toList();
        Instance instance =
                new Instance(DuckDb.locked(readable, limits.workbenchMegabytes(), zone), slots, fastSlots, zone);
        RowsFunction.register(instance.root);
        all.add(instance);
        return instance;
    }

    void giveBack(Instance instance) {
        synchronized (this) {
            idle.push(instance);
        }
        permits.release();
    }

    @Override
    public synchronized void close() {
        all.forEach(i -> DuckDb.close(i.root));
        all.clear();
        idle.clear();
    }
}
