package io.broadsheet.server.site;

import io.broadsheet.engine.project.Site;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

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

    /// A part of the brand, such as `color`: lists call it so, or `brand_color` where they have columns for more.
    public Optional<String> brandPart(String what) {
        return Optional.ofNullable(brand.get("brand_" + what)).or(() -> Optional.ofNullable(brand.get(what)));
    }

    /// As the engine knows it.
    public Site toSite() {
        return new Site(id, name, locale, zone, currency, List.of(), brand);
    }
}
