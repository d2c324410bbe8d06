package io.broadsheet.server.portal;

import io.broadsheet.server.site.SiteView;
import java.util.Locale;
import java.util.Optional;

/// What a good token says: who comes in, to which site.
///
/// @param user the host application's name for them
/// @param edition where they want to go; the list unless said
record EntryToken(SiteView site, String user, String name, Optional<Locale> language, Optional<String> edition) {
    String subject() {
        return "user:" + user;
    }
}
