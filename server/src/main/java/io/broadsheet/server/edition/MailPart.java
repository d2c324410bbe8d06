package io.broadsheet.server.edition;

import java.util.List;

/// One component of a mail's summary, as the artifact keeps it.
public sealed interface MailPart {
    /// What stands above it; may be empty.
    String title();

    record Numbers(String title, List<Headline> numbers) implements MailPart {
        public Numbers {
            numbers = List.copyOf(numbers);
        }
    }

    /// @param caption said quietly after the title; may be empty
    /// @param description what is read where the picture is not shown
    /// @param widthPx as it is shown; the image has twice as many pixels
    /// @param light a file of the artifact, for a light ground
    /// @param dark the same for a dark ground
    record Image(String title, String caption, String description, int widthPx, int heightPx, String light, String dark)
            implements MailPart {
        /// The same by other names of its pictures.
        public Image named(String newLight, String newDark) {
            return new Image(title, caption, description, widthPx, heightPx, newLight, newDark);
        }
    }

    /// @param more rows that there are besides
    record Table(String title, String caption, List<Column> columns, List<List<String>> rows, int more)
            implements MailPart {
        public Table {
            columns = List.copyOf(columns);
            rows = rows.stream().map(List::copyOf).toList();
        }
    }

    /// @param right whether its values stand to the right
    record Column(String label, boolean right) {}
}
