package io.broadsheet.engine.query;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;

/// The few rows of a tiny text file as a SELECT that holds them: one list for each column. DuckDB plans a prepared
/// statement on a table or file anew whenever it runs, which costs more than running it on few rows; the plan of one
/// that reads no table it keeps.
final class WrittenRows {
    /// From here on reading the lists costs more than planning does.
    static final int MOST_BYTES = 16_384;

    private static final Set<String> WRITABLE = Set.of("BOOLEAN", "BIGINT", "DOUBLE", "VARCHAR", "DATE", "TIMESTAMP");
    private static final int MOST_YEAR = 9999;

    private WrittenRows() {}

    /// A value whose text another reader could take for another one.
    private static final class Unwritable extends Exception {
        Unwritable(String message) {
            super(message, null, false, false);
        }
    }

    /// @param scan what the rows are selected from
    /// @return none if there is a type or a value that does not come back from its text as it was
    static Optional<String> of(Connection connection, String scan) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select * from " + scan)) {
            return Optional.of(select(result));
        } catch (Unwritable _) {
            return Optional.empty();
        }
    }

    private static String select(ResultSet result) throws SQLException, Unwritable {
        ResultSetMetaData meta = result.getMetaData();
        int count = meta.getColumnCount();
        String[] types = new String[count];
        StringJoiner[] lists = new StringJoiner[count];
        for (int i = 0; i < count; i++) {
            types[i] = meta.getColumnTypeName(i + 1);
            if (!WRITABLE.contains(types[i])) {
                throw new Unwritable(types[i]);
            }
            lists[i] = new StringJoiner(",", "[", "]");
        }
        while (result.next()) {
            for (int i = 0; i < count; i++) {
                lists[i].add(item(result, i + 1, types[i]));
            }
        }
        StringJoiner items = new StringJoiner(", ", "select ", "");
        for (int i = 0; i < count; i++) {
            items.add("unnest(cast(" + DuckDb.quoted(lists[i].toString()) + " as " + types[i] + "[])) as "
                    + DuckDb.identifier(meta.getColumnName(i + 1)));
        }
        return items.toString();
    }

    private static String item(ResultSet result, int index, String type) throws SQLException, Unwritable {
        Object value = result.getObject(index);
        if (value == null) {
            return "NULL";
        }
        return switch (type) {
            case "VARCHAR" -> "\"" + value.toString().replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
            case "DATE" -> ordinary((LocalDate) value).toString();
            case "TIMESTAMP" -> {
                LocalDateTime time = result.getObject(index, LocalDateTime.class);
                yield ordinary(time.toLocalDate()) + " " + time.toLocalTime();
            }
            default -> value.toString();
        };
    }

    /// Infinity and years before the first have texts of their own.
    private static LocalDate ordinary(LocalDate date) throws Unwritable {
        if (date.getYear() < 1 || date.getYear() > MOST_YEAR) {
            throw new Unwritable("a year");
        }
        return date;
    }
}
