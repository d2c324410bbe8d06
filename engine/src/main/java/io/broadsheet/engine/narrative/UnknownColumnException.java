package io.broadsheet.engine.narrative;

/// A template names a column that its query does not have.
final class UnknownColumnException extends RuntimeException {
    private final transient QueryRows rows;
    private final String column;
    private final int line;

    UnknownColumnException(QueryRows rows, String column, int line) {
        super("no column " + column, null, false, false);
        this.rows = rows;
        this.column = column;
        this.line = line;
    }

    QueryRows rows() {
        return rows;
    }

    String column() {
        return column;
    }

    int line() {
        return line;
    }
}
