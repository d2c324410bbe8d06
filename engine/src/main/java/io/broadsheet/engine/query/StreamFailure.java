package io.broadsheet.engine.query;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/// Finds out why a streamed result failed. DuckDB's driver loses the reason of a statement that fails while its result
/// is streamed: it says `Invalid result set` whatever happened. The statement is run once more into a table, where the
/// reason is kept.
final class StreamFailure {
    private static final String TABLE = "broadsheet_failure";

    /// What stands before the statement when it is run once more.
    static final String HEAD = "create or replace temp table " + TABLE + " as ";

    private StreamFailure() {}

    /// Runs the statement once more, guarded as it was.
    ///
    /// @throws RunningStatements.Ended with the reason
    static void runAgain(
            Connection connection, BoundSql sql, Bindings bindings, RunningStatements running, java.time.Duration limit)
            throws SQLException, RunningStatements.Ended {
        try (PreparedStatement statement = connection.prepareStatement(HEAD + sql.text())) {
            bindings.bind(statement, sql.order());
            running.guard(statement, limit, statement::execute);
        } finally {
            DuckDb.run(connection, "drop table if exists " + TABLE);
        }
    }

    /// Runs a query of our own into a table, where the reason is kept.
    static void runAgain(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(HEAD + sql);
        } finally {
            DuckDb.run(connection, "drop table if exists " + TABLE);
        }
    }
}
