package io.broadsheet.engine.query;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBLogicalType;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// One column on its way from a JDBC result into DuckDB: how it is read, as what it travels, and what it becomes.
///
/// @param cast the SQL that makes of the travelling column (`%s`) what it is
record StreamColumn(String name, int index, Kind kind, int precision, int scale, String cast, Read read) {
    private static final int LONG_DIGITS = 18;
    private static final int MOST_DIGITS = 38;
    private static final int FREE_SCALE = 12;
    private static final int LAST_YEAR = 250_000;
    private static final long MICROS_A_DAY = 86_400_000_000L;

    /// As what a column travels.
    enum Kind {
        LONG,
        BOOLEAN,
        DOUBLE,
        /// A decimal as its unscaled digits
        DECIMAL,
        BIG_DECIMAL,
        BIG_INTEGER,
        /// Days since 1970
        DATE,
        /// Microseconds since 1970, of local time
        TIMESTAMP,
        /// Microseconds since 1970
        INSTANT,
        /// UTF-8
        TEXT
    }

    /// How text and objects are taken from the result.
    interface Read {
        @Nullable
        Object from(ResultSet result, int index) throws SQLException;
    }

    /// The columns of a result.
    ///
    /// @throws FrameReader.DuplicateColumn if two have one name
    static List<StreamColumn> of(ResultSetMetaData meta, SqlDialect dialect) throws SQLException {
        FrameReader.checkNames(SiteCut.names(meta));
        List<StreamColumn> columns = new ArrayList<>();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            columns.add(of(meta, i, dialect));
        }
        return columns;
    }

    private static StreamColumn of(ResultSetMetaData meta, int index, SqlDialect dialect) throws SQLException {
        String name = meta.getColumnLabel(index);
        String type = meta.getColumnTypeName(index).toLowerCase(Locale.ROOT);
        Read characters = characters(dialect);
        return switch (meta.getColumnType(index)) {
            case Types.BOOLEAN -> plain(name, index, Kind.BOOLEAN);
            case Types.BIT -> bit(name, index, type, meta.getPrecision(index), dialect);
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER -> plain(name, index, Kind.LONG);
            case Types.BIGINT ->
                type.contains("unsigned") || type.startsWith("u")
                        ? object(name, index, Kind.BIG_INTEGER, StreamColumn::bigInteger)
                        : plain(name, index, Kind.LONG);
            case Types.FLOAT, Types.REAL, Types.DOUBLE ->
                type.equals("money") ? text(name, index, "%s", StreamColumn::string) : plain(name, index, Kind.DOUBLE);
            case Types.NUMERIC, Types.DECIMAL -> decimal(name, index, meta.getPrecision(index), meta.getScale(index));
            case Types.DATE ->
                type.equals("year")
                        ? plain(name, index, Kind.LONG)
                        : moment(name, index, Kind.DATE, StreamColumn::date);
            case Types.TIMESTAMP ->
                type.equals("timestamptz")
                        ? moment(name, index, Kind.INSTANT, StreamColumn::instant)
                        : moment(name, index, Kind.TIMESTAMP, StreamColumn::timestamp);
            case Types.TIMESTAMP_WITH_TIMEZONE ->
                moment(
                        name,
                        index,
                        Kind.INSTANT,
                        dialect == SqlDialect.TRINO ? StreamColumn::pointInTime : StreamColumn::instant);
            case Types.TIME ->
                text(name, index, type.equals("timetz") ? "%s" : "cast(%s as time)", StreamColumn::string);
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB ->
                type.contains("text") ? text(name, index, "%s", ResultSet::getBytes) : binary(name, index);
            case Types.ARRAY ->
                text(
                        name,
                        index,
                        "cast(cast(%s as json) as " + arrayType(type, dialect) + ")",
                        (r, i) -> array(r, i, type));
            case Types.CHAR ->
                type.equals("bpchar") || dialect == SqlDialect.TRINO
                        ? text(name, index, "rtrim(%s, ' ')", characters)
                        : text(name, index, "%s", characters);
            case Types.VARCHAR, Types.LONGVARCHAR ->
                type.equals("json")
                        ? text(name, index, "cast(%s as json)", characters)
                        : text(name, index, "%s", characters);
            default ->
                switch (type) {
                    case "json", "jsonb" -> text(name, index, "cast(%s as json)", StreamColumn::string);
                    case "uuid" -> text(name, index, "cast(%s as uuid)", StreamColumn::string);
                    case "hugeint", "uhugeint", "ubigint" ->
                        object(name, index, Kind.BIG_INTEGER, StreamColumn::bigInteger);
                    case "utinyint", "usmallint", "uinteger" -> plain(name, index, Kind.LONG);
                    default -> text(name, index, "%s", StreamColumn::string);
                };
        };
    }

    /// These two drivers give the text as it came, in UTF-8; others make a string of it first.
    private static Read characters(SqlDialect dialect) {
        return dialect == SqlDialect.MYSQL || dialect == SqlDialect.POSTGRESQL
                ? ResultSet::getBytes
                : StreamColumn::string;
    }

    /// PostgreSQL calls its `bool` a bit; its `bit(8)` is text of noughts and ones.
    private static StreamColumn bit(String name, int index, String type, int precision, SqlDialect dialect) {
        if (type.startsWith("bool") || (precision <= 1 && dialect != SqlDialect.POSTGRESQL)) {
            return plain(name, index, Kind.BOOLEAN);
        }
        return type.equals("bit") && dialect != SqlDialect.POSTGRESQL
                ? binary(name, index)
                : text(name, index, "%s", StreamColumn::string);
    }

    private static StreamColumn plain(String name, int index, Kind kind) {
        return new StreamColumn(name, index, kind, 0, 0, "%s", (r, i) -> null);
    }

    private static StreamColumn object(String name, int index, Kind kind, Read read) {
        return new StreamColumn(name, index, kind, 0, 0, "%s", read);
    }

    private static StreamColumn moment(String name, int index, Kind kind, Read read) {
        String cast = switch (kind) {
            case DATE -> "date '1970-01-01' + cast(%s as integer)";
            case TIMESTAMP -> "make_timestamp(%s)";
            default -> "make_timestamp(%s) at time zone 'UTC'";
        };
        return new StreamColumn(name, index, kind, 0, 0, cast, read);
    }

    private static @Nullable Object date(ResultSet result, int index) throws SQLException {
        LocalDate date = result.getObject(index, LocalDate.class);
        return date == null ? null : inRange(date).toEpochDay();
    }

    private static @Nullable Object timestamp(ResultSet result, int index) throws SQLException {
        LocalDateTime moment = result.getObject(index, LocalDateTime.class);
        return moment == null ? null : micros(moment);
    }

    private static @Nullable Object instant(ResultSet result, int index) throws SQLException {
        OffsetDateTime moment = result.getObject(index, OffsetDateTime.class);
        if (moment == null) {
            return null;
        }
        inRange(moment.toLocalDate());
        return micros(moment.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime());
    }

    /// Trino's driver knows no offsets.
    private static @Nullable Object pointInTime(ResultSet result, int index) throws SQLException {
        Instant moment = result.getObject(index, Instant.class);
        return moment == null ? null : micros(LocalDateTime.ofInstant(moment, ZoneOffset.UTC));
    }

    private static long micros(LocalDateTime moment) {
        return inRange(moment.toLocalDate()).toEpochDay() * MICROS_A_DAY
                + moment.toLocalTime().toNanoOfDay() / 1_000;
    }

    /// PostgreSQL's `infinity` comes as a year of nine digits.
    private static LocalDate inRange(LocalDate date) {
        if (Math.abs(date.getYear()) > LAST_YEAR) {
            throw new DateTimeException("the year is out of range");
        }
        return date;
    }

    private static StreamColumn text(String name, int index, String cast, Read read) {
        return new StreamColumn(name, index, Kind.TEXT, 0, 0, cast, read);
    }

    private static StreamColumn binary(String name, int index) {
        return text(name, index, "unhex(%s)", (r, i) -> {
            byte[] bytes = r.getBytes(i);
            return bytes == null ? null : HexFormat.of().formatHex(bytes).getBytes(StandardCharsets.US_ASCII);
        });
    }

    /// Up to 18 digits travel as whole numbers. A numeric without a declared scale (PostgreSQL) has one of 12 here.
    private static StreamColumn decimal(String name, int index, int precision, int scale) {
        if (precision > 0 && precision <= LONG_DIGITS && scale >= 0 && scale <= precision) {
            String cast = scale == 0
                    ? "cast(%s as decimal(" + precision + ",0))"
                    : "cast(cast(%s as decimal(18,0)) * cast(0." + "0".repeat(scale - 1) + "1 as decimal(" + scale + ","
                            + scale + ")) as decimal(" + precision + "," + scale + "))";
            return new StreamColumn(name, index, Kind.DECIMAL, precision, scale, cast, (r, i) -> r.getBigDecimal(i));
        }
        int kept = precision <= 0 ? FREE_SCALE : Math.clamp(scale, 0, MOST_DIGITS);
        return new StreamColumn(name, index, Kind.BIG_DECIMAL, MOST_DIGITS, kept, "%s", (r, i) -> {
            BigDecimal value = r.getBigDecimal(i);
            return value == null ? null : decimal(value.setScale(kept, RoundingMode.HALF_EVEN));
        });
    }

    private static BigDecimal decimal(BigDecimal value) {
        if (value.precision() > MOST_DIGITS) {
            throw new ArithmeticException("more than 38 digits");
        }
        return value;
    }

    private static @Nullable Object bigInteger(ResultSet result, int index) throws SQLException {
        BigDecimal value = result.getBigDecimal(index);
        return value == null ? null : value.toBigInteger();
    }

    private static byte @Nullable [] string(ResultSet result, int index) throws SQLException {
        String value = result.getString(index);
        return value == null ? null : value.getBytes(StandardCharsets.UTF_8);
    }

    private static byte @Nullable [] array(ResultSet result, int index, String type) throws SQLException {
        Array array = result.getArray(index);
        return array == null
                ? null
                : JsonMapper.shared()
                        .writeValueAsBytes(jsonItems(
                                (@Nullable Object[]) array.getArray(),
                                type.endsWith("timestamptz") || type.contains("with time zone")));
    }

    private static List<@Nullable Object> jsonItems(@Nullable Object[] items, boolean instants) throws SQLException {
        List<@Nullable Object> plain = new ArrayList<>(items.length);
        for (Object item : items) {
            plain.add(
                    switch (item) {
                        case null -> null;
                        // JSON has no NaN, and its readers no more than 17 digits.
                        case Double d -> d.isNaN() || d.isInfinite() ? d.toString() : d;
                        case Float f -> f.isNaN() || f.isInfinite() ? f.toString() : f;
                        case BigDecimal d -> d.toPlainString();
                        case Number n -> n;
                        case Boolean b -> b;
                        case Timestamp t ->
                            instants
                                    ? t.toInstant().toString()
                                    : t.toLocalDateTime().toString();
                        case Object[] nested -> jsonItems(nested, instants);
                        case List<?> nested -> jsonItems(nested.toArray(), instants);
                        case Array nested -> jsonItems((@Nullable Object[]) nested.getArray(), instants);
                        default -> item.toString();
                    });
        }
        return plain;
    }

    private static String arrayType(String type, SqlDialect dialect) {
        return switch (dialect) {
            case DUCKDB -> type;
            case TRINO -> trinoType(type);
            default -> itemType(type) + "[]";
        };
    }

    /// What is made of `array(array(decimal(5,2)))`, or of what stands in it.
    private static String trinoType(String type) {
        if (type.startsWith("array(")) {
            return trinoType(type.substring("array(".length(), type.length() - 1)) + "[]";
        }
        if (type.startsWith("timestamp")) {
            return type.endsWith("with time zone") ? "timestamptz" : "timestamp";
        }
        return switch (type) {
            case "tinyint", "smallint", "integer", "bigint" -> "bigint";
            case "real", "double" -> "double";
            case "boolean", "date", "json", "uuid" -> type;
            default -> type.startsWith("decimal(") ? type : "varchar";
        };
    }

    private static String itemType(String arrayType) {
        return switch (arrayType.replaceFirst("^_", "")) {
            case "int2", "int4", "int8" -> "bigint";
            case "float4", "float8" -> "double";
            case "numeric" -> "decimal(38," + FREE_SCALE + ")";
            case "bool" -> "boolean";
            case "date" -> "date";
            case "timestamp" -> "timestamp";
            case "timestamptz" -> "timestamptz";
            default -> "varchar";
        };
    }

    Object newArray() {
        return switch (kind) {
            case LONG, BOOLEAN, DECIMAL, DATE, TIMESTAMP, INSTANT -> new long[RowBatch.SIZE];
            case DOUBLE -> new double[RowBatch.SIZE];
            case TEXT -> new byte[RowBatch.SIZE][];
            default -> new Object[RowBatch.SIZE];
        };
    }

    /// The type under which the column travels.
    DuckDBLogicalType logicalType() throws SQLException {
        return kind == Kind.BIG_DECIMAL
                ? DuckDBLogicalType.decimal(precision, scale)
                : DuckDBLogicalType.of(
                        switch (kind) {
                            case LONG, DECIMAL, DATE, TIMESTAMP, INSTANT -> DuckDBColumnType.BIGINT;
                            case BOOLEAN -> DuckDBColumnType.BOOLEAN;
                            case DOUBLE -> DuckDBColumnType.DOUBLE;
                            case BIG_INTEGER -> DuckDBColumnType.HUGEINT;
                            case TEXT -> DuckDBColumnType.VARCHAR;
                            case BIG_DECIMAL -> throw new IllegalStateException("made above");
                        });
    }

    /// Takes the column's value of the result's current row.
    void take(ResultSet result, RowBatch batch, int column) throws SQLException {
        int row = batch.rows();
        switch (kind) {
            case LONG -> {
                batch.longs(column)[row] = result.getLong(index);
                if (result.wasNull()) {
                    batch.setNull(column);
                }
            }
            case BOOLEAN -> {
                batch.longs(column)[row] = result.getBoolean(index) ? 1 : 0;
                if (result.wasNull()) {
                    batch.setNull(column);
                }
            }
            case DOUBLE -> {
                batch.doubles(column)[row] = result.getDouble(index);
                if (result.wasNull()) {
                    batch.setNull(column);
                }
            }
            default -> object(read.from(result, index), batch, column, row);
        }
    }

    private void object(@Nullable Object value, RowBatch batch, int column, int row) {
        if (value == null) {
            batch.setNull(column);
            if (kind == Kind.TEXT) {
                batch.texts(column)[row] = NO_TEXT;
            }
            return;
        }
        switch (kind) {
            case TEXT -> {
                byte[] text = (byte[]) value;
                batch.texts(column)[row] = text;
                batch.addBytes(text.length);
            }
            case DECIMAL ->
                batch.longs(column)[row] = ((BigDecimal) value)
                        .setScale(scale, RoundingMode.HALF_EVEN)
                        .unscaledValue()
                        .longValueExact();
            case DATE, TIMESTAMP, INSTANT -> batch.longs(column)[row] = (Long) value;
            default -> batch.objects(column)[row] = value;
        }
    }

    @SuppressWarnings("NullAway") // A null element of a batch of texts is a null of the column.
    private static final byte[] NO_TEXT = null;

    /// The select item that gives the column its own name and type.
    String selectItem() {
        return String.format(Locale.ROOT, cast, DuckDb.identifier("c" + index)) + " as " + DuckDb.identifier(name);
    }
}
