package io.broadsheet.server.site;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;

/// A customer, as the server knows it.
///
/// @param brand name, color, logo and further attributes of the sites list
public record SiteView(
        String id,
        String name,
        Locale locale,
        ZoneId zone,
        String currency,
        Map<String, String> brand,
        String origin,
        boolean active,
        Instant syncedAt) {
    public SiteView {
        brand = Map.copyOf(brand);
    }
}
