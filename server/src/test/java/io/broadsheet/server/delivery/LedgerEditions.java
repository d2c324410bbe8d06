package io.broadsheet.server.delivery;

import io.broadsheet.engine.Rendering;
import io.broadsheet.engine.project.Period;
import io.broadsheet.server.StateDatabase;
import io.broadsheet.server.edition.EditionState;
import io.broadsheet.server.edition.EditionView;
import io.broadsheet.server.edition.Editions;
import io.broadsheet.server.edition.Headline;
import io.broadsheet.server.edition.MailPart;
import io.broadsheet.server.edition.RevisionView;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// Editions of the rows that a test wrote; only what mails read of them.
record LedgerEditions(StateDatabase state) implements Editions {
    private static final List<Headline> HEADLINES = List.of(new Headline("방문자", "83,120명", "▼ 3%", "down"));

    @Override
    public Optional<EditionView> find(long id) {
        return state.jdbc()
                .sql("select * from edition where id = ?")
                .param(id)
                .query((rs, n) -> new EditionView(
                        id,
                        rs.getString("public_id"),
                        rs.getString("site_id"),
                        rs.getString("report"),
                        "week",
                        LocalDate.of(2021, 10, 25),
                        LocalDate.of(2021, 11, 1),
                        LocalDate.of(2021, 11, 1),
                        EditionState.PUBLISHED,
                        rs.getString("title"),
                        rs.getString("label"),
                        "11월 [01주차]",
                        "",
                        Optional.of(1),
                        Optional.of(1L),
                        Optional.of(Instant.EPOCH),
                        HEADLINES))
                .optional();
    }

    @Override
    public Optional<RevisionView> revision(long id) {
        return state.jdbc()
                .sql("select * from revision where id = ?")
                .param(id)
                .query((rs, n) -> new RevisionView(
                        id,
                        rs.getString("public_id"),
                        rs.getLong("edition_id"),
                        1,
                        "held",
                        "",
                        "",
                        1,
                        "",
                        HEADLINES,
                        "[]",
                        "[]",
                        Optional.empty(),
                        Instant.EPOCH,
                        Optional.empty(),
                        Optional.empty()))
                .optional();
    }

    private static UnsupportedOperationException notOfMails() {
        return new UnsupportedOperationException("mails do not ask for this");
    }

    @Override
    public Attempt begin(Rendering rendering, String label, String description) {
        throw notOfMails();
    }

    @Override
    public RevisionView store(Attempt attempt, Rendering rendering) {
        throw notOfMails();
    }

    @Override
    public void failed(Attempt attempt) {
        throw notOfMails();
    }

    @Override
    public List<String> removeOrphans(java.time.Duration untouched) {
        throw notOfMails();
    }

    @Override
    public void givenUp(String siteId, String report, java.time.LocalDate periodStart, java.time.LocalDate periodEnd) {
        throw notOfMails();
    }

    @Override
    public void missed(String siteId, String report, Period period, String title, String label) {
        throw notOfMails();
    }

    @Override
    public Optional<EditionView> find(String publicId) {
        throw notOfMails();
    }

    @Override
    public List<EditionView> ofSite(String siteId) {
        throw notOfMails();
    }

    @Override
    public List<RevisionView> revisions(long editionId) {
        throw notOfMails();
    }

    @Override
    public Optional<RevisionView> revision(String publicId) {
        throw notOfMails();
    }

    @Override
    public List<HeldView> held() {
        throw notOfMails();
    }

    @Override
    public byte[] page(RevisionView revision) {
        throw notOfMails();
    }

    @Override
    public byte[] file(RevisionView revision, String name) {
        throw notOfMails();
    }

    @Override
    public List<MailPart> mailParts(RevisionView revision) {
        return List.of();
    }

    @Override
    public List<String> files(RevisionView revision) {
        throw notOfMails();
    }

    @Override
    public java.util.Optional<java.net.URI> signedUrl(RevisionView revision, java.time.Duration valid) {
        throw notOfMails();
    }

    @Override
    public List<String> orphans(java.time.Duration untouched) {
        throw notOfMails();
    }

    @Override
    public boolean release(long revisionId, String who) {
        throw notOfMails();
    }

    @Override
    public boolean drop(long revisionId, String who) {
        throw notOfMails();
    }
}
