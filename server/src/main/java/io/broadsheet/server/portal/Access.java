package io.broadsheet.server.portal;

import io.broadsheet.server.edition.EditionView;
import io.broadsheet.server.edition.Editions;
import io.broadsheet.server.edition.RevisionView;
import io.broadsheet.server.site.SiteView;
import io.broadsheet.server.site.Sites;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/// The only way from the portal to editions: through the site that asks. What is another site's, what is not
/// published yet, and what never was are the same: not there. Thread-safe.
@Component
class Access {
    private static final Pattern PUBLIC_ID = Pattern.compile("[A-Za-z0-9_-]{1,40}");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
    private static final int LONGEST_SITE_ID = 200;

    private final Editions editions;
    private final Sites sites;

    Access(Editions editions, Sites sites) {
        this.editions = editions;
        this.sites = sites;
    }

    /// Whether a text from outside could be the name of a row.
    static boolean isPublicId(String text) {
        return PUBLIC_ID.matcher(text).matches();
    }

    /// Whether a text from outside is short and without control characters.
    static boolean isPlain(String text, int longest) {
        return !text.isBlank()
                && text.length() <= longest
                && !CONTROL.matcher(text).find();
    }

    /// A customer of today.
    Optional<SiteView> site(String siteId) {
        return isPlain(siteId, LONGEST_SITE_ID) ? sites.find(siteId).filter(SiteView::active) : Optional.empty();
    }

    /// What the site's readers may see, the newest issue first.
    List<EditionView> editions(SiteView site) {
        return editions.ofSite(site.id()).stream().filter(e -> isOf(site, e)).toList();
    }

    Optional<EditionView> edition(SiteView site, String publicId) {
        return isPublicId(publicId) ? editions.find(publicId).filter(e -> isOf(site, e)) : Optional.empty();
    }

    /// The edition that a revision belongs to.
    Optional<EditionView> editionOf(SiteView site, long revisionId) {
        return editions.revision(revisionId)
                .flatMap(r -> editions.find(r.editionId()))
                .filter(e -> isOf(site, e));
    }

    private static boolean isOf(SiteView site, EditionView edition) {
        return edition.siteId().equals(site.id())
                && edition.currentRevision().isPresent()
                && edition.currentRevisionId().isPresent();
    }

    /// The revision that is shown.
    Optional<RevisionView> shown(EditionView edition) {
        return edition.currentRevisionId().flatMap(editions::revision).filter(r -> isShownOf(edition, r));
    }

    /// A revision that a reader has seen, perhaps not the newest any more.
    Optional<RevisionView> seen(EditionView edition, String revisionPublicId) {
        return isPublicId(revisionPublicId)
                ? editions.revision(revisionPublicId).filter(r -> isShownOf(edition, r))
                : Optional.empty();
    }

    private static boolean isShownOf(EditionView edition, RevisionView revision) {
        return revision.editionId() == edition.id() && revision.state().equals("published");
    }

    byte[] page(RevisionView revision) throws IOException {
        return editions.page(revision);
    }
}
