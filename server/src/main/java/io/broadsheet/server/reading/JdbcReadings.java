package io.broadsheet.server.reading;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Readings as rows. Repeats within a short time are one row, so that nobody fills the table by loading a pixel in a
/// loop; what is counted are people anyway.
@Component
class JdbcReadings implements Readings {
    private static final Duration SAME = Duration.ofMinutes(1);
    private static final Duration SITTING = Duration.ofMinutes(30);
    private static final long LONGEST_DWELL_MS = Duration.ofHours(2).toMillis();
    private static final int WHOLE = 100;

    private final JdbcClient jdbc;
    private final InstantSource clock;
    private final ReadingFigures figures;

    JdbcReadings(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.figures = new ReadingFigures(jdbc);
    }

    private OffsetDateTime now() {
        return utc(clock.instant());
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    @Override
    public void opened(long revisionId, long recipientId) {
        note("open", "recipient_id", revisionId, recipientId);
    }

    @Override
    public void clicked(long revisionId, long recipientId) {
        note("click", "recipient_id", revisionId, recipientId);
    }

    /// @param who a column's name, never from outside
    private void note(String kind, String who, long revisionId, long personId) {
        boolean known = jdbc.sql("select count(*) from reading where revision_id = :revision and kind = :kind and "
                                + who + " = :person and at > :since")
                        .param("revision", revisionId)
                        .param("kind", kind)
                        .param("person", personId)
                        .param("since", now().minus(SAME))
                        .query(Integer.class)
                        .single()
                > 0;
        if (!known) {
            jdbc.sql("insert into reading (revision_id, " + who + ", kind, at) values (:revision, :person, :kind, :at)")
                    .param("revision", revisionId)
                    .param("person", personId)
                    .param("kind", kind)
                    .param("at", now())
                    .update();
        }
    }

    @Override
    @Transactional
    public void viewed(long editionId, long revisionId, int revision, long readerId) {
        note("view", "reader_id", revisionId, readerId);
        jdbc.sql("insert into read_state (edition_id, reader_id, first_read_at, revision)"
                        + " values (:edition, :reader, :at, :revision) on conflict do nothing")
                .param("edition", editionId)
                .param("reader", readerId)
                .param("at", now())
                .param("revision", revision)
                .update();
        jdbc.sql("update read_state set revision = :revision"
                        + " where edition_id = :edition and reader_id = :reader and revision < :revision")
                .param("edition", editionId)
                .param("reader", readerId)
                .param("revision", revision)
                .update();
    }

    @Override
    @Transactional
    public void dwelt(long revisionId, long readerId, long dwellMs, int depth) {
        long spent = Math.clamp(dwellMs, 0, LONGEST_DWELL_MS);
        int reached = Math.clamp(depth, 0, WHOLE);
        // One row for each sitting.
        int added = jdbc.sql("""
                        update reading set dwell_ms = least(dwell_ms + :ms, :longest), depth = greatest(depth, :depth), at = :at
                        where revision_id = :revision and reader_id = :reader and kind = 'dwell' and at > :since
                        """)
                .param("ms", spent)
                .param("longest", LONGEST_DWELL_MS)
                .param("depth", reached)
                .param("at", now())
                .param("revision", revisionId)
                .param("reader", readerId)
                .param("since", now().minus(SITTING))
                .update();
        if (added == 0) {
            jdbc.sql("insert into reading (revision_id, reader_id, kind, at, dwell_ms, depth)"
                            + " values (:revision, :reader, 'dwell', :at, :ms, :depth)")
                    .param("revision", revisionId)
                    .param("reader", readerId)
                    .param("at", now())
                    .param("ms", spent)
                    .param("depth", reached)
                    .update();
        }
    }

    @Override
    @Transactional
    public void answered(long revisionId, long readerId, Optional<Boolean> useful, String comment) {
        String text = ReaderText.clean(comment);
        jdbc.sql("insert into feedback (revision_id, reader_id, useful, comment, at)"
                        + " values (:revision, :reader, :useful, :comment, :at) on conflict do nothing")
                .param("revision", revisionId)
                .param("reader", readerId)
                .param("useful", useful.orElse(null), java.sql.Types.BOOLEAN)
                .param("comment", text)
                .param("at", now())
                .update();
        jdbc.sql("update feedback set useful = :useful, comment = :comment, at = :at"
                        + " where revision_id = :revision and reader_id = :reader")
                .param("useful", useful.orElse(null), java.sql.Types.BOOLEAN)
                .param("comment", text)
                .param("at", now())
                .param("revision", revisionId)
                .param("reader", readerId)
                .update();
    }

    @Override
    public Optional<Answer> answer(long revisionId, long readerId) {
        return jdbc.sql("select useful, comment, at from feedback where revision_id = ? and reader_id = ?")
                .params(revisionId, readerId)
                .query((row, i) -> new Answer(useful(row), row.getString("comment"), at(row)))
                .optional();
    }

    @Override
    public Optional<Instant> lastView(long readerId) {
        return jdbc.sql("select at from reading where reader_id = ? and kind = 'view' order by at desc limit 1")
                .param(readerId)
                .query((row, i) -> at(row))
                .optional();
    }

    @Override
    public Set<Long> readEditions(long readerId) {
        return new HashSet<>(jdbc.sql("select edition_id from read_state where reader_id = ?")
                .param(readerId)
                .query(Long.class)
                .list());
    }

    @Override
    public List<ReportFigures> figures(int days) {
        return figures.since(utc(clock.instant().minus(Duration.ofDays(days))));
    }

    @Override
    public List<Comment> comments(int most) {
        return jdbc.sql("""
                        select e.report, e.site_id, e.public_id, f.useful, f.comment, f.at
                        from feedback f join revision r on r.id = f.revision_id join edition e on e.id = r.edition_id
                        where f.comment <> '' order by f.at desc, f.id desc limit ?
                        """)
                .param(most)
                .query((row, i) -> new Comment(
                        row.getString("report"),
                        row.getString("site_id"),
                        row.getString("public_id"),
                        useful(row),
                        row.getString("comment"),
                        at(row)))
                .list();
    }

    private static Optional<Boolean> useful(ResultSet row) throws SQLException {
        @Nullable Boolean useful = row.getObject("useful", Boolean.class);
        return Optional.ofNullable(useful);
    }

    private static Instant at(ResultSet row) throws SQLException {
        return row.getObject("at", OffsetDateTime.class).toInstant();
    }
}
