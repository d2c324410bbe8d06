package io.broadsheet.engine.query;

import io.broadsheet.engine.frame.Column;
import io.broadsheet.engine.frame.Frame;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBDriver;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBLogicalType;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionBuilder;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;
import org.duckdb.DuckDBWritableVector;

/// The table function through which DuckDB reads a frame: `broadsheet_frame(NUMBER)`. No table is made for it, which
/// takes longer than to read the few rows of most frames.
///
/// Types stay what they are: integers, decimals with their digits, days, times, instants (in UTC), bytes. Integers past
/// 64 bits are decimals without a fraction; JSON, lists, structs and the rest are text.
final class FrameFunction implements DuckDBTableFunction<FrameFunction.Offer, FrameFunction.Cursor, Object> {
    private static final String NAME = "broadsheet_frame";
    private static final int MOST_DIGITS = 38;
    private static final LocalDateTime EPOCH = LocalDateTime.of(1970, 1, 1, 0, 0);
    /// Nanoseconds since 1970 reach about this many years either way.
    private static final int YEARS_OF_NANOS = 290;

    private final Map<Long, Offer> offers = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();

    private FrameFunction() {}

    static FrameFunction register(Connection connection) {
        FrameFunction function = new FrameFunction();
        try (DuckDBTableFunctionBuilder builder = DuckDBFunctions.tableFunction()) {
            builder.withName(NAME)
                    .withParameter(DuckDBColumnType.BIGINT)
                    .withFunction(function)
                    .register(connection);
            // The driver keeps every function that was ever registered; instances come and go here.
            DuckDBDriver.clearFunctionsRegistry();
        } catch (SQLException e) {
            throw new IllegalStateException("the table function can't be registered", e);
        }
        return function;
    }

    /// Lets statements read a frame, until it is closed.
    Offer offer(Frame frame) {
        Offer offer = new Offer(
                numbers.incrementAndGet(),
                frame.rowCount(),
                frame.columns().stream().map(Travelling::of).toList());
        offers.put(offer.number, offer);
        return offer;
    }

    /// A frame that statements may read.
    final class Offer implements AutoCloseable {
        private final long number;
        private final int rows;
        private final List<Travelling> columns;

        private Offer(long number, int rows, List<Travelling> columns) {
            this.number = number;
            this.rows = rows;
            this.columns = columns;
        }

        /// The query that gives the frame's rows, with its columns' names and types.
        String select() {
            return java.util.stream.IntStream.range(0, columns.size())
                    .mapToObj(i ->
                            String.format(java.util.Locale.ROOT, columns.get(i).item(), "c" + i) + " as "
                                    + DuckDb.identifier(columns.get(i).column().name()))
                    .collect(Collectors.joining(", ", "select ", " from " + NAME + "(" + number + ")"));
        }

        @Override
        public void close() {
            offers.remove(number);
        }
    }

    /// Where a scan is in a frame.
    static final class Cursor {
        private final Offer offer;
        private int at;

        private Cursor(Offer offer) {
            this.offer = offer;
        }
    }

    @Override
    public Offer bind(DuckDBTableFunctionBindInfo info) throws SQLException {
        Offer offer = offers.get(info.getParameter(0).getLong());
        if (offer == null) {
            throw new IllegalStateException("no such frame");
        }
        int index = 0;
        for (Travelling column : offer.columns) {
            try (DuckDBLogicalType type = column.logicalType()) {
                info.addResultColumn("c" + index++, type);
            }
        }
        info.setCardinality(offer.rows, true);
        return offer;
    }

    @Override
    public Cursor init(DuckDBTableFunctionInitInfo info) {
        info.setMaxThreads(1);
        return new Cursor(info.getBindData());
    }

    @Override
    public long apply(DuckDBTableFunctionCallInfo info, DuckDBDataChunkWriter chunk) {
        Cursor cursor = info.getInitData();
        int count = (int) Math.min(chunk.capacity(), cursor.offer.rows - cursor.at);
        List<Travelling> columns = cursor.offer.columns;
        for (int i = 0; i < columns.size(); i++) {
            columns.get(i).copy(chunk.vector(i), cursor.at, count);
        }
        cursor.at += count;
        return count;
    }

    /// As what a column's values travel.
    private enum As {
        BOOLEAN,
        LONG,
        DECIMAL,
        DOUBLE,
        DATE,
        TIMESTAMP,
        /// Nanoseconds since 1970, of local time
        NANOS,
        INSTANT,
        TEXT
    }

    /// A column on its way.
    ///
    /// @param item the SQL that makes of the travelling column (`%s`) what it is
    private record Travelling(Column column, As as, int digits, int scale, String item) {
        static Travelling of(Column column) {
            return switch (column.type()) {
                case BOOLEAN -> plain(column, As.BOOLEAN);
                case INTEGER -> plain(column, As.LONG);
                case BIG_INTEGER, DECIMAL -> decimal(column);
                case DOUBLE -> plain(column, As.DOUBLE);
                case DATE -> plain(column, As.DATE);
                case TIME -> new Travelling(column, As.TEXT, 0, 0, "cast(%s as time)");
                case TIMESTAMP -> timestamp(column);
                case INSTANT -> plain(column, As.INSTANT);
                case BINARY -> new Travelling(column, As.TEXT, 0, 0, "unhex(%s)");
                case TEXT, JSON, LIST, STRUCT, OTHER -> plain(column, As.TEXT);
            };
        }

        private static Travelling plain(Column column, As as) {
            return new Travelling(column, as, 0, 0, "%s");
        }

        /// In microseconds, or in nanoseconds where there are some; text where no integer of them reaches.
        private static Travelling timestamp(Column column) {
            boolean fine = false;
            boolean reached = true;
            for (Object value : column.values()) {
                if (value != null) {
                    LocalDateTime time = (LocalDateTime) value;
                    fine |= !time.equals(time.truncatedTo(ChronoUnit.MICROS));
                    reached &= Math.abs(time.getYear() - EPOCH.getYear()) <= YEARS_OF_NANOS;
                }
            }
            if (!fine) {
                return plain(column, As.TIMESTAMP);
            }
            return reached ? new Travelling(column, As.NANOS, 0, 0, "make_timestamp_ns(%s)") : plain(column, As.TEXT);
        }

        /// As many digits as the values need; text where no decimal holds them.
        private static Travelling decimal(Column column) {
            int whole = 1;
            int fraction = 0;
            for (Object value : column.values()) {
                if (value != null) {
                    BigDecimal number = number(value);
                    whole = Math.max(whole, number.precision() - number.scale());
                    fraction = Math.max(fraction, number.scale());
                }
            }
            int digits = Math.max(MOST_DIGITS / 2 - 1, whole + fraction);
            return digits > MOST_DIGITS
                    ? plain(column, As.TEXT)
                    : new Travelling(column, As.DECIMAL, digits, fraction, "%s");
        }

        private static BigDecimal number(Object value) {
            BigDecimal number = value instanceof BigInteger i ? new BigDecimal(i) : (BigDecimal) value;
            return number.scale() < 0 ? number.setScale(0) : number;
        }

        DuckDBLogicalType logicalType() throws SQLException {
            return as == As.DECIMAL
                    ? DuckDBLogicalType.decimal(digits, scale)
                    : DuckDBLogicalType.of(
                            switch (as) {
                                case BOOLEAN -> DuckDBColumnType.BOOLEAN;
                                case LONG, NANOS -> DuckDBColumnType.BIGINT;
                                case DOUBLE -> DuckDBColumnType.DOUBLE;
                                case DATE -> DuckDBColumnType.DATE;
                                case TIMESTAMP -> DuckDBColumnType.TIMESTAMP;
                                case INSTANT -> DuckDBColumnType.TIMESTAMP_WITH_TIME_ZONE;
                                case TEXT -> DuckDBColumnType.VARCHAR;
                                case DECIMAL -> throw new IllegalStateException("made above");
                            });
        }

        /// A vector begins as all null.
        void copy(DuckDBWritableVector vector, int from, int count) {
            for (int i = 0; i < count; i++) {
                Object value = column.get(from + i);
                if (value != null) {
                    set(vector, i, value);
                }
            }
        }

        private void set(DuckDBWritableVector vector, int row, Object value) {
            switch (as) {
                case BOOLEAN -> vector.setBoolean(row, (Boolean) value);
                case LONG -> vector.setLong(row, (Long) value);
                case DECIMAL -> vector.setBigDecimal(row, number(value).setScale(scale));
                case DOUBLE -> vector.setDouble(row, (Double) value);
                case DATE -> vector.setDate(row, (LocalDate) value);
                case TIMESTAMP -> vector.setTimestamp(row, (LocalDateTime) value);
                case NANOS -> vector.setLong(row, nanos((LocalDateTime) value));
                case INSTANT ->
                    vector.setOffsetDateTime(row, ((OffsetDateTime) value).withOffsetSameInstant(ZoneOffset.UTC));
                case TEXT -> vector.setString(row, text(value));
            }
        }

        private static long nanos(LocalDateTime time) {
            return ChronoUnit.NANOS.between(EPOCH, time);
        }

        private static String text(Object value) {
            return switch (value) {
                case BigDecimal d -> d.toPlainString();
                case LocalTime t -> t.toString();
                default -> value.toString();
            };
        }
    }
}
