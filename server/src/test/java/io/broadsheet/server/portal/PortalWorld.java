package io.broadsheet.server.portal;

import io.broadsheet.server.delivery.Deliveries.DeliveryLink;
import io.broadsheet.server.edition.EditionState;
import io.broadsheet.server.edition.EditionView;
import io.broadsheet.server.edition.Headline;
import io.broadsheet.server.edition.RevisionView;
import io.broadsheet.server.site.Reader;
import io.broadsheet.server.site.Recipient;
import io.broadsheet.server.site.SiteView;
import io.broadsheet.server.state.PublicId;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Sites, editions and deliveries for the portal's tests: kept here, and as rows where readings refer to them.
final class PortalWorld {
    private @Nullable JdbcClient jdbc;
    private final Map<String, SiteView> sites = new ConcurrentHashMap<>();
    private final Map<Long, Recipient> recipients = new ConcurrentHashMap<>();
    private final Map<String, Reader> readers = new ConcurrentHashMap<>();
    private final Map<Long, EditionView> editions = new ConcurrentHashMap<>();
    private final Map<Long, RevisionView> revisions = new ConcurrentHashMap<>();
    private final Map<Long, byte[]> pages = new ConcurrentHashMap<>();
    private final Map<String, DeliveryLink> links = new ConcurrentHashMap<>();

    void keepIn(JdbcClient database) {
        jdbc = database;
    }

    private JdbcClient rows() {
        if (jdbc == null) {
            throw new IllegalStateException("no database yet");
        }
        return jdbc;
    }

    private long added(String table, String columns, Object... values) {
        String marks = "?" + ", ?".repeat(values.length - 1);
        rows().sql("insert into " + table + " (" + columns + ") values (" + marks + ")")
                .params(values)
                .update();
        return table.equals("site")
                ? 0
                : rows().sql("select max(id) from " + table).query(Long.class).single();
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    SiteView site(String id, String name, Locale locale, Map<String, String> brand) {
        SiteView site =
                new SiteView(id, name, locale, ZoneId.of("Asia/Seoul"), "KRW", brand, "project", true, Instant.EPOCH);
        sites.put(id, site);
        added(
                "site",
                "id, name, locale, zone, currency, brand, origin, active, synced_at",
                id,
                name,
                locale.toLanguageTag(),
                "Asia/Seoul",
                "KRW",
                "{}",
                "project",
                true,
                utc(Instant.EPOCH));
        return site;
    }

    void leave(String siteId) {
        sites.computeIfPresent(
                siteId,
                (id, s) -> new SiteView(
                        id, s.name(), s.locale(), s.zone(), s.currency(), s.brand(), s.origin(), false, s.syncedAt()));
    }

    Recipient recipient(String siteId, String address, boolean active) {
        String publicId = PublicId.next();
        long id = added(
                "recipient",
                "public_id, site_id, address, name, origin, active, created_at",
                publicId,
                siteId,
                address,
                "Ann",
                "project",
                active,
                utc(Instant.EPOCH));
        Recipient made = new Recipient(id, publicId, siteId, address, "Ann", Optional.empty(), active);
        recipients.put(id, made);
        return made;
    }

    /// What an edition is made of.
    ///
    /// @param published empty for one that is held and never was published
    record Draft(String site, String report, String label, LocalDate issue, Optional<Instant> published, String page) {
        Draft held() {
            return new Draft(site, report, label, issue, Optional.empty(), page);
        }
    }

    static Draft draft(String site, String report, String issue) {
        LocalDate day = LocalDate.parse(issue);
        Instant at = day.atTime(9, 0).atZone(ZoneId.of("Asia/Seoul")).toInstant();
        return new Draft(site, report, report + " 리포트", day, Optional.of(at), page(site + " " + report + " " + issue));
    }

    static String page(String text) {
        return "<!doctype html>\n<html lang=\"ko\">\n<head>\n<meta charset=\"utf-8\">\n<title>x</title></head>"
                + "<body><h1>" + text + "</h1></body></html>";
    }

    EditionView add(Draft draft, Headline... headlines) {
        LocalDate start = draft.issue().minusDays(7);
        Instant made = draft.published().orElse(Instant.EPOCH);
        String publicId = PublicId.next();
        long id = added(
                "edition",
                "public_id, site_id, report, period_kind, period_start, period_end, issue_date, state, title, label, description, fence",
                publicId,
                draft.site(),
                draft.report(),
                "week",
                start,
                draft.issue(),
                draft.issue(),
                draft.published().isPresent() ? "published" : "held",
                draft.label(),
                draft.label(),
                "",
                1);
        RevisionView revision =
                revision(id, 1, draft.published().isPresent() ? "published" : "held", made, draft.page());
        EditionView view = new EditionView(
                id,
                publicId,
                draft.site(),
                draft.report(),
                "week",
                start,
                draft.issue(),
                draft.issue(),
                draft.published().isPresent() ? EditionState.PUBLISHED : EditionState.HELD,
                draft.label(),
                draft.label(),
                "",
                "",
                draft.published().map(p -> 1),
                draft.published().map(p -> revision.id()),
                draft.published(),
                List.of(headlines));
        editions.put(id, view);
        return view;
    }

    RevisionView revision(long editionId, int number, String state, Instant made, String page) {
        String publicId = PublicId.next();
        long id = added(
                "revision",
                "public_id, edition_id, number, state, artifact, page_sha256, page_bytes, input_hash, headline, expectations, problems, created_at",
                publicId,
                editionId,
                number,
                state,
                "key",
                "sha" + publicId,
                page.length(),
                "hash",
                "[]",
                "[]",
                "[]",
                utc(made));
        RevisionView view = new RevisionView(
                id,
                publicId,
                editionId,
                number,
                state,
                "key",
                "sha" + publicId,
                page.length(),
                "hash",
                List.of(),
                "[]",
                "[]",
                Optional.empty(),
                made,
                Optional.empty(),
                Optional.empty());
        revisions.put(id, view);
        if (!page.isEmpty()) {
            pages.put(id, page.getBytes(StandardCharsets.UTF_8));
        }
        return view;
    }

    /// A mail's link to an edition.
    String link(Recipient recipient, EditionView edition) {
        String publicId = PublicId.next();
        links.put(
                publicId,
                new DeliveryLink(
                        links.size() + 1L,
                        edition.currentRevisionId().orElseThrow(),
                        recipient.id(),
                        recipient.publicId(),
                        recipient.siteId()));
        return publicId;
    }

    RevisionView shown(EditionView edition) {
        return Optional.ofNullable(revisions.get(edition.currentRevisionId().orElseThrow()))
                .orElseThrow();
    }

    /// What the portal asks sites for.
    final class FakeSites {
        Optional<SiteView> find(String siteId) {
            return Optional.ofNullable(sites.get(siteId));
        }

        Optional<Recipient> recipient(long id) {
            return Optional.ofNullable(recipients.get(id));
        }

        Reader reader(String siteId, String subject, String name) {
            return readers.computeIfAbsent(siteId + '\n' + subject, k -> {
                String publicId = PublicId.next();
                long id = added(
                        "reader",
                        "public_id, site_id, subject, name, first_seen, last_seen",
                        publicId,
                        siteId,
                        subject,
                        name,
                        utc(Instant.EPOCH),
                        utc(Instant.EPOCH));
                return new Reader(id, publicId, siteId, subject, name);
            });
        }

        Optional<Reader> reader(String publicId) {
            return readers.values().stream()
                    .filter(r -> r.publicId().equals(publicId))
                    .findFirst();
        }
    }

    /// What the portal asks editions for: all of them, whosever they are. It must not rely on being given its own only.
    final class FakeEditions {
        Optional<EditionView> find(String publicId) {
            return editions.values().stream()
                    .filter(e -> e.publicId().equals(publicId))
                    .findFirst();
        }

        Optional<EditionView> find(long id) {
            return Optional.ofNullable(editions.get(id));
        }

        List<EditionView> ofSite(String siteId) {
            return editions.values().stream()
                    .filter(e -> e.siteId().equals(siteId) || siteId.equals("careless"))
                    .sorted(Comparator.comparing(EditionView::issueDate)
                            .reversed()
                            .thenComparingLong(EditionView::id))
                    .toList();
        }

        Optional<RevisionView> revision(long id) {
            return Optional.ofNullable(revisions.get(id));
        }

        Optional<RevisionView> revision(String publicId) {
            return revisions.values().stream()
                    .filter(r -> r.publicId().equals(publicId))
                    .findFirst();
        }

        byte[] page(RevisionView revision) throws IOException {
            byte[] page = pages.get(revision.id());
            if (page == null) {
                throw new FileNotFoundException("no page");
            }
            return page;
        }
    }

    /// What the portal asks deliveries for.
    final class FakeDeliveries {
        Optional<DeliveryLink> link(String deliveryPublicId) {
            return Optional.ofNullable(links.get(deliveryPublicId));
        }
    }
}
