package io.broadsheet.engine.query;

import io.broadsheet.engine.frame.Frame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.duckdb.DuckDBConnection;

/// Writes results of queries as Parquet files, so that any number of a page can be audited later.
///
/// What becomes of each type, [FrameFunction] says.
///
/// Thread-safe; keep one and close it at the end.
public final class DataSnapshot implements AutoCloseable {
    private static final int MEGABYTES = 256;
    /// To make up a better compression takes longer than to write so few rows.
    private static final int FEW_ROWS = 1_000;

    private final DuckDBConnection database;
    private final FrameFunction frames;

    private DataSnapshot(DuckDBConnection database) {
        this.database = database;
        this.frames = FrameFunction.register(database);
    }

    public static DataSnapshot open() {
        return new DataSnapshot(DuckDb.writer(MEGABYTES));
    }

    /// Writes `NAME.parquet` for each result that has columns.
    ///
    /// @return the files by the results' names
    /// @throws IOException if the folder does not take them
    public Map<String, Path> write(Map<String, Frame> results, Path folder) throws IOException {
        Map<String, Path> files = new java.util.LinkedHashMap<>();
        Files.createDirectories(folder);
        try (Connection connection = database.duplicate()) {
            // One transaction for all of them: to end one after each statement takes time, too.
            connection.setAutoCommit(false);
            for (Map.Entry<String, Frame> entry : results.entrySet()) {
                if (!entry.getValue().columns().isEmpty()) {
                    Path file = folder.resolve(entry.getKey() + ".parquet");
                    write(connection, entry.getValue(), file);
                    files.put(entry.getKey(), file);
                }
            }
            connection.rollback();
        } catch (SQLException e) {
            throw new IOException("the data can't be written as Parquet: " + e.getMessage(), e);
        }
        return files;
    }

    private void write(Connection own, Frame frame, Path file) throws IOException {
        String compression = frame.rowCount() > FEW_ROWS ? "zstd" : "snappy";
        try (FrameFunction.Offer offer = frames.offer(frame)) {
            DuckDb.run(
                    own,
                    "copy (" + offer.select() + ") to " + DuckDb.quoted(file.toString())
                            + " (format parquet, compression " + compression + ")");
        } catch (DuckDbException e) {
            throw new IOException("the data can't be written to " + file.getFileName() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        DuckDb.close(database);
    }
}
