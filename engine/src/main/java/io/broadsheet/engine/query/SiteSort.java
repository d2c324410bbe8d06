package io.broadsheet.engine.query;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Puts the rows of a dataset into the order of the sites, so that a site's rows stand together and are found at once.
/// Within a site the rows keep the order in which the dataset gives them.
///
/// Sorting is what reading twenty million rows costs. Text of few different values is sorted as the numbers of an
/// enumeration, which halves it; the site's column is left out, since each site's rows get it back as one value.
final class SiteSort {
    static final String ROW = "\"broadsheet row\"";
    static final String SITE = "\"broadsheet site\"";

    private static final int SAMPLE = 50_000;
    private static final int MOST_SAMPLED = 100;
    private static final int MOST_VALUES = 250;

    private final Connection connection;
    private final String from;
    private final List<String> order;
    private final Bindings bindings;
    private final String siteColumn;
    private final String sites;

    /// @param from the dataset's rows: a table, or a query in parentheses that binds the values of `order`
    /// @param siteColumn quoted
    /// @param sites the table of the sites' numbers
    SiteSort(
            Connection connection,
            String from,
            List<String> order,
            Bindings bindings,
            String siteColumn,
            String sites) {
        this.connection = connection;
        this.from = from;
        this.order = order;
        this.bindings = bindings;
        this.siteColumn = siteColumn;
        this.sites = sites;
    }

    /// The statement that makes the sorted table; it binds what the rows bind.
    String statement(String table, Map<String, String> enumerations) {
        StringBuilder replaced = new StringBuilder();
        enumerations.forEach((column, type) -> replaced.append(replaced.isEmpty() ? " replace (" : ", ")
                .append("cast(")
                .append(DuckDb.identifier(column))
                .append(" as main.")
                .append(type)
                .append(") as ")
                .append(DuckDb.identifier(column)));
        String items = replaced.isEmpty() ? "*" : "*" + replaced + ")";
        return "create table main." + table + " as select s." + SITE + ", d.* exclude (" + siteColumn
                + ") from (select "
                + "row_number() over () as " + ROW + ", " + items + " from " + from + ") d join main." + sites
                + " s on cast(d." + siteColumn + " as varchar) = s.id order by s." + SITE + ", d." + ROW;
    }

    /// Makes an enumeration for each column of text that has few values.
    ///
    /// @param names a name for each new type, by the column's place
    /// @return the type's name by column
    Map<String, String> enumerations(java.util.function.IntFunction<String> names) throws SQLException {
        Map<String, String> types = new TreeMap<>();
        List<String> texts = textColumns();
        if (texts.isEmpty() || !isLong()) {
            return types;
        }
        for (String column : fewInSample(texts)) {
            List<String> values = values(column);
            if (!values.isEmpty() && values.size() <= MOST_VALUES) {
                String type = names.apply(types.size());
                DuckDb.run(
                        connection,
                        "create type main." + type + " as enum ("
                                + String.join(
                                        ", ",
                                        values.stream().map(DuckDb::quoted).toList()) + ")");
                types.put(column, type);
            }
        }
        return types;
    }

    private List<String> textColumns() throws SQLException {
        List<String> columns = new ArrayList<>();
        try (PreparedStatement statement = prepare("select * from " + from + " limit 0")) {
            ResultSetMetaData meta = statement.getMetaData();
            for (int i = 1; i <= meta.getColumnCount(); i++) {
                boolean site = DuckDb.identifier(meta.getColumnName(i)).equalsIgnoreCase(siteColumn);
                if (meta.getColumnTypeName(i).equals("VARCHAR") && !site) {
                    columns.add(meta.getColumnName(i));
                }
            }
        }
        return columns;
    }

    private boolean isLong() throws SQLException {
        try (PreparedStatement statement =
                        prepare("select count(*) from (select 1 from " + from + " limit " + SAMPLE + ")");
                ResultSet count = statement.executeQuery()) {
            return count.next() && count.getLong(1) == SAMPLE;
        }
    }

    private List<String> fewInSample(List<String> columns) throws SQLException {
        List<String> counts = columns.stream()
                .map(c -> "count(distinct " + DuckDb.identifier(c) + ")")
                .toList();
        List<String> few = new ArrayList<>();
        String sql = "select " + String.join(", ", counts) + " from (select * from " + from + " limit " + SAMPLE + ")";
        try (PreparedStatement statement = prepare(sql);
                ResultSet row = statement.executeQuery()) {
            row.next();
            for (int i = 0; i < columns.size(); i++) {
                if (row.getLong(i + 1) <= MOST_SAMPLED) {
                    few.add(columns.get(i));
                }
            }
        }
        return few;
    }

    private List<String> values(String column) throws SQLException {
        String name = DuckDb.identifier(column);
        String sql = "from (select distinct " + name + " from " + from + " where " + name + " is not null limit "
                + (MOST_VALUES + 1) + ") order by 1";
        List<String> values = new ArrayList<>();
        try (PreparedStatement statement = prepare(sql);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    private PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        bindings.bind(statement, order);
        return statement;
    }
}
