package io.broadsheet.server.portal;

import io.broadsheet.server.edition.EditionView;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What an edition is to one reader.
enum ReadingState {
    /// Published since they last read, or within a week, and not read.
    NEW,
    UNREAD,
    READ;

    static final Duration FRESH = Duration.ofDays(7);

    /// @param read ids of the editions that they have read
    /// @param since when they last read before they came in
    static ReadingState of(EditionView edition, Set<Long> read, Optional<Instant> since, Instant now) {
        if (read.contains(edition.id())) {
            return READ;
        }
        Instant fresh = now.minus(FRESH);
        Instant from = since.filter(s -> s.isBefore(fresh)).orElse(fresh);
        return edition.firstPublishedAt().filter(p -> p.isAfter(from)).isPresent() ? NEW : UNREAD;
    }

    /// As the API calls it.
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
