package io.broadsheet.server.edition;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One revision of an edition.
///
/// @param state `held`, `published` or `dropped`
/// @param expectations JSON
/// @param problems JSON
public record RevisionView(
        long id,
        String publicId,
        long editionId,
        int number,
        String state,
        String artifact,
        String pageSha256,
        long pageBytes,
        String inputHash,
        List<Headline> headlines,
        String expectations,
        String problems,
        Optional<String> heldBecause,
        Instant createdAt,
        Optional<Instant> decidedAt,
        Optional<String> decidedBy) {
    public RevisionView {
        headlines = List.copyOf(headlines);
    }
}
