package io.broadsheet.engine.query;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
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
import org.jspecify.annotations.Nullable;

/// The table function through which DuckDB pulls a [RowStream]: `broadsheet_rows(NUMBER)`. No author can name it: the
/// gate knows the functions that authors may use.
final class RowsFunction implements DuckDBTableFunction<RowStream, RowsFunction.Cursor, Object> {
    static final String NAME = "broadsheet_rows";

    private RowsFunction() {}

    static void register(Connection connection) {
        try (DuckDBTableFunctionBuilder builder = DuckDBFunctions.tableFunction()) {
            builder.withName(NAME)
                    .withParameter(DuckDBColumnType.BIGINT)
                    .withFunction(new RowsFunction())
                    .register(connection);
            // The driver keeps every function that was ever registered; instances come and go here.
            DuckDBDriver.clearFunctionsRegistry();
        } catch (SQLException e) {
            throw new IllegalStateException("the table function can't be registered", e);
        }
    }

    /// Where a scan is in the stream.
    static final class Cursor {
        private final RowStream stream;
        private @Nullable RowBatch batch;
        private int at;

        Cursor(RowStream stream) {
            this.stream = stream;
        }
    }

    @Override
    public RowStream bind(DuckDBTableFunctionBindInfo info) throws SQLException {
        RowStream stream = RowStream.of(info.getParameter(0).getLong());
        for (StreamColumn column : stream.columns()) {
            try (DuckDBLogicalType type = column.logicalType()) {
                info.addResultColumn("c" + column.index(), type);
            }
        }
        return stream;
    }

    @Override
    public Cursor init(DuckDBTableFunctionInitInfo info) {
        info.setMaxThreads(1);
        return new Cursor(info.getBindData());
    }

    @Override
    public long apply(DuckDBTableFunctionCallInfo info, DuckDBDataChunkWriter chunk) {
        Cursor cursor = info.getInitData();
        RowBatch batch = cursor.batch;
        if (batch == null || cursor.at == batch.rows()) {
            batch = cursor.stream.next();
            cursor.batch = batch;
            cursor.at = 0;
        }
        if (batch == null) {
            return 0;
        }
        int count = (int) Math.min(chunk.capacity(), batch.rows() - cursor.at);
        List<StreamColumn> columns = cursor.stream.columns();
        for (int i = 0; i < columns.size(); i++) {
            batch.copy(i, columns.get(i).kind(), chunk.vector(i), cursor.at, count);
        }
        cursor.at += count;
        return count;
    }
}
