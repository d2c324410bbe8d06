package io.broadsheet.engine.query;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// How a database is told to give one site's rows of a dataset, and exactly those: databases find `x` in a column of
/// whole numbers that holds 0, and `ABC` in one that holds `abc`.
///
/// @param condition on the dataset's rows, with a `?` for each value
/// @param values what is bound
record SiteCut(String condition, List<Object> values) {
    private static final Pattern WHOLE = Pattern.compile("0|-?[1-9]\\d{0,17}");
    private static final SiteCut NOTHING = new SiteCut("1 = 0", List.of());

    SiteCut {
        values = List.copyOf(values);
    }

    /// The names of a result's columns.
    static List<String> names(ResultSetMetaData meta) throws SQLException {
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            names.add(meta.getColumnLabel(i));
        }
        return names;
    }

    /// @param meta the dataset's columns, the site column among them
    static SiteCut of(ResultSetMetaData meta, String siteColumn, String siteId, SqlDialect dialect)
            throws SQLException {
        int index = index(names(meta), siteColumn);
        String column = dialect.identifier(meta.getColumnLabel(index));
        return switch (meta.getColumnType(index)) {
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT ->
                WHOLE.matcher(siteId).matches()
                        ? new SiteCut(column + " = ?", List.of(Long.parseLong(siteId)))
                        : NOTHING;
            case Types.CHAR -> padded(column, siteId, dialect);
            case Types.VARCHAR, Types.LONGVARCHAR, Types.NCHAR, Types.NVARCHAR -> text(column, siteId, dialect);
            default -> new SiteCut(cast(column, dialect) + " = ?", List.of(siteId));
        };
    }

    /// The plain comparison can use an index; the other one is exact.
    private static SiteCut text(String column, String siteId, SqlDialect dialect) {
        String exact = dialect == SqlDialect.MYSQL
                ? "cast(convert(" + column + " using utf8mb4) as binary) = cast(convert(? using utf8mb4) as binary)"
                : cast(column, dialect) + " = ?";
        return new SiteCut(column + " = ? and " + exact, List.of(siteId, siteId));
    }

    /// Rows come without the blanks that fill a text of fixed length.
    private static SiteCut padded(String column, String siteId, SqlDialect dialect) {
        return dialect == SqlDialect.TRINO
                ? new SiteCut("rtrim(" + cast(column, dialect) + ") = ?", List.of(siteId))
                : text(column, siteId, dialect);
    }

    private static String cast(String column, SqlDialect dialect) {
        String type = switch (dialect) {
            case MYSQL -> "char";
            case POSTGRESQL -> "text";
            case DUCKDB, TRINO -> "varchar";
            case OTHER -> "varchar(255)";
        };
        return "cast(" + column + " as " + type + ")";
    }

    /// The column's place, by its exact name if there is one, otherwise without regard to case.
    private static int index(List<String> names, String wanted) {
        int exact = names.indexOf(wanted);
        if (exact >= 0) {
            return exact + 1;
        }
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).toLowerCase(Locale.ROOT).equals(wanted.toLowerCase(Locale.ROOT))) {
                return i + 1;
            }
        }
        throw new IllegalArgumentException("no column " + wanted);
    }
}
