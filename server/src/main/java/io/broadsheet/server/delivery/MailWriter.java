package io.broadsheet.server.delivery;

import io.broadsheet.engine.project.Operations;
import io.broadsheet.engine.project.ScheduleSpec;
import io.broadsheet.server.delivery.MessageLedger.Item;
import io.broadsheet.server.delivery.MessageLedger.Taken;
import io.broadsheet.server.edition.EditionView;
import io.broadsheet.server.edition.Editions;
import io.broadsheet.server.edition.RevisionView;
import io.broadsheet.server.site.SiteView;
import io.broadsheet.server.site.Sites;
import io.broadsheet.server.state.PublicId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes the words of a mail when it is sent, of what the ledger says is in it. Thread-safe.
final class MailWriter {
    private final Operations operations;
    private final Sites sites;
    private final Editions editions;
    private final MessageLedger ledger;
    private final MailTemplates templates;
    private final MimeMail mime;

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
    }

    /// @throws BadTemplate if the template can't show it
    /// @throws IllegalStateException if what it speaks of is not there
    Mail write(Taken taken) {
        SiteView site = site(taken.siteId());
        List<Letter.Piece> pieces = ledger.items(taken.id()).stream()
                .map(this::piece)
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
        return mail(letter, taken.messageId());
    }

    /// One edition's mail as a test: it leads into the portal, counts nothing and ends nobody's mails.
    Mail test(long revisionId, String address) {
        RevisionView revision = editions.revision(revisionId)
                .orElseThrow(() -> new IllegalStateException("There is no such revision."));
        EditionView edition = edition(revision.editionId());
        SiteView site = site(edition.siteId());
        Letter.Piece piece = new Letter.Piece(
                edition, revision.headlines(), url("/portal/editions/" + edition.publicId()), Optional.empty());
        Letter letter = new Letter(site, site.locale(), "", address, List.of(piece), url("/u/test"), true);
        return mail(letter, "<" + PublicId.next() + "@" + mime.domain() + ">");
    }

    private Mail mail(Letter letter, String messageId) {
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
                MailModel.fields(letter, model));
    }

    /// The numbers are those that the button leads to: the customer sees the edition's current revision.
    private Letter.Piece piece(Item item) {
        EditionView edition = edition(item.editionId());
        boolean current = edition.currentRevisionId().isPresent();
        return new Letter.Piece(
                edition,
                current
                        ? edition.headlines()
                        : editions.revision(item.revisionId())
                                .map(RevisionView::headlines)
                                .orElse(List.of()),
                url("/m/" + item.publicId()),
                Optional.of(url("/m/" + item.publicId() + "/open.gif")));
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
