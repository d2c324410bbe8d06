package io.broadsheet.engine.chart;

import io.broadsheet.engine.component.DrawContext;
import io.broadsheet.engine.format.Formats;
import io.broadsheet.engine.format.ValueFormat;
import io.broadsheet.engine.frame.Column;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds the distinct places of a column: which row stands where along x.
final class PlaceReader {
    private final Column column;
    private final Formats formats;
    private final DayOfWeek weekStart;
    private final Optional<ValueFormat> format;
    private final Map<Object, Integer> seen = new LinkedHashMap<>();
    private final List<Integer> firstRows = new ArrayList<>();

    PlaceReader(Column column, DrawContext context, Optional<ValueFormat> format) {
        this.column = column;
        this.formats = context.formats();
        this.weekStart = context.weekStart();
        this.format = format;
    }

    /// The number of the row's place in order of appearance; empty where the row has none (no number, no time).
    Optional<Integer> add(int row) {
        Object key = key(column.get(row));
        if (key == null) {
            return Optional.empty();
        }
        Integer known = seen.putIfAbsent(key, firstRows.size());
        if (known != null) {
            return Optional.of(known);
        }
        firstRows.add(row);
        return Optional.of(firstRows.size() - 1);
    }

    private @Nullable Object key(@Nullable Object value) {
        if (column.type().isTime()) {
            return value == null ? null : second(value);
        }
        if (column.type().isNumber()) {
            double number = value instanceof Number n ? n.doubleValue() + 0.0 : Double.NaN;
            return Double.isFinite(number) ? number : null;
        }
        return value == null ? Formats.MISSING : value;
    }

    private static @Nullable Double second(Object value) {
        Instant instant = switch (value) {
            case LocalDate d -> d.atStartOfDay(ZoneOffset.UTC).toInstant();
            case LocalDateTime t -> t.toInstant(ZoneOffset.UTC);
            case OffsetDateTime t -> t.toInstant();
            default -> null;
        };
        return instant == null ? null : instant.getEpochSecond() + instant.getNano() / 1e9;
    }

    /// The places found so far as they stand along x: numbers and times ascend, all else stays as it came.
    List<Integer> order() {
        List<Object> keys = List.copyOf(seen.keySet());
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            order.add(i);
        }
        if (column.type().isTime() || column.type().isNumber()) {
            order.sort((one, other) -> Double.compare((Double) keys.get(one), (Double) keys.get(other)));
        }
        return order;
    }

    /// For each place in order of appearance, its turn along x.
    List<Integer> turns() {
        List<Integer> order = order();
        Integer[] turns = new Integer[order.size()];
        for (int i = 0; i < turns.length; i++) {
            turns[order.get(i)] = i;
        }
        return List.of(turns);
    }

    Places places() {
        List<Object> keys = List.copyOf(seen.keySet());
        List<Integer> order = order();
        if (column.type().isTime()) {
            boolean days = firstRows.stream().allMatch(r -> isWholeDay(column.get(r)));
            return new Places.Times(positions(keys, order), zone(), days, weekStart, names(order, days));
        }
        return column.type().isNumber()
                ? new Places.Numbers(positions(keys, order), names(order, false))
                : new Places.Categories(names(order, false));
    }

    private static List<Double> positions(List<Object> keys, List<Integer> order) {
        return order.stream().map(i -> (Double) keys.get(i)).toList();
    }

    private ZoneId zone() {
        boolean instants = firstRows.stream().anyMatch(r -> column.get(r) instanceof OffsetDateTime);
        return instants ? formats.zone() : ZoneOffset.UTC;
    }

    private boolean isWholeDay(@Nullable Object value) {
        return switch (value) {
            case LocalDate d -> true;
            case LocalDateTime t -> t.toLocalTime().equals(LocalTime.MIDNIGHT);
            case OffsetDateTime t ->
                t.atZoneSameInstant(formats.zone())
                        .equals(t.atZoneSameInstant(formats.zone())
                                .toLocalDate()
                                .atStartOfDay(formats.zone()));
            case null, default -> false;
        };
    }

    private List<String> names(List<Integer> order, boolean days) {
        return order.stream().map(i -> name(column.get(firstRows.get(i)), days)).toList();
    }

    private String name(@Nullable Object value, boolean days) {
        if (format.isPresent()) {
            return LabelText.of(formats.write(format.get(), value));
        }
        if (days) {
            return formats.dayOf(value).map(formats::date).orElse(Formats.MISSING);
        }
        return LabelText.of(value instanceof Number n ? ValueText.plain(formats).name(n) : formats.write(value));
    }
}
