package io.broadsheet.server.delivery;

import io.broadsheet.server.edition.EditionView;
import io.broadsheet.server.edition.Headline;
import io.broadsheet.server.edition.MailPart;
import io.broadsheet.server.site.SiteView;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What is told to one person: before it is words.
///
/// @param name the person's; may be empty
/// @param unsubscribe where the person leaves the list
/// @param test whether nobody but the team sees it
record Letter(
        SiteView site,
        Locale locale,
        String name,
        String address,
        List<Piece> pieces,
        String unsubscribe,
        boolean test) {
    Letter {
        pieces = List.copyOf(pieces);
    }

    /// One edition in it.
    ///
    /// @param url where its button leads
    /// @param pixel the picture that tells that the mail was opened
    /// @param parts pictures and tables, after the numbers; a picture is called by its content id
    record Piece(
            EditionView edition, List<Headline> headlines, List<MailPart> parts, String url, Optional<String> pixel) {
        Piece {
            parts = List.copyOf(parts);
            // A title without a number is a picture on the page, and nothing in a mail.
            headlines = headlines.stream().filter(h -> !h.value().isBlank()).toList();
        }

        /// One that has numbers only.
        Piece(EditionView edition, List<Headline> headlines, String url, Optional<String> pixel) {
            this(edition, headlines, List.of(), url, pixel);
        }
    }
}
