package io.broadsheet.engine.query;

import java.sql.SQLException;

/// A statement of our own that DuckDB could not run.
final class DuckDbException extends RuntimeException {
    private final SQLException failure;

    DuckDbException(String sql, SQLException failure) {
        super(failure.getMessage() + " (" + (sql.length() > 200 ? sql.substring(0, 200) + "…" : sql) + ")", failure);
        this.failure = failure;
    }

    SQLException failure() {
        return failure;
    }
}
