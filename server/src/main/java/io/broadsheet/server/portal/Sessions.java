package io.broadsheet.server.portal;

import io.broadsheet.server.pages.PageLanguage;
import io.broadsheet.server.reading.Readings;
import io.broadsheet.server.site.Reader;
import io.broadsheet.server.site.SiteView;
import io.broadsheet.server.site.Sites;
import io.broadsheet.server.state.PublicId;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/// Readers' sessions: a sealed cookie, nothing kept on the server. Thread-safe.
@Component
class Sessions {
    static final Duration LASTS = Duration.ofHours(12);
    private static final String FORM = "form";

    private final Sites sites;
    private final Readings readings;
    private final Seal seal;
    private final PortalSettings settings;
    private final InstantSource clock;

    Sessions(Sites sites, Readings readings, Seal seal, PortalSettings settings, InstantSource clock) {
        this.sites = sites;
        this.readings = readings;
        this.seal = seal;
        this.settings = settings;
        this.clock = clock;
    }

    /// Lets somebody in: the cookie that says who they are.
    ///
    /// @param subject such as `user:42`
    ResponseCookie begin(SiteView site, String subject, String name, Locale language) {
        Reader reader = sites.reader(site.id(), subject, name);
        PortalSession session = new PortalSession(
                reader.publicId(),
                site.id(),
                PageLanguage.of(language).getLanguage(),
                clock.instant().plus(LASTS),
                readings.lastView(reader.id()),
                PublicId.next());
        boolean framed = settings.isHttps() && settings.isEmbedded();
        return ResponseCookie.from(cookieName(), session.sealed(seal))
                .path("/")
                .httpOnly(true)
                .maxAge(LASTS)
                .secure(settings.isHttps())
                .sameSite(framed ? "None" : "Lax")
                .partitioned(framed)
                .build();
    }

    private String cookieName() {
        return settings.isHttps() ? "__Host-portal" : "portal";
    }

    /// Who sent this request, if they came in and their site is still a customer.
    Optional<Visitor> visitor(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        Stream<Cookie> all = cookies == null ? Stream.empty() : Arrays.stream(cookies);
        return all.filter(c -> c.getName().equals(cookieName()))
                .flatMap(c -> PortalSession.parse(c.getValue(), seal).stream())
                .filter(s -> s.expiresAt().isAfter(clock.instant()))
                .flatMap(s -> visitor(s).stream())
                .findFirst();
    }

    private Optional<Visitor> visitor(PortalSession session) {
        Optional<SiteView> site = sites.find(session.siteId()).filter(SiteView::active);
        Optional<Reader> reader =
                sites.reader(session.readerPublicId()).filter(r -> r.siteId().equals(session.siteId()));
        return site.isEmpty() || reader.isEmpty()
                ? Optional.empty()
                : Optional.of(new Visitor(
                        reader.get(),
                        site.get(),
                        Locale.forLanguageTag(session.language()),
                        session.since(),
                        seal.of(FORM, session.readerPublicId() + '\n' + session.nonce())));
    }
}
