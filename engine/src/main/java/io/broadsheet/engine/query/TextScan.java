package io.broadsheet.engine.query;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How a text file is read. Dialect and types are asked of DuckDB once; where it guesses, nothing is taken on trust:
///
/// * A date is a date only where the year comes first. 03/04/2021 is March here and April there, and DuckDB picks one;
///   such columns are text.
/// * Types are guessed from the first rows, and a later value is cut to them in silence: 1.5 becomes 2, 0012 becomes
/// 12.
///   Whole numbers are compared with their text there.
final class TextScan {
    private static final String OPTIONS = ", auto_detect=false";
    private static final String COLUMNS = "columns={";
    private static final Set<String> WHOLE = Set.of(
            "TINYINT",
            "SMALLINT",
            "INTEGER",
            "INT",
            "BIGINT",
            "HUGEINT",
            "UTINYINT",
            "USMALLINT",
            "UINTEGER",
            "UBIGINT");

    /// A field that may be a date whose year does not come first.
    private static final Pattern DAY_BEFORE_YEAR =
            Pattern.compile("(?<![0-9])[0-9]{1,2}([-/.\\\\])[0-9]{1,2}\\1[0-9]{2}");

    private static final String PLAIN = "'\\s*[+-]?(0|[1-9][0-9]*)(\\.0*)?\\s*'";
    private static final String PADDED = "'\\s*[+-]?[0-9]+(\\.0*)?\\s*'";

    /// @param given whether the project says so, rather than the first rows
    private record Column(String name, String type, boolean given) {
        boolean isWhole() {
            return WHOLE.contains(type.strip().toUpperCase(Locale.ROOT));
        }

        /// The value where it is what its text says, otherwise null, also for null. Zeros in front may go where the
        /// project asks for a number.
        String exact(String text) {
            String value = "try_cast(" + text + " as " + type + ")";
            return "case when cast(" + value + " as varchar) = " + text + " then " + value + " when regexp_full_match("
                    + text + ", " + (given ? PADDED : PLAIN) + ") then " + value + " end";
        }
    }

    private final String options;
    private final String path;
    private final List<Column> columns;
    private final boolean whollySampled;

    private TextScan(Path file, String options, List<Column> columns, boolean whollySampled) {
        this.path = DuckDb.quoted(file.toString());
        this.options = options;
        this.columns = List.copyOf(columns);
        this.whollySampled = whollySampled;
    }

    /// Whether a file may have dates that can be read in two ways.
    static boolean mayHaveDoubtfulDates(Path file) throws IOException {
        return DAY_BEFORE_YEAR
                .matcher(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                .find();
    }

    /// @param types that the project gives
    /// @param textBytes how long the text is at most
    /// @return empty where the project gives the type of a column that is not there
    static Optional<TextScan> sniff(Connection connection, Path file, Map<String, String> types, long textBytes)
            throws SQLException {
        Guess guess = Guess.of(connection, FileTables.sniff(file, ""));
        List<String> doubtful = guess.doubtful();
        if (!doubtful.isEmpty()) {
            // What else is in the file was guessed in the light of these.
            String asText = doubtful.stream()
                    .map(name -> DuckDb.quoted(name) + ": 'VARCHAR'")
                    .collect(Collectors.joining(", ", ", dateformat='%Y-%m-%d', types={", "}"));
            guess = Guess.of(connection, FileTables.sniff(file, asText));
        }
        List<Column> columns = new ArrayList<>(guess.columns());
        for (Map.Entry<String, String> type : types.entrySet()) {
            int at = indexOf(columns, type.getKey());
            if (at < 0) {
                return Optional.empty();
            }
            columns.set(at, new Column(columns.get(at).name(), type.getValue(), true));
        }
        // A row has a byte behind each of its values.
        boolean whollySampled = textBytes <= (long) columns.size() * FileTables.SAMPLE;
        return Optional.of(new TextScan(file, options(guess.prompt(), file) + guess.formats(), columns, whollySampled));
    }

    /// What DuckDB takes a file for.
    private record Guess(String prompt, String dateFormat, String momentFormat, List<Column> columns) {
        static Guess of(Connection connection, String call) throws SQLException {
            // One row, whatever the number of columns: the prompt names them all.
            try (Statement statement = connection.createStatement();
                    ResultSet sniffed = statement.executeQuery("select prompt, dateformat, timestampformat,"
                            + " list_transform(columns, lambda c: c.name), list_transform(columns, lambda c: c.type)"
                            + " from " + call)) {
                sniffed.next();
                Object[] names = (Object[]) sniffed.getArray(4).getArray();
                Object[] types = (Object[]) sniffed.getArray(5).getArray();
                List<Column> columns = new ArrayList<>();
                for (int i = 0; i < names.length; i++) {
                    columns.add(new Column(String.valueOf(names[i]), String.valueOf(types[i]), false));
                }
                return new Guess(
                        sniffed.getString(1), orEmpty(sniffed.getString(2)), orEmpty(sniffed.getString(3)), columns);
            }
        }

        /// The columns of dates that are read by a format whose year does not come first.
        List<String> doubtful() {
            boolean dates = isDoubtful(dateFormat);
            boolean moments = isDoubtful(momentFormat);
            return columns.stream()
                    .filter(c -> c.type().equals("DATE") ? dates : c.type().equals("TIMESTAMP") && moments)
                    .map(Column::name)
                    .toList();
        }

        String formats() {
            return format("dateformat", dateFormat) + format("timestampformat", momentFormat);
        }
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static boolean isDoubtful(String format) {
        return !format.isEmpty() && !format.startsWith("%Y");
    }

    private static String format(String option, String format) {
        return format.startsWith("%Y") ? ", " + option + "=" + DuckDb.quoted(format) : "";
    }

    private static int indexOf(List<Column> columns, String name) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equalsIgnoreCase(name)) {
                return i;
            }
        }
        return -1;
    }

    /// The dialect, out of the call that DuckDB writes of it.
    private static String options(String prompt, Path file) {
        int from = prompt.indexOf(OPTIONS, file.toString().length());
        int to = prompt.indexOf(COLUMNS, from);
        if (from < 0 || to < 0) {
            throw new IllegalStateException("what DuckDB found out can't be understood: " + prompt);
        }
        return prompt.substring(from, to).strip().replaceFirst(",$", "").replace(", header=true", "") + ", header=true";
    }

    /// What a table is selected from.
    ///
    /// @param mark what an error says of a value that is not what its text says, before the number of its column
    String from(String mark) {
        List<String> checks = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            if (isChecked(columns.get(i))) {
                String name = DuckDb.identifier(columns.get(i).name());
                checks.add("case when " + name + " is null then null else coalesce("
                        + columns.get(i).exact(name) + ", error(" + DuckDb.quoted(mark + i) + ")) end as " + name);
            }
        }
        String text = read(true);
        return checks.isEmpty() ? text : "(select * replace (" + String.join(", ", checks) + ") from " + text + ")";
    }

    String columnName(int column) {
        return columns.get(column).name();
    }

    String columnType(int column) {
        return columns.get(column).type();
    }

    /// A query that fails where a column's value is not of its type at all, and says in which line.
    String convertingAll(int column) {
        return "select count(" + DuckDb.identifier(columns.get(column).name()) + ") from " + read(false);
    }

    /// A query for the first row in which a value is not what its text says, counted from 1.
    String firstInexact(int column) {
        Column read = columns.get(column);
        return "select n from (select row_number() over () as n, " + DuckDb.identifier(read.name()) + " as c from "
                + read(true) + ") where c is not null and " + read.exact("c") + " is null order by n limit 1";
    }

    private boolean isChecked(Column column) {
        return column.isWhole() && (column.given() || !whollySampled);
    }

    private String read(boolean checkedAsText) {
        return columns.stream()
                .map(c -> DuckDb.quoted(c.name()) + ": "
                        + DuckDb.quoted(checkedAsText && isChecked(c) ? "VARCHAR" : c.type()))
                .collect(Collectors.joining(", ", "read_csv(" + path + options + ", columns={", "})"));
    }
}
