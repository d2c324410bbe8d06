package io.broadsheet.engine.query;

import io.broadsheet.engine.project.Period;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The values of a query's parameters: `site`, `period_start`, `period_end`, and the report's own. Immutable.
public final class Bindings {
    /// The name of the site's own id.
    static final String SITE = "site";

    private final Map<String, Object> values;

    private Bindings(Map<String, Object> values) {
        this.values = Collections.unmodifiableMap(new TreeMap<>(values));
    }

    public static Bindings of(Map<String, Object> values) {
        return new Bindings(values);
    }

    /// The period's bounds, as local time at the site: `period_end` is the first moment after the period.
    public static Bindings of(Period period) {
        return new Bindings(Map.of(
                "period_start", period.start().atStartOfDay(),
                "period_end", period.end().atStartOfDay()));
    }

    public Bindings with(String name, Object value) {
        Map<String, Object> all = new TreeMap<>(values);
        all.put(name, value);
        return new Bindings(all);
    }

    public Bindings with(Map<String, Object> more) {
        Map<String, Object> all = new TreeMap<>(values);
        all.putAll(more);
        return new Bindings(all);
    }

    /// Only these names, as far as they are there.
    Bindings only(Set<String> names) {
        Map<String, Object> some = new TreeMap<>(values);
        some.keySet().retainAll(names);
        return new Bindings(some);
    }

    public Map<String, Object> values() {
        return values;
    }

    private Object value(String name) {
        Object value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("no value for the parameter " + name);
        }
        return value;
    }

    /// Binds to a statement. Local times stay local: no driver moves them into a zone.
    void bind(PreparedStatement statement, List<String> order) throws SQLException {
        for (int i = 0; i < order.size(); i++) {
            statement.setObject(i + 1, bound(value(order.get(i))));
        }
    }

    /// A whole number as it would be if it were written there: `date - 7 * :weeks` takes an integer, not a bigint.
    private static Object bound(Object value) {
        return value instanceof Long l && l == l.intValue() ? (Object) l.intValue() : value;
    }

    /// A value as a SQL literal, for `set variable`, which can't be prepared.
    static String literal(Object value) {
        return switch (value) {
            case LocalDateTime t -> "timestamp '" + t.toString().replace('T', ' ') + "'";
            case LocalDate d -> "date '" + d + "'";
            case String s -> DuckDb.quoted(s);
            case Long l -> bound(l) instanceof Integer ? l + "::integer" : l + "::bigint";
            default -> value.toString();
        };
    }

    @Override
    public String toString() {
        return values.keySet().toString();
    }
}
