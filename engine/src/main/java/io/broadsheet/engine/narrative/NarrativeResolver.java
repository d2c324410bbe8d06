package io.broadsheet.engine.narrative;

import io.broadsheet.engine.frame.Column;
import io.pebbletemplates.pebble.attributes.AttributeResolver;
import io.pebbletemplates.pebble.attributes.ResolvedAttribute;
import io.pebbletemplates.pebble.node.ArgumentsNode;
import io.pebbletemplates.pebble.template.EvaluationContextImpl;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The only way from a template to what values hold: columns of queries and rows, keys of maps, items of lists. Nothing
/// is ever called or read by reflection.
final class NarrativeResolver implements AttributeResolver {
    @Override
    public ResolvedAttribute resolve(
            Object instance,
            Object attribute,
            Object @Nullable [] arguments,
            @Nullable ArgumentsNode argumentsNode,
            EvaluationContextImpl context,
            String file,
            int line) {
        String name = String.valueOf(attribute);
        if (argumentsNode != null || (arguments != null && arguments.length > 0)) {
            throw new NarrativeException("'" + name + "(...)' can't be called; values have columns and keys only");
        }
        try {
            return new ResolvedAttribute(
                    switch (instance) {
                        case QueryRows rows -> firstRow(rows, attribute, name, line);
                        case QueryRows.Row row -> row.get(column(row.rows(), name, line));
                        case Map<?, ?> map -> key(map, attribute, name);
                        case List<?> list -> item(list, attribute, name);
                        default -> throw new NarrativeException("'" + name + "' of a single value can't be read");
                    });
        } catch (NarrativeException e) {
            throw e.at(line);
        }
    }

    private static @Nullable Object firstRow(QueryRows rows, Object attribute, String name, int line) {
        if (attribute instanceof Number index) {
            return row(rows, index.intValue());
        }
        if (rows.hasFailed()) {
            return null;
        }
        Column column = column(rows, name, line);
        return rows.size() == 0 ? null : column.get(0);
    }

    private static Object row(QueryRows rows, int index) {
        if (index < 0 || index >= rows.size()) {
            throw new NarrativeException("query " + rows.name() + " has " + rows.size() + " rows, no row " + index);
        }
        return rows.row(index);
    }

    private static Column column(QueryRows rows, String name, int line) {
        return rows.column(name).orElseThrow(() -> new UnknownColumnException(rows, name, line));
    }

    private static @Nullable Object key(Map<?, ?> map, Object attribute, String name) {
        if (map.containsKey(attribute)) {
            return map.get(attribute);
        }
        if (map.containsKey(name)) {
            return map.get(name);
        }
        throw new NarrativeException("there is no '" + name + "'; there are "
                + String.join(
                        ", ",
                        map.keySet().stream().map(String::valueOf).sorted().toList()));
    }

    private static @Nullable Object item(List<?> list, Object attribute, String name) {
        if (!(attribute instanceof Number index)) {
            throw new NarrativeException("an item of a list is named by its number, not by '" + name + "'");
        }
        if (index.intValue() < 0 || index.intValue() >= list.size()) {
            throw new NarrativeException("the list has " + list.size() + " items, no item " + index);
        }
        return list.get(index.intValue());
    }
}
