package io.broadsheet.engine.query;

import io.broadsheet.engine.frame.Column;
import io.broadsheet.engine.frame.ColumnType;
import io.broadsheet.engine.frame.Frame;
import io.broadsheet.engine.problem.Problem;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.Blob;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Struct;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.duckdb.DuckDBStruct;
import org.jspecify.annotations.Nullable;

/// Reads a result of DuckDB into a frame, each type as what it is.
final class FrameReader {
    private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger GREATEST = BigInteger.valueOf(Long.MAX_VALUE);

    private FrameReader() {}

    /// A result that can't be a frame.
    abstract static sealed class Unreadable extends RuntimeException {
        Unreadable(String message) {
            super(message, null, false, false);
        }

        Problem problem(String owner, BoundSql sql, long mostRows) {
            return switch (this) {
                case TooManyRows _ -> QueryException.tooManyRows(owner, sql, mostRows, "result-rows");
                case DuplicateColumn twice -> QueryException.duplicate(owner, sql, twice.column());
            };
        }
    }

    /// A result has more rows than it may have.
    static final class TooManyRows extends Unreadable {
        TooManyRows() {
            super("too many rows");
        }
    }

    /// A result has two columns of one name.
    static final class DuplicateColumn extends Unreadable {
        private final String column;

        DuplicateColumn(String column) {
            super(column);
            this.column = column;
        }

        String column() {
            return column;
        }
    }

    /// @throws DuplicateColumn if two are the same, without regard to case
    static void checkNames(List<String> names) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name.toLowerCase(Locale.ROOT))) {
                throw new DuplicateColumn(name);
            }
        }
    }

    static Frame read(ResultSet result, ZoneId zone, int mostRows) throws SQLException {
        ResultSetMetaData meta = result.getMetaData();
        int count = meta.getColumnCount();
        String[] names = new String[count];
        ColumnType[] types = new ColumnType[count];
        List<List<@Nullable Object>> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            names[i] = meta.getColumnName(i + 1);
            types[i] = type(meta.getColumnTypeName(i + 1));
            values.add(new ArrayList<>());
        }
        checkNames(List.of(names));
        int rows = 0;
        while (result.next()) {
            if (++rows > mostRows) {
                throw new TooManyRows();
            }
            for (int i = 0; i < count; i++) {
                values.get(i).add(value(result, i + 1, types[i], zone));
            }
        }
        List<Column> columns = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            columns.add(column(names[i], types[i], values.get(i)));
        }
        return Frame.of(columns);
    }

    /// Sums of whole numbers come as 128 bits: where all fit into 64, they are plain integers.
    private static Column column(String name, ColumnType type, List<@Nullable Object> values) {
        if (type != ColumnType.BIG_INTEGER) {
            return Column.of(name, type, values);
        }
        boolean fits = values.stream()
                .allMatch(v -> v == null
                        || (((BigInteger) v).compareTo(LEAST) >= 0 && ((BigInteger) v).compareTo(GREATEST) <= 0));
        if (!fits) {
            return Column.of(name, type, values);
        }
        List<@Nullable Object> longs = new ArrayList<>(values.size());
        values.forEach(v -> longs.add(v == null ? null : ((BigInteger) v).longValueExact()));
        return Column.of(name, ColumnType.INTEGER, longs);
    }

    private static ColumnType type(String name) {
        String type = name.toUpperCase(Locale.ROOT);
        if (type.endsWith("]")) {
            return ColumnType.LIST;
        }
        int paren = type.indexOf('(');
        return switch (paren < 0 ? type : type.substring(0, paren)) {
            case "BOOLEAN" -> ColumnType.BOOLEAN;
            case "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER" -> ColumnType.INTEGER;
            case "HUGEINT", "UHUGEINT", "UBIGINT", "BIGNUM" -> ColumnType.BIG_INTEGER;
            case "DECIMAL" -> ColumnType.DECIMAL;
            case "FLOAT", "DOUBLE" -> ColumnType.DOUBLE;
            case "VARCHAR", "ENUM" -> ColumnType.TEXT;
            case "DATE" -> ColumnType.DATE;
            case "TIME", "TIME_NS" -> ColumnType.TIME;
            case "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS" -> ColumnType.TIMESTAMP;
            case "TIMESTAMP WITH TIME ZONE" -> ColumnType.INSTANT;
            case "JSON" -> ColumnType.JSON;
            case "STRUCT", "MAP" -> ColumnType.STRUCT;
            case "BLOB" -> ColumnType.BINARY;
            default -> ColumnType.OTHER;
        };
    }

    private static @Nullable Object value(ResultSet result, int index, ColumnType type, ZoneId zone)
            throws SQLException {
        Object value = result.getObject(index);
        if (value == null) {
            return null;
        }
        return switch (type) {
            case INTEGER -> ((Number) value).longValue();
            case BIG_INTEGER -> value instanceof BigInteger i ? i : new BigInteger(value.toString());
            case DOUBLE -> ((Number) value).doubleValue();
            case DATE -> value instanceof LocalDate d ? d : result.getObject(index, LocalDate.class);
            case TIMESTAMP -> result.getObject(index, LocalDateTime.class);
            case INSTANT -> ((OffsetDateTime) value).atZoneSameInstant(zone).toOffsetDateTime();
            case TIME -> value instanceof LocalTime t ? t : LocalTime.parse(value.toString());
            case BINARY, LIST, STRUCT -> plain(value);
            case BOOLEAN, DECIMAL -> value;
            case TEXT, JSON, OTHER -> value.toString();
        };
    }

    /// A value inside of a list or a struct.
    private static @Nullable Object plain(@Nullable Object value) throws SQLException {
        return switch (value) {
            case null -> null;
            case Array array -> list((Object[]) array.getArray());
            case Object[] items -> list(items);
            case DuckDBStruct struct -> map(struct.getMap());
            case Struct struct -> list(struct.getAttributes());
            case Map<?, ?> map -> map(map);
            case Blob blob -> HexFormat.of().formatHex(blob.getBytes(1, (int) blob.length()));
            case byte[] bytes -> HexFormat.of().formatHex(bytes);
            case java.sql.Timestamp t -> t.toLocalDateTime();
            case java.sql.Date d -> d.toLocalDate();
            case Byte b -> b.longValue();
            case Short s -> s.longValue();
            case Integer i -> i.longValue();
            case Float f -> f.doubleValue();
            case BigDecimal d -> d;
            default -> value;
        };
    }

    private static List<@Nullable Object> list(@Nullable Object[] items) throws SQLException {
        @Nullable Object[] plain = new @Nullable Object[items.length];
        for (int i = 0; i < items.length; i++) {
            plain[i] = plain(items[i]);
        }
        return Collections.unmodifiableList(Arrays.asList(plain));
    }

    private static Map<String, @Nullable Object> map(Map<?, ?> entries) throws SQLException {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : entries.entrySet()) {
            plain.put(String.valueOf(entry.getKey()), plain(entry.getValue()));
        }
        return Collections.unmodifiableMap(plain);
    }
}
