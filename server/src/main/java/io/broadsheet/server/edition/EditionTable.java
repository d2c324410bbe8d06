package io.broadsheet.server.edition;

import io.broadsheet.engine.Rendering;
import io.broadsheet.engine.format.Formats;
import io.broadsheet.engine.project.Period;
import io.broadsheet.engine.project.PeriodKind;
import io.broadsheet.engine.render.IssueLabel;
import io.broadsheet.server.state.PlainText;
import io.broadsheet.server.state.PublicId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The rows of editions.
@Component
final class EditionTable {
    private static final int LONGEST_TITLE = 1_000;
    private static final int LONGEST_LABEL = 400;
    private static final int LONGEST_DESCRIPTION = 4_000;
    private static final String VIEW = """
            select e.*, s.locale as site_locale, s.zone as site_zone, s.currency as site_currency,
              r.id as revision_id, r.headline as headline
            from edition e join site s on s.id = e.site_id
            left join revision r on r.edition_id = e.id and r.number = e.current_revision
            """;

    private final JdbcClient jdbc;

    EditionTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// What a change of an edition needs to know of it.
    record Locked(long id, long fence, Optional<Integer> currentRevision, EditionState state) {}

    /// Makes the edition where there is none, and raises its fence. The issue date is the first one under which the
    /// customer saw it.
    Editions.Attempt begin(Rendering rendering, String label, String description) {
        Period period = rendering.period();
        String title = PlainText.of(rendering.title(), LONGEST_TITLE);
        String card = PlainText.of(label, LONGEST_LABEL);
        String about = PlainText.of(description, LONGEST_DESCRIPTION);
        int made = jdbc.sql("""
                insert into edition (public_id, site_id, report, period_kind, period_start, period_end, issue_date,
                  state, title, label, description, fence)
                values (?, ?, ?, ?, ?, ?, ?, 'running', ?, ?, ?, 1) on conflict do nothing
                """)
                .params(
                        PublicId.next(),
                        rendering.site().id(),
                        rendering.report(),
                        RevisionJson.lower(period.kind()),
                        period.start(),
                        period.end(),
                        period.issue(),
                        title,
                        card,
                        about)
                .update();
        if (made == 0) {
            raise(rendering, title, card, about);
        }
        return jdbc.sql("""
                select id, fence from edition
                where site_id = ? and report = ? and period_start = ? and period_end = ?
                """)
                .params(rendering.site().id(), rendering.report(), period.start(), period.end())
                .query((row, number) -> new Editions.Attempt(row.getLong("id"), row.getLong("fence")))
                .single();
    }

    private void raise(Rendering rendering, String title, String card, String about) {
        Period period = rendering.period();
        jdbc.sql("""
                update edition set fence = fence + 1, state = 'running', title = ?, label = ?, description = ?,
                  issue_date = case when current_revision is null then ? else issue_date end
                where site_id = ? and report = ? and period_start = ? and period_end = ?
                """)
                .params(
                        title,
                        card,
                        about,
                        period.issue(),
                        rendering.site().id(),
                        rendering.report(),
                        period.start(),
                        period.end())
                .update();
    }

    /// Raises its fence, so that no attempt until now can end.
    void givenUp(String siteId, String report, LocalDate periodStart, LocalDate periodEnd) {
        jdbc.sql("""
                update edition set fence = fence + 1, state = case when state = 'running' then 'failed' else state end
                where site_id = ? and report = ? and period_start = ? and period_end = ?
                """).params(siteId, report, periodStart, periodEnd).update();
    }

    /// Makes the edition where there is none. One that has a revision for somebody to see or to decide on stays as it
    /// is.
    void missed(String siteId, String report, Period period, String title, String label) {
        jdbc.sql("""
                insert into edition (public_id, site_id, report, period_kind, period_start, period_end, issue_date,
                  state, title, label, description, fence)
                values (?, ?, ?, ?, ?, ?, ?, 'missed', ?, ?, '', 0) on conflict do nothing
                """)
                .params(
                        PublicId.next(),
                        siteId,
                        report,
                        RevisionJson.lower(period.kind()),
                        period.start(),
                        period.end(),
                        period.issue(),
                        PlainText.of(title, LONGEST_TITLE),
                        PlainText.of(label, LONGEST_LABEL))
                .update();
        jdbc.sql("""
                update edition set state = 'missed'
                where site_id = ? and report = ? and period_start = ? and period_end = ?
                  and state in ('running', 'failed') and current_revision is null
                """).params(siteId, report, period.start(), period.end()).update();
    }

    /// Locks an edition until the transaction ends.
    Optional<Locked> lock(long id) {
        return jdbc.sql("select id, fence, current_revision, state from edition where id = ? for update")
                .param(id)
                .query((row, number) -> new Locked(
                        row.getLong("id"),
                        row.getLong("fence"),
                        Optional.ofNullable(row.getObject("current_revision", Integer.class)),
                        state(row)))
                .optional();
    }

    Optional<Long> fence(long id) {
        return jdbc.sql("select fence from edition where id = ?")
                .param(id)
                .query(Long.class)
                .optional();
    }

    void state(long id, EditionState state) {
        jdbc.sql("update edition set state = ? where id = ?")
                .params(RevisionJson.lower(state), id)
                .update();
    }

    /// The customer sees this revision from now on.
    void point(long id, int revision, EditionState state, Instant now) {
        jdbc.sql("""
                update edition set current_revision = ?, state = ?,
                  first_published_at = coalesce(first_published_at, ?) where id = ?
                """).params(revision, RevisionJson.lower(state), utc(now), id).update();
    }

    Optional<EditionView> find(String publicId) {
        return jdbc.sql(VIEW + " where e.public_id = ?")
                .param(publicId)
                .query(EditionTable::view)
                .optional();
    }

    Optional<EditionView> find(long id) {
        return jdbc.sql(VIEW + " where e.id = ?")
                .param(id)
                .query(EditionTable::view)
                .optional();
    }

    List<EditionView> ofSite(String siteId) {
        return jdbc.sql(VIEW + " where e.site_id = ? and e.current_revision is not null"
                        + " order by e.issue_date desc, e.first_published_at desc, e.id desc")
                .param(siteId)
                .query(EditionTable::view)
                .list();
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static EditionState state(ResultSet row) throws SQLException {
        return EditionState.valueOf(row.getString("state").toUpperCase(Locale.ROOT));
    }

    private static EditionView view(ResultSet row, int number) throws SQLException {
        Period period = new Period(
                PeriodKind.valueOf(row.getString("period_kind").toUpperCase(Locale.ROOT)),
                row.getObject("period_start", LocalDate.class),
                row.getObject("period_end", LocalDate.class),
                row.getObject("issue_date", LocalDate.class));
        Formats formats = Formats.of(
                Locale.forLanguageTag(row.getString("site_locale")),
                ZoneId.of(row.getString("site_zone")),
                row.getString("site_currency"));
        return new EditionView(
                row.getLong("id"),
                row.getString("public_id"),
                row.getString("site_id"),
                row.getString("report"),
                row.getString("period_kind"),
                period.start(),
                period.end(),
                period.issue(),
                state(row),
                row.getString("title"),
                row.getString("label"),
                IssueLabel.of(period, formats),
                row.getString("description"),
                Optional.ofNullable(row.getObject("current_revision", Integer.class)),
                Optional.ofNullable(row.getObject("revision_id", Long.class)),
                Optional.ofNullable(row.getObject("first_published_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant),
                RevisionJson.readHeadlines(row.getString("headline")));
    }
}
