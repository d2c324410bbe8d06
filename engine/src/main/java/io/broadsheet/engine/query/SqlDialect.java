package io.broadsheet.engine.query;

import java.util.Locale;

/// What differs between databases when SQL is cut into words: quotes and comments.
enum SqlDialect {
    DUCKDB,
    POSTGRESQL,
    MYSQL,
    OTHER;

    static SqlDialect ofUrl(String jdbcUrl) {
        String url = jdbcUrl.toLowerCase(Locale.ROOT);
        if (url.startsWith("jdbc:mariadb:") || url.startsWith("jdbc:mysql:")) {
            return MYSQL;
        }
        if (url.startsWith("jdbc:postgresql:") || url.startsWith("jdbc:redshift:")) {
            return POSTGRESQL;
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

    boolean hasHashComments() {
        return this == MYSQL;
    }

    boolean hasDollarQuotes() {
        return this == DUCKDB || this == POSTGRESQL;
    }
}
