package io.broadsheet.engine.query;

import io.broadsheet.engine.frame.Frame;
import io.broadsheet.engine.problem.Problems;
import io.broadsheet.engine.project.Site;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// What stays from one page to the next while a report is being written: results of queries, and one site's
/// workbench with its datasets and tables. A query is run again only where something has changed that its
/// result depends on ([ResultKeys]). For one page at a time.
public final class LiveData implements AutoCloseable {
    private final DataAccess data;
    private final KeptResults results;
    private final Map<String, String> datasets = new HashMap<>();
    private final Map<String, String> tables = new HashMap<>();
    private @Nullable Workbench bench;

    /// @param mostBytes what the kept results may take, about
    public LiveData(DataAccess data, long mostBytes) {
        this.data = data;
        this.results = new KeptResults(mostBytes);
    }

    /// What a page asks of its data.
    ///
    /// @param queries in the order in which they run; expectations' statements come last
    public record Asked(
            Site site,
            List<DataAccess.DatasetUse> datasets,
            List<PlannedMacro> macros,
            List<PlannedQuery> queries,
            Bindings bindings) {
        public Asked {
            datasets = List.copyOf(datasets);
            macros = List.copyOf(macros);
            queries = List.copyOf(queries);
        }
    }

    /// Begins a page.
    ///
    /// @throws QueryException if a source's files can't be made
    public Page page(Asked asked) throws QueryException {
        return new Page(asked);
    }

    /// Drops everything: the next page reads its data again.
    public void forget() {
        results.clear();
        dropBench();
    }

    private void dropBench() {
        Workbench open = bench;
        bench = null;
        datasets.clear();
        tables.clear();
        if (open != null) {
            open.close();
        }
    }

    private Workbench bench(Site site) throws InterruptedException {
        Workbench open = bench;
        if (open == null || !open.site().equals(site)) {
            dropBench();
            open = data.lend(site);
            bench = open;
        }
        return open;
    }

    /// The queries of one page. Used by one thread.
    public final class Page {
        private final Asked asked;
        private final ResultKeys keys;
        private final Map<String, PlannedQuery> byName = new HashMap<>();
        private final IdentityHashMap<PlannedQuery, Frame> kept = new IdentityHashMap<>();

        private Page(Asked asked) throws QueryException {
            this.asked = asked;
            this.keys = ResultKeys.of(asked, data);
            for (PlannedQuery query : asked.queries()) {
                if (!query.name().text().isEmpty()) {
                    byName.put(query.name().text().toLowerCase(Locale.ROOT), query);
                }
                results.find(keys.of(query)).ifPresent(frame -> kept.put(query, frame));
            }
        }

        /// Whether a query's result is there and it will not be run.
        public boolean isKept(PlannedQuery query) {
            return kept.containsKey(query);
        }

        /// Makes ready what the queries need that must be run: nothing, where none must.
        ///
        /// @param read hears of each dataset that was read, and how long it took
        /// @return whether all macros could be made
        /// @throws QueryException if a dataset can't be read
        public boolean open(Problems problems, BiConsumer<String, Duration> read)
                throws QueryException, InterruptedException {
            boolean needed = asked.queries().stream().anyMatch(q -> !isKept(q) && !data.isPlain(q));
            if (!needed) {
                return true;
            }
            Workbench open = bench(asked.site());
            forgetOthers(open);
            for (DataAccess.DatasetUse use : asked.datasets()) {
                String name = use.dataset().name();
                String key = keys.of(use.dataset());
                if (!key.equals(datasets.get(name))) {
                    long start = System.nanoTime();
                    datasets.remove(name);
                    open.expire(name);
                    data.load(open, use.dataset(), use.bindings());
                    datasets.put(name, key);
                    read.accept(name, Duration.ofNanos(System.nanoTime() - start));
                }
            }
            return open.define(asked.macros(), asked.bindings(), problems);
        }

        /// Tables of other queries, or of these ones as they were, are not to be read by accident.
        private void forgetOthers(Workbench open) {
            Set<String> current = new HashSet<>();
            for (PlannedQuery query : asked.queries()) {
                String name = query.name().text();
                if (keys.of(query).equals(tables.get(name))) {
                    current.add(name);
                }
            }
            tables.keySet().retainAll(current);
            open.keepOnly(current);
        }

        /// A query's result, kept or new. Where it fails, the reason is added and there is no frame.
        public Optional<Frame> run(PlannedQuery query, Problems problems) {
            Frame known = kept.get(query);
            if (known != null) {
                return Optional.of(known);
            }
            Optional<Frame> frame;
            if (data.isPlain(query)) {
                frame = data.run(this, asked.site(), query, asked.bindings(), problems);
            } else {
                if (!hasTables(query, problems)) {
                    return Optional.empty();
                }
                frame = runOnBench(query, problems);
            }
            frame.ifPresent(f -> {
                results.keep(keys.of(query), f);
                kept.put(query, f);
            });
            return frame;
        }

        private Optional<Frame> runOnBench(PlannedQuery query, Problems problems) {
            Workbench open = bench;
            if (open == null) {
                throw new IllegalStateException("the page was not opened");
            }
            String name = query.name().text();
            tables.remove(name);
            Optional<Frame> frame = data.run(open, query, asked.bindings(), problems);
            if (frame.isPresent() && query.readByOthers()) {
                tables.put(name, keys.of(query));
            }
            return frame;
        }

        /// Sees to it that the queries that a query reads are tables: a result that was kept may have none.
        private boolean hasTables(PlannedQuery query, Problems problems) {
            for (String read : query.reads()) {
                PlannedQuery other = byName.get(read.toLowerCase(Locale.ROOT));
                if (other != null
                        && !keys.of(other).equals(tables.get(other.name().text()))
                        && !(hasTables(other, problems)
                                && runOnBench(other, problems).isPresent())) {
                    return false;
                }
            }
            return true;
        }
    }

    /// Gives the workbench back.
    @Override
    public void close() {
        forget();
    }
}
