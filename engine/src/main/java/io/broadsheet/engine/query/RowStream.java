package io.broadsheet.engine.query;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// Rows of a JDBC result, read by one thread while DuckDB loads them on another. DuckDB pulls them through the table
/// function [RowsFunction], which finds the stream by its number.
final class RowStream implements AutoCloseable {
    private static final int BATCHES_AHEAD = 16;
    private static final RowBatch END = new RowBatch(new Object[0]);
    private static final Map<Long, RowStream> OPEN = new ConcurrentHashMap<>();
    private static final AtomicLong NUMBERS = new AtomicLong();
    private static final int REPORT_EVERY = 50_000;

    private final long number = NUMBERS.incrementAndGet();
    private final List<StreamColumn> columns;
    private final BlockingQueue<RowBatch> queue = new ArrayBlockingQueue<>(BATCHES_AHEAD);
    private volatile @Nullable Exception failure;
    private volatile boolean abandoned;
    private volatile long rows;

    RowStream(List<StreamColumn> columns) {
        this.columns = List.copyOf(columns);
        OPEN.put(number, this);
    }

    static RowStream of(long number) {
        RowStream stream = OPEN.get(number);
        if (stream == null) {
            throw new IllegalStateException("no such rows");
        }
        return stream;
    }

    long number() {
        return number;
    }

    List<StreamColumn> columns() {
        return columns;
    }

    long rows() {
        return rows;
    }

    /// What kept the rows from being read, if anything did.
    @Nullable
    Exception failure() {
        return failure;
    }

    /// Reads the result to its end. Runs on a thread of its own.
    ///
    /// @param most rows that may come; one more is a failure
    /// @param progress told the number of rows read so far, now and then
    void fill(ResultSet result, long most, LongConsumer progress) {
        try {
            RowBatch batch = newBatch();
            long count = 0;
            while (!abandoned && result.next()) {
                if (++count > most) {
                    throw new TooManySourceRows(most);
                }
                take(result, batch);
                batch.endRow();
                if (batch.isFull()) {
                    put(batch);
                    batch = newBatch();
                }
                if (count % REPORT_EVERY == 0) {
                    rows = count;
                    progress.accept(count);
                }
            }
            rows = count;
            put(batch);
        } catch (SQLException | RuntimeException | TooManySourceRows | BadValue e) {
            failure = e;
        } catch (InterruptedException e) {
            failure = e;
            Thread.currentThread().interrupt();
        } finally {
            end();
        }
    }

    private void take(ResultSet result, RowBatch batch) throws SQLException, BadValue {
        int i = 0;
        try {
            for (; i < columns.size(); i++) {
                columns.get(i).take(result, batch, i);
            }
        } catch (RuntimeException e) {
            throw new BadValue(columns.get(i).name(), e);
        }
    }

    /// A value that has no place in DuckDB.
    static final class BadValue extends Exception {
        private final String column;

        BadValue(String column, RuntimeException cause) {
            super(cause);
            this.column = column;
        }

        String column() {
            return column;
        }
    }

    /// More rows than may come.
    static final class TooManySourceRows extends Exception {
        private final long most;

        TooManySourceRows(long most) {
            super("more than " + most + " rows");
            this.most = most;
        }

        long most() {
            return most;
        }
    }

    private RowBatch newBatch() {
        Object[] arrays = new Object[columns.size()];
        for (int i = 0; i < arrays.length; i++) {
            arrays[i] = columns.get(i).newArray();
        }
        return new RowBatch(arrays);
    }

    private void put(RowBatch batch) throws InterruptedException {
        while (!abandoned && !queue.offer(batch, 100, TimeUnit.MILLISECONDS)) {
            // The loader is behind; it may also have given up.
            Thread.onSpinWait();
        }
    }

    private void end() {
        try {
            put(END);
        } catch (InterruptedException e) {
            abandoned = true;
            Thread.currentThread().interrupt();
        }
    }

    /// The next rows; null at the end. Where reading failed it fails too, so that half of the rows are never taken for
    /// all.
    @Nullable
    RowBatch next() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    RowBatch batch = queue.poll(100, TimeUnit.MILLISECONDS);
                    if (failure != null || abandoned) {
                        throw new IllegalStateException("the rows could not be read");
                    }
                    if (batch == END) {
                        return null;
                    }
                    if (batch != null) {
                        return batch;
                    }
                } catch (InterruptedException e) {
                    // Who interrupts also stops the statement, which ends the reading. Native code would lose it.
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// Nobody takes rows any more: reading ends.
    void abandon() {
        abandoned = true;
    }

    @Override
    public void close() {
        abandon();
        OPEN.remove(number);
        queue.clear();
    }
}
