package io.broadsheet.engine.query;

import io.broadsheet.engine.frame.Column;
import io.broadsheet.engine.frame.ColumnType;
import io.broadsheet.engine.frame.Frame;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/// Writes results of queries as Parquet files, so that any number of a page can be audited later.
///
/// Types stay what they are: integers, decimals with their digits, days, times, instants (in UTC), bytes. Integers past
/// 64 bits are decimals without a fraction; JSON, lists, structs and the rest are text.
///
/// Thread-safe; keep one and close it at the end.
public final class DataSnapshot implements AutoCloseable {
    private static final int MEGABYTES = 256;
    private static final int MOST_DIGITS = 38;

    private final DuckDBConnection database;

    private DataSnapshot(DuckDBConnection database) {
        this.database = database;
    }

    public static DataSnapshot open() {
        return new DataSnapshot(DuckDb.writer(MEGABYTES));
    }

    /// Writes `NAME.parquet` for each frame that has columns.
    ///
    /// @return the files by the frames' names
    /// @throws IOException if the folder does not take them
    public Map<String, Path> write(Map<String, Frame> frames, Path folder) throws IOException {
        Map<String, Path> files = new java.util.LinkedHashMap<>();
        Files.createDirectories(folder);
        try (Connection connection = database.duplicate()) {
            DuckDBConnection own = connection.unwrap(DuckDBConnection.class);
            // One transaction for all of them: to end one after each statement takes time, too.
            own.setAutoCommit(false);
            for (Map.Entry<String, Frame> entry : frames.entrySet()) {
                if (!entry.getValue().columns().isEmpty()) {
                    Path file = folder.resolve(entry.getKey() + ".parquet");
                    write(own, entry.getValue(), file);
                    files.put(entry.getKey(), file);
                }
            }
            own.rollback();
        } catch (SQLException e) {
            throw new IOException("the data can't be written as Parquet: " + e.getMessage(), e);
        }
        return files;
    }

    private static void write(DuckDBConnection own, Frame frame, Path file) throws IOException {
        List<Stored> columns = frame.columns().stream().map(Stored::of).toList();
        List<String> definitions = new ArrayList<>();
        columns.forEach(c -> definitions.add(DuckDb.identifier(c.column().name()) + " " + c.sqlType()));
        try {
            DuckDb.run(own, "create or replace temp table snapshot (" + String.join(", ", definitions) + ")");
            try (DuckDBAppender appender = own.createAppender("temp", "main", "snapshot")) {
                for (int row = 0; row < frame.rowCount(); row++) {
                    appender.beginRow();
                    for (Stored column : columns) {
                        column.append(appender, row);
                    }
                    appender.endRow();
                }
            }
            DuckDb.run(
                    own,
                    "copy temp.main.snapshot to " + DuckDb.quoted(file.toString())
                            + " (format parquet, compression zstd)");
        } catch (SQLException | DuckDbException e) {
            throw new IOException("the data can't be written to " + file.getFileName() + ": " + e.getMessage(), e);
        }
    }

    /// A column and how Parquet is to hold it.
    private record Stored(Column column, String sqlType) {
        static Stored of(Column column) {
            return new Stored(
                    column,
                    switch (column.type()) {
                        case BOOLEAN -> "boolean";
                        case INTEGER -> "bigint";
                        case BIG_INTEGER, DECIMAL -> decimal(column);
                        case DOUBLE -> "double";
                        case DATE -> "date";
                        case TIME -> "time";
                        case TIMESTAMP -> hasNanos(column) ? "timestamp_ns" : "timestamp";
                        case INSTANT -> "timestamptz";
                        case BINARY -> "blob";
                        case TEXT, JSON, LIST, STRUCT, OTHER -> "varchar";
                    });
        }

        private static boolean hasNanos(Column column) {
            return column.values().stream()
                    .anyMatch(v -> v instanceof LocalDateTime t && !t.equals(t.truncatedTo(ChronoUnit.MICROS)));
        }

        /// As many digits as the values need; text where no decimal holds them.
        private static String decimal(Column column) {
            int whole = 1;
            int fraction = 0;
            for (Object value : column.values()) {
                if (value != null) {
                    BigDecimal number = plain(value);
                    whole = Math.max(whole, number.precision() - number.scale());
                    fraction = Math.max(fraction, number.scale());
                }
            }
            return whole + fraction > MOST_DIGITS
                    ? "varchar"
                    : "decimal(" + Math.max(MOST_DIGITS / 2 - 1, whole + fraction) + ", " + fraction + ")";
        }

        private static BigDecimal plain(Object value) {
            BigDecimal number = value instanceof BigInteger i ? new BigDecimal(i) : (BigDecimal) value;
            return number.scale() < 0 ? number.setScale(0) : number;
        }

        void append(DuckDBAppender appender, int row) throws SQLException {
            Object value = column.get(row);
            if (value == null) {
                appender.appendNull();
            } else if (sqlType.equals("varchar")) {
                appender.append(text(value));
            } else {
                append(appender, value);
            }
        }

        private static String text(@Nullable Object value) {
            return value instanceof BigDecimal d ? d.toPlainString() : String.valueOf(value);
        }

        private void append(DuckDBAppender appender, Object value) throws SQLException {
            switch (value) {
                case Boolean b -> appender.append(b.booleanValue());
                case Long n -> appender.append(n.longValue());
                case Double d -> appender.append(d.doubleValue());
                case BigInteger _, BigDecimal _ -> appender.append(plain(value).setScale(scale()));
                case LocalDate d -> appender.append(d);
                case LocalTime t -> appender.append(t);
                case LocalDateTime t -> appender.append(t);
                case OffsetDateTime t -> appender.append(t.withOffsetSameInstant(ZoneOffset.UTC));
                case String s
                when column.type() == ColumnType.BINARY ->
                    appender.append(HexFormat.of().parseHex(s));
                default -> throw new IllegalStateException("a value of " + column + " is a " + value.getClass());
            }
        }

        private int scale() {
            return Integer.parseInt(sqlType.substring(sqlType.indexOf(',') + 2, sqlType.length() - 1));
        }
    }

    @Override
    public void close() {
        DuckDb.close(database);
    }
}
