package io.broadsheet.engine.component;

import java.util.List;

/// What a component is in a mail, where neither SVG nor scripts are.
public sealed interface MailPart {
    /// A drawing, to become a picture.
    ///
    /// @param svg one `<svg>` element as it is in the page
    /// @param description one sentence for who does not see it
    record Drawn(String svg, String description) implements MailPart {}

    /// The first rows of a table, written as the page writes them.
    ///
    /// @param more how many rows there are besides
    record Rows(List<Column> columns, List<List<String>> rows, int more) implements MailPart {
        /// A mail is for a glance.
        public static final int MOST_ROWS = 8;

        public static final int MOST_COLUMNS = 5;

        public Rows {
            columns = List.copyOf(columns);
            rows = rows.stream().map(List::copyOf).toList();
        }
    }

    /// @param right whether its values stand to the right
    record Column(String label, boolean right) {}
}
