package io.broadsheet.server.edition;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// An edition with the revision that the customer sees.
///
/// @param label the card's name, such as `코호트 리포트`
/// @param issueLabel such as `11월 [01주차]`; the card shows `[01주차]`
/// @param currentRevision its number; none before the first was published
public record EditionView(
        long id,
        String publicId,
        String siteId,
        String report,
        String periodKind,
        LocalDate periodStart,
        LocalDate periodEnd,
        LocalDate issueDate,
        EditionState state,
        String title,
        String label,
        String issueLabel,
        String description,
        Optional<Integer> currentRevision,
        Optional<Long> currentRevisionId,
        Optional<Instant> firstPublishedAt,
        List<Headline> headlines) {
    public EditionView {
        headlines = List.copyOf(headlines);
    }
}
