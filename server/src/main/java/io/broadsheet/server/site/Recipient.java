package io.broadsheet.server.site;

import java.util.Locale;
import java.util.Optional;

/// A person of a site who is mailed.
public record Recipient(
        long id,
        String publicId,
        String siteId,
        String address,
        String name,
        Optional<Locale> locale,
        boolean active) {}
