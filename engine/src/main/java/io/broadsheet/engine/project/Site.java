package io.broadsheet.engine.project;

import io.broadsheet.engine.format.Formats;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// One customer: the tenant whose rows a page shows, and how its people read.
///
/// @param id as the source writes it; any text, so never a path or markup by itself
/// @param name shown to people
/// @param recipients who is mailed, `Name <address>` each
/// @param attributes further columns of the sites list, by name
public record Site(
        String id,
        String name,
        Locale locale,
        ZoneId zone,
        String currency,
        List<String> recipients,
        Map<String, String> attributes) {
    public Site {
        recipients = List.copyOf(recipients);
        attributes = Map.copyOf(attributes);
    }

    public Formats formats() {
        return Formats.of(locale, zone, currency);
    }

    @Override
    public String toString() {
        return id;
    }
}
