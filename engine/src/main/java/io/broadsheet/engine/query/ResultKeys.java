package io.broadsheet.engine.query;

import io.broadsheet.engine.project.Site;
import io.broadsheet.engine.source.Fingerprint;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What the result of each query of a page depends on, as a hash: its text, the values that it binds, the
/// macros that it may call, the site, the state of its source's files, and the same of all that it reads.
/// SQL may not ask for the time or for chance, so that nothing else matters but a database's own rows:
/// those are read again when they are forgotten.
final class ResultKeys {
    private final Map<String, String> datasets = new HashMap<>();
    private final Map<String, String> named = new HashMap<>();
    private final IdentityHashMap<PlannedQuery, String> queries = new IdentityHashMap<>();

    private ResultKeys() {}

    static ResultKeys of(LiveData.Asked asked, DataAccess data) throws QueryException {
        ResultKeys keys = new ResultKeys();
        for (DataAccess.DatasetUse use : asked.datasets()) {
            keys.add(use, asked.site(), data);
        }
        String macros = macros(asked.macros(), keys);
        for (PlannedQuery query : asked.queries()) {
            keys.add(query, asked, macros, data);
        }
        return keys;
    }

    String of(PlannedDataset dataset) {
        return known(datasets.get(dataset.name().toLowerCase(Locale.ROOT)), dataset.name());
    }

    String of(PlannedQuery query) {
        return known(queries.get(query), query.owner());
    }

    private static String known(@org.jspecify.annotations.Nullable String key, String what) {
        if (key == null) {
            throw new IllegalStateException("not of this page: " + what);
        }
        return key;
    }

    private void add(DataAccess.DatasetUse use, Site site, DataAccess data) throws QueryException {
        PlannedDataset dataset = use.dataset();
        String source = dataset.dataset().source().text();
        Fingerprint fingerprint = new Fingerprint()
                .add(source)
                .add(data.stamp(source))
                .add(dataset.sql().text())
                .add(dataset.dataset().siteColumn().text())
                .add(site.id())
                .add(site.zone().getId());
        add(use.bindings().only(dataset.parameters()), fingerprint);
        datasets.put(dataset.name().toLowerCase(Locale.ROOT), fingerprint.hex());
    }

    private void add(PlannedQuery query, LiveData.Asked asked, String macros, DataAccess data) throws QueryException {
        Set<String> bound = new HashSet<>(query.sql().order());
        Fingerprint fingerprint = new Fingerprint()
                .add(query.sql().text())
                .add(asked.site().id())
                .add(asked.site().zone().getId());
        if (query.source().isPresent()) {
            String source = query.source().get();
            fingerprint.add(source).add(data.stamp(source));
        } else {
            fingerprint.add(macros);
            asked.macros().forEach(m -> bound.addAll(m.body().order()));
        }
        add(asked.bindings().only(bound), fingerprint);
        for (String read : new TreeSet<>(query.reads())) {
            String name = read.toLowerCase(Locale.ROOT);
            fingerprint.add(name).add(named.getOrDefault(name, "")).add(datasets.getOrDefault(name, ""));
        }
        String key = fingerprint.hex();
        queries.put(query, key);
        if (!query.name().text().isEmpty()) {
            named.put(query.name().text().toLowerCase(Locale.ROOT), key);
        }
    }

    /// All that a report imports: which of them a query calls does not show in its text alone.
    private static String macros(Iterable<PlannedMacro> macros, ResultKeys keys) {
        Fingerprint fingerprint = new Fingerprint();
        for (PlannedMacro macro : macros) {
            fingerprint
                    .add(macro.macro().name().text())
                    .add(macro.macro().parameters())
                    .add(Boolean.toString(macro.macro().table()))
                    .add(macro.body().text());
            for (String read : new TreeSet<>(macro.reads())) {
                fingerprint.add(read).add(keys.datasets.getOrDefault(read.toLowerCase(Locale.ROOT), ""));
            }
        }
        return fingerprint.hex();
    }

    private static void add(Bindings bindings, Fingerprint fingerprint) {
        new TreeMap<>(bindings.values())
                .forEach((name, value) -> fingerprint
                        .add(name)
                        .add(value.getClass().getSimpleName())
                        .add(value.toString()));
    }
}
