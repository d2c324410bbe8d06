package io.broadsheet.engine;

import io.broadsheet.engine.component.Headline;
import io.broadsheet.engine.component.MailPart;
import io.broadsheet.engine.picture.Picture;
import java.util.List;

/// One component of `mail: summary`, ready for a mail.
public sealed interface SummaryPart {
    /// What stands above it; may be empty.
    String title();

    /// Numbers, written as the page writes them.
    record Numbers(String title, List<Headline> numbers) implements SummaryPart {
        public Numbers {
            numbers = List.copyOf(numbers);
        }
    }

    /// A drawing for a light and for a dark ground.
    ///
    /// @param caption said quietly after the title; may be empty
    /// @param description what is read where the picture is not shown
    record Image(String title, String caption, String description, Picture light, Picture dark)
            implements SummaryPart {}

    /// The first rows of a table.
    record Table(String title, String caption, MailPart.Rows rows) implements SummaryPart {}
}
