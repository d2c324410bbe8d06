package io.broadsheet.server.portal;

import io.broadsheet.server.edition.EditionView;
import io.broadsheet.server.edition.Headline;
import io.broadsheet.server.reading.Readings;
import io.broadsheet.server.site.Reader;
import io.broadsheet.server.site.SiteView;
import io.broadsheet.server.site.Sites;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// For companies that draw their own list: a site's editions as JSON, and addresses that let a reader in once.
@RestController
final class PortalApi {
    private static final String SCHEME = "Bearer ";

    private final PortalSettings settings;
    private final Access access;
    private final Sites sites;
    private final Readings readings;
    private final EntryTokens tokens;
    private final InstantSource clock;

    PortalApi(
            PortalSettings settings,
            Access access,
            Sites sites,
            Readings readings,
            EntryTokens tokens,
            InstantSource clock) {
        this.settings = settings;
        this.access = access;
        this.sites = sites;
        this.readings = readings;
        this.tokens = tokens;
        this.clock = clock;
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record EditionList(String site, String reader, int unread, List<Item> editions) {}

    /// @param lastDay the last day that the edition speaks of
    /// @param state `new`, `unread` or `read`
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Item(
            String id,
            String report,
            String label,
            String issueLabel,
            String title,
            String description,
            LocalDate issueDate,
            LocalDate firstDay,
            LocalDate lastDay,
            @Nullable Instant publishedAt,
            String state,
            List<Headline> headlines,
            String url) {}

    @GetMapping("/api/v1/sites/{site}/editions")
    ResponseEntity<EditionList> editions(
            @PathVariable("site") String siteId,
            @RequestParam(name = "reader", defaultValue = "") String user,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, defaultValue = "") String authorization) {
        SiteView site = site(siteId, authorization);
        Reader reader = sites.reader(site.id(), "user:" + checked(user), "");
        Set<Long> read = readings.readEditions(reader.id());
        Optional<Instant> since = readings.lastView(reader.id());
        Instant now = clock.instant();
        List<Item> items = access.editions(site).stream()
                .map(e -> item(e, ReadingState.of(e, read, since, now)))
                .toList();
        int unread = (int) items.stream()
                .filter(i -> !i.state().equals(ReadingState.READ.word()))
                .count();
        return ResponseEntity.ok()
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(new EditionList(site.id(), user, unread, items));
    }

    /// The same for ids that can't stand in a path.
    @GetMapping("/api/v1/editions")
    ResponseEntity<EditionList> editionsOf(
            @RequestParam("site") String siteId,
            @RequestParam(name = "reader", defaultValue = "") String user,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, defaultValue = "") String authorization) {
        return editions(siteId, user, authorization);
    }

    private Item item(EditionView edition, ReadingState state) {
        return new Item(
                edition.publicId(),
                edition.report(),
                edition.label(),
                edition.issueLabel(),
                edition.title(),
                edition.description(),
                edition.issueDate(),
                edition.periodStart(),
                edition.periodEnd().minusDays(1),
                edition.firstPublishedAt().orElse(null),
                state.word(),
                edition.headlines(),
                settings.url() + EditionCard.href(edition));
    }

    /// @param edition where the reader wants to go; the list unless said
    record EntryRequest(
            @Nullable String user,
            @Nullable String name,
            @Nullable String lang,
            @Nullable String edition) {}

    /// @param url good once, until `expiresAt`
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Entry(String url, Instant expiresAt) {}

    @PostMapping("/api/v1/sites/{site}/enter")
    ResponseEntity<Entry> enter(
            @PathVariable("site") String siteId,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, defaultValue = "") String authorization,
            @RequestBody(required = false) @Nullable EntryRequest body) {
        SiteView site = site(siteId, authorization);
        EntryRequest wish = Optional.ofNullable(body).orElse(new EntryRequest(null, null, null, null));
        String user = checked(text(wish.user()));
        Optional<String> edition = Optional.of(text(wish.edition())).filter(e -> !e.isEmpty());
        if (edition.isPresent() && access.edition(site, edition.get()).isEmpty()) {
            throw EditionController.notThere();
        }
        Optional<Locale> language =
                Optional.of(text(wish.lang())).filter(l -> !l.isEmpty()).map(Locale::forLanguageTag);
        String token = tokens.make(site, user, EntryTokens.name(text(wish.name())), language, edition);
        String url = settings.url() + "/portal/enter?token=" + URLEncoder.encode(token, StandardCharsets.UTF_8);
        return ResponseEntity.ok()
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(new Entry(url, clock.instant().plus(EntryTokens.LONGEST)));
    }

    /// The same for ids that can't stand in a path.
    @PostMapping("/api/v1/enter")
    ResponseEntity<Entry> enterOf(
            @RequestParam("site") String siteId,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, defaultValue = "") String authorization,
            @RequestBody(required = false) @Nullable EntryRequest body) {
        return enter(siteId, authorization, body);
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private SiteView site(String siteId, String authorization) {
        String key = settings.apiKey().orElseThrow(EditionController::notThere);
        if (!isKey(authorization, key)) {
            throw new ResponseStatusException(HttpStatus.UNAUTHORIZED);
        }
        return access.site(siteId).orElseThrow(EditionController::notThere);
    }

    /// In constant time: the answer's delay tells nothing of the key.
    private static boolean isKey(String authorization, String key) {
        boolean bearer = authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
        String given = bearer ? authorization.substring(SCHEME.length()).strip() : "";
        return MessageDigest.isEqual(digest(given), digest(key));
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String checked(String user) {
        if (!Access.isPlain(user, EntryTokens.LONGEST_USER)) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
        return user;
    }
}
