package io.broadsheet.engine.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.engine.frame.Column;
import io.broadsheet.engine.frame.ColumnType;
import io.broadsheet.engine.frame.Frame;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataSnapshotTest {
    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");

    @TempDir
    Path folder;

    private Frame readBack(Frame frame) throws IOException, SQLException {
        try (DataSnapshot snapshot = DataSnapshot.open()) {
            return read(snapshot.write(Map.of("q", frame), folder).get("q"));
        }
    }

    private static Frame read(@Nullable Path file) throws SQLException {
        try (Connection connection = DuckDb.writer(64);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("from " + DuckDb.quoted(String.valueOf(file)))) {
            return FrameReader.read(rows, SEOUL, 1_000_000);
        }
    }

    private static void assertSame(Frame actual, Frame expected) {
        assertThat(actual.columnNames()).isEqualTo(expected.columnNames());
        for (Column column : expected.columns()) {
            Column read = actual.column(column.name());
            assertThat(read.type()).as(column.name()).isEqualTo(column.type());
            assertThat(read.values()).as(column.name()).isEqualTo(column.values());
        }
    }

    @Test
    void eachTypeComesBackAsItIs() throws Exception {
        Frame frame = Frame.of(
                Column.of("flag", ColumnType.BOOLEAN, true, null),
                Column.of("whole", ColumnType.INTEGER, Long.MIN_VALUE, Long.MAX_VALUE),
                Column.of("exact", ColumnType.DECIMAL, new BigDecimal("-0.10"), new BigDecimal("12345678901234567.89")),
                Column.of("real", ColumnType.DOUBLE, 0.1 + 0.2, Double.NaN),
                Column.of("text 한글 \"q\"", ColumnType.TEXT, "가\u0301 '\\\n</script>", ""),
                Column.of("day", ColumnType.DATE, LocalDate.of(1, 1, 1), LocalDate.of(2021, 10, 25)),
                Column.of("time", ColumnType.TIME, LocalTime.of(23, 59, 59, 999_999_000), null),
                Column.of("local", ColumnType.TIMESTAMP, LocalDateTime.parse("2021-10-25T01:02:03.456789"), null),
                Column.of("fine", ColumnType.TIMESTAMP, LocalDateTime.parse("2021-10-25T01:02:03.456789123"), null),
                Column.of(
                        "instant",
                        ColumnType.INSTANT,
                        OffsetDateTime.parse("2021-10-25T00:00:00+09:00"),
                        OffsetDateTime.parse("1969-12-31T23:59:59.999999+09:00")),
                Column.of("bytes", ColumnType.BINARY, "00ff10", ""));
        assertSame(readBack(frame), frame);
    }

    @Test
    void whatParquetHasNoTypeForIsDecimalOrText() throws Exception {
        BigInteger big = BigInteger.TWO.pow(70);
        Frame read = readBack(Frame.of(
                Column.of("big", ColumnType.BIG_INTEGER, big, null),
                Column.of("huge", ColumnType.BIG_INTEGER, BigInteger.TWO.pow(127), null),
                Column.of("list", ColumnType.LIST, List.of(1L, 2L), null),
                Column.of("json", ColumnType.JSON, "{\"a\":1}", null),
                Column.of("early", ColumnType.TIMESTAMP, LocalDateTime.parse("0001-01-01T00:00:00.000000001"), null)));
        assertThat(read.column("big").type()).isEqualTo(ColumnType.DECIMAL);
        assertThat(read.column("big").get(0)).isEqualTo(new BigDecimal(big));
        assertThat(read.column("huge").get(0)).isEqualTo(BigInteger.TWO.pow(127).toString());
        assertThat(read.column("list").get(0)).isEqualTo("[1, 2]");
        assertThat(read.column("json").get(0)).isEqualTo("{\"a\":1}");
        assertThat(read.column("early").get(0)).isEqualTo("0001-01-01T00:00:00.000000001");
    }

    @Test
    void writesEmptyAndLongFramesAndLeavesOutThoseWithoutColumns() throws Exception {
        @Nullable Object[] many = new @Nullable Object[200_000];
        Arrays.setAll(many, i -> i % 7 == 0 ? null : (Object) (long) i);
        Map<String, Frame> frames = new LinkedHashMap<>();
        frames.put("많은_행", Frame.of(Column.of("n", ColumnType.INTEGER, many)));
        frames.put("none", Frame.of(Column.of("d", ColumnType.DECIMAL)));
        frames.put("nothing", Frame.empty());
        try (DataSnapshot snapshot = DataSnapshot.open()) {
            Map<String, Path> files = snapshot.write(frames, folder.resolve("it's new"));
            assertThat(files).containsOnlyKeys("많은_행", "none");
            assertSame(read(files.get("많은_행")), Frame.of(Column.of("n", ColumnType.INTEGER, many)));
            assertThat(read(files.get("none")).rowCount()).isZero();
            // The same data gives the same bytes.
            assertThat(snapshot.write(frames, folder.resolve("again")).get("많은_행"))
                    .hasSameBinaryContentAs(files.get("많은_행"));
        }
    }
}
