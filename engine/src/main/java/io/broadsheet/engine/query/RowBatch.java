package io.broadsheet.engine.query;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.BitSet;
import org.duckdb.DuckDBWritableVector;

/// Some thousands of rows on their way into DuckDB, column by column. Filled by one thread, then read by another.
final class RowBatch {
    /// As many rows as DuckDB takes at a time.
    static final int SIZE = 2048;

    private static final int MOST_BYTES = 2 << 20;

    private final Object[] columns;
    private final BitSet[] nulls;
    private int rows;
    private long bytes;

    RowBatch(Object[] columns) {
        this.columns = columns;
        this.nulls = new BitSet[columns.length];
        for (int i = 0; i < nulls.length; i++) {
            nulls[i] = new BitSet();
        }
    }

    int rows() {
        return rows;
    }

    void endRow() {
        rows++;
    }

    /// Long texts fill it before many rows do: what waits in a queue stays small.
    boolean isFull() {
        return rows == SIZE || bytes >= MOST_BYTES;
    }

    void addBytes(int count) {
        bytes += count;
    }

    long[] longs(int column) {
        return (long[]) columns[column];
    }

    double[] doubles(int column) {
        return (double[]) columns[column];
    }

    byte[][] texts(int column) {
        return (byte[][]) columns[column];
    }

    Object[] objects(int column) {
        return (Object[]) columns[column];
    }

    void setNull(int column) {
        nulls[column].set(rows);
    }

    /// Copies rows into DuckDB's vector. A vector begins as all null.
    void copy(int column, StreamColumn.Kind kind, DuckDBWritableVector vector, int from, int count) {
        if (kind == StreamColumn.Kind.TEXT) {
            byte[][] texts = texts(column);
            vector.setStringUtf8Batch(
                    0,
                    from == 0 && count == texts.length
                            ? texts
                            : java.util.Arrays.copyOfRange(texts, from, from + count));
            return;
        }
        BitSet absent = nulls[column];
        for (int i = 0; i < count; i++) {
            int row = from + i;
            if (absent.get(row)) {
                continue;
            }
            switch (kind) {
                case LONG, DECIMAL, DATE, TIMESTAMP, INSTANT -> vector.setLong(i, longs(column)[row]);
                case BOOLEAN -> vector.setBoolean(i, longs(column)[row] != 0);
                case DOUBLE -> vector.setDouble(i, doubles(column)[row]);
                case BIG_INTEGER -> vector.setHugeInt(i, (BigInteger) objects(column)[row]);
                case BIG_DECIMAL -> vector.setBigDecimal(i, (BigDecimal) objects(column)[row]);
                case TEXT -> throw new IllegalStateException("copied above");
            }
        }
    }
}
