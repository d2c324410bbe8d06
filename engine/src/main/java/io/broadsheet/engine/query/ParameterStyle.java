package io.broadsheet.engine.query;

import java.util.List;

/// How a database marks a bound parameter in SQL.
enum ParameterStyle {
    /// `?`, once for each use: JDBC.
    QUESTION {
        @Override
        String mark(String name, List<String> order) {
            order.add(name);
            return "?";
        }
    },
    /// `$1`, once for each name: DuckDB.
    NUMBERED {
        @Override
        String mark(String name, List<String> order) {
            int at = order.indexOf(name);
            if (at < 0) {
                order.add(name);
                at = order.size() - 1;
            }
            return "$" + (at + 1);
        }
    },
    /// A variable of the session: for the workbench. The bodies of macros can't hold parameters, and a statement
    /// without them is planned once, not again when the values are known.
    VARIABLE {
        @Override
        String mark(String name, List<String> order) {
            if (!order.contains(name)) {
                order.add(name);
            }
            return "getvariable('" + name + "')";
        }
    };

    /// The mark for one use; adds to `order` the names in the order of binding.
    abstract String mark(String name, List<String> order);
}
