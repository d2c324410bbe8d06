package io.broadsheet.engine.query;

import java.util.Locale;

/// What differs between databases when SQL is cut into words: quotes and comments.
enum SqlDialect {
    DUCKDB,
    POSTGRESQL,
    MYSQL,
    TRINO,
    OTHER;

    static SqlDialect ofUrl(String jdbcUrl) {
        String url = jdbcUrl.toLowerCase(Locale.ROOT);
        if (url.startsWith("jdbc:mariadb:") || url.startsWith("jdbc:mysql:")) {
            return MYSQL;
        }
        if (url.startsWith("jdbc:postgresql:") || url.startsWith("jdbc:redshift:")) {
            return POSTGRESQL;
        }
        if (url.startsWith("jdbc:trino:")) {
            return TRINO;
        }
        return url.startsWith("jdbc:duckdb:") ? DUCKDB : OTHER;
    }

    /// A quoted identifier.
    String identifier(String name) {
        return this == MYSQL ? "`" + name.replace("`", "``") + "`" : "\"" + name.replace("\"", "\"\"") + "\"";
    }

    boolean hasBackticks() {
        return this == MYSQL || this == OTHER;
    }

    boolean hasBackslashes() {
        return this == MYSQL;
    }

    /// Whether a comment may hold another one.
    boolean nestsComments() {
        return this != MYSQL && this != TRINO;
    }

    boolean hasHashComments() {
        return this == MYSQL;
    }

    /// Whether the two dashes at `at` begin a comment: MySQL takes `5--3` for a sum.
    boolean isDashComment(String sql, int at) {
        return this != MYSQL || at + 2 >= sql.length() || sql.charAt(at + 2) <= ' ';
    }

    /// Whether `[ ]` and `{ }` are brackets, not quotes of names.
    boolean hasListBrackets() {
        return this == DUCKDB || this == POSTGRESQL;
    }

    boolean hasDollarQuotes() {
        return this == DUCKDB || this == POSTGRESQL;
    }
}
