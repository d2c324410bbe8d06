package io.broadsheet.engine.query;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The columns of rows that go through a Parquet file into a workbench. Parquet makes doubles of integers of 128 bits,
/// which is what sums of whole numbers are: such columns travel as text.
///
/// @param asText the columns that travel as text
record SliceColumns(List<Travelling> asText) {
    private static final Set<String> NOT_IN_PARQUET = Set.of("HUGEINT", "UHUGEINT", "BIGNUM", "BIT");

    /// @param type what it is at both ends
    record Travelling(String name, String type) {}

    SliceColumns {
        asText = List.copyOf(asText);
    }

    static SliceColumns of(ResultSetMetaData meta) throws SQLException {
        List<Travelling> asText = new ArrayList<>();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            String type = meta.getColumnTypeName(i).toUpperCase(Locale.ROOT);
            if (NOT_IN_PARQUET.contains(type)) {
                asText.add(new Travelling(meta.getColumnLabel(i), type));
            }
        }
        return new SliceColumns(asText);
    }

    /// Follows the `*` of the select that writes the file.
    String replacedOnTheWayOut() {
        return replaced(true);
    }

    /// Follows the `*` of the select that reads the file.
    String replacedOnTheWayIn() {
        return replaced(false);
    }

    private String replaced(boolean out) {
        if (asText.isEmpty()) {
            return "";
        }
        return " replace ("
                + String.join(
                        ", ",
                        asText.stream()
                                .map(c -> "cast(" + DuckDb.identifier(c.name()) + " as " + (out ? "varchar" : c.type())
                                        + ") as " + DuckDb.identifier(c.name()))
                                .toList())
                + ")";
    }
}
