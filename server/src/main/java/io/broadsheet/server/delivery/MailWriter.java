package io.broadsheet.server.delivery;

import io.broadsheet.engine.project.Operations;
import io.broadsheet.engine.project.ScheduleSpec;
import io.broadsheet.server.delivery.MessageLedger.Item;
import io.broadsheet.server.delivery.MessageLedger.Taken;
import io.broadsheet.server.edition.EditionView;
import io.broadsheet.server.edition.Editions;
import io.broadsheet.server.edition.Headline;
import io.broadsheet.server.edition.MailPart;
import io.broadsheet.server.edition.RevisionView;
import io.broadsheet.server.site.SiteView;
import io.broadsheet.server.site.Sites;
import io.broadsheet.server.state.PublicId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Makes the words of a mail when it is sent, of what the ledger says is in it. Thread-safe.
final class MailWriter {
    private final Operations operations;
    private final Sites sites;
    private final Editions editions;
    private final MessageLedger ledger;
    private final MailTemplates templates;
    private final MimeMail mime;
    private final SummaryShelf shelf;

    MailWriter(
            Operations operations,
            Sites sites,
            Editions editions,
            MessageLedger ledger,
            MailTemplates templates,
            MimeMail mime) {
        this.operations = operations;
        this.sites = sites;
        this.editions = editions;
        this.ledger = ledger;
        this.templates = templates;
        this.mime = mime;
        this.shelf = new SummaryShelf(editions);
    }

    /// @throws BadTemplate if the template can't show it
    /// @throws IllegalStateException if what it speaks of is not there
    Mail write(Taken taken) {
        SiteView site = site(taken.siteId());
        PictureTray tray = new PictureTray(mime.domain());
        List<Letter.Piece> pieces = ledger.items(taken.id()).stream()
                .map(item -> piece(item, tray))
                .sorted(order(taken.schedule()))
                .toList();
        Letter letter = new Letter(
                site,
                MailModel.locale(taken.locale(), site),
                taken.name(),
                taken.address(),
                pieces,
                url("/u/" + taken.recipientPublicId()),
                false);
        return mail(letter, tray, taken.messageId());
    }

    /// One edition's mail as a test: it leads into the portal, counts nothing and ends nobody's mails.
    Mail test(long revisionId, String address) {
        RevisionView revision = editions.revision(revisionId)
                .orElseThrow(() -> new IllegalStateException("There is no such revision."));
        EditionView edition = edition(revision.editionId());
        SiteView site = site(edition.siteId());
        PictureTray tray = new PictureTray(mime.domain());
        Letter.Piece piece = piece(
                edition, Optional.of(revision), tray, url("/portal/editions/" + edition.publicId()), Optional.empty());
        Letter letter = new Letter(site, site.locale(), "", address, List.of(piece), url("/u/test"), true);
        return mail(letter, tray, "<" + PublicId.next() + "@" + mime.domain() + ">");
    }

    private Mail mail(Letter letter, PictureTray tray, String messageId) {
        Map<String, Object> model = MailModel.of(letter, mime.fromName(), mime.fromAddress());
        return new Mail(
                messageId,
                letter.site().id(),
                letter.address(),
                OneLine.of(letter.name()),
                MailWords.language(letter.locale()),
                String.valueOf(model.get("subject")),
                templates.evaluate(MailTemplates.HTML, letter.locale(), model),
                templates.evaluate(MailTemplates.TEXT, letter.locale(), model),
                letter.test() ? Optional.empty() : Optional.of(letter.unsubscribe()),
                tray.pictures(),
                MailModel.fields(letter, model));
    }

    /// The numbers are those that the button leads to: the customer sees the edition's current revision.
    private Letter.Piece piece(Item item, PictureTray tray) {
        EditionView edition = edition(item.editionId());
        Optional<RevisionView> revision =
                editions.revision(edition.currentRevisionId().orElse(item.revisionId()));
        return piece(
                edition,
                revision,
                tray,
                url("/m/" + item.publicId()),
                Optional.of(url("/m/" + item.publicId() + "/open.gif")));
    }

    /// Where the store does not answer, the mail is the numbers that the ledger has: in time, and still true.
    private Letter.Piece piece(
            EditionView edition,
            Optional<RevisionView> revision,
            PictureTray tray,
            String url,
            Optional<String> pixel) {
        SummaryShelf.Kept kept = revision.map(shelf::of).orElse(SummaryShelf.Kept.NOTHING);
        List<Headline> known = revision.map(RevisionView::headlines).orElse(edition.headlines());
        return new Letter.Piece(
                edition, kept.parts().isEmpty() ? known : numbers(kept.parts()), tray.named(kept), url, pixel);
    }

    private static List<Headline> numbers(List<MailPart> parts) {
        return parts.stream()
                .flatMap(p -> p instanceof MailPart.Numbers n ? n.numbers().stream() : Stream.empty())
                .toList();
    }

    /// As the schedule lists its reports.
    private Comparator<Letter.Piece> order(Optional<String> schedule) {
        List<String> reports = schedule.flatMap(name ->
                        Optional.ofNullable(operations.schedules().get(name)).map(ScheduleSpec::reports))
                .orElse(List.of());
        return Comparator.comparingInt(p -> {
            int index = reports.indexOf(p.edition().report());
            return index < 0 ? reports.size() : index;
        });
    }

    private SiteView site(String id) {
        return sites.find(id).orElseThrow(() -> new IllegalStateException("The site is not there any more."));
    }

    private EditionView edition(long id) {
        return editions.find(id).orElseThrow(() -> new IllegalStateException("The edition is not there any more."));
    }

    private String url(String path) {
        String base = operations.server().url();
        return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path;
    }
}
