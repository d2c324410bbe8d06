package io.broadsheet.server.portal;

import io.broadsheet.engine.format.Formats;
import io.broadsheet.server.site.Reader;
import io.broadsheet.server.site.SiteView;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// A reader who has come in, and their site.
///
/// @param since when they last read before they came in
/// @param formToken what their own forms send along
record Visitor(Reader reader, SiteView site, Locale language, Optional<Instant> since, String formToken) {
    /// Numbers and dates in the language that they read.
    Formats formats() {
        boolean sitesOwn = site.locale().getLanguage().equals(language.getLanguage());
        return Formats.of(sitesOwn ? site.locale() : language, site.zone(), site.currency());
    }
}
