package io.broadsheet.server.edition;

import io.broadsheet.engine.Rendering;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The rows of revisions.
@Component
final class RevisionTable {
    static final String HELD = "held";
    static final String PUBLISHED = "published";
    static final String DROPPED = "dropped";

    private static final int LONGEST_HEADLINE = 4_000;
    private static final int LONGEST_EXPECTATIONS = 100_000;
    private static final int LONGEST_PROBLEMS = 200_000;

    private final JdbcClient jdbc;

    RevisionTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// An artifact that the store has taken.
    record Kept(String publicId, String artifact, String pageSha256, long pageBytes) {}

    /// The number of the next revision of a locked edition.
    int next(long editionId) {
        return jdbc.sql("select coalesce(max(number), 0) + 1 from revision where edition_id = ?")
                .param(editionId)
                .query(Integer.class)
                .single();
    }

    /// Writes a revision of a locked edition.
    RevisionView insert(
            long editionId, int number, Kept kept, Rendering rendering, Optional<String> heldBecause, Instant now) {
        jdbc.sql("""
                insert into revision (public_id, edition_id, number, state, artifact, page_sha256, page_bytes,
                  input_hash, headline, expectations, problems, held_because, created_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
                .param(kept.publicId())
                .param(editionId)
                .param(number)
                .param(heldBecause.isPresent() ? HELD : PUBLISHED)
                .param(kept.artifact())
                .param(kept.pageSha256())
                .param(kept.pageBytes())
                .param(rendering.hash())
                .param(RevisionJson.fitting(RevisionJson.headlines(rendering), LONGEST_HEADLINE))
                .param(RevisionJson.expectations(rendering.expectations(), LONGEST_EXPECTATIONS))
                .param(RevisionJson.problems(rendering.problems(), LONGEST_PROBLEMS))
                .param(heldBecause.orElse(null))
                .param(EditionTable.utc(now))
                .update();
        return find(kept.publicId()).orElseThrow();
    }

    /// @return whether it was held
    boolean decide(long id, String state, String who, Instant now) {
        return jdbc.sql("update revision set state = ?, decided_at = ?, decided_by = ? where id = ? and state = 'held'")
                        .params(state, EditionTable.utc(now), who, id)
                        .update()
                == 1;
    }

    /// Held revisions are of no use once a newer attempt has told what the data gives.
    void supersede(long editionId, Optional<Long> but, Instant now) {
        jdbc.sql("""
                update revision set state = 'dropped', decided_at = ?, decided_by = 'superseded'
                where edition_id = ? and state = 'held' and id <> ?
                """).params(EditionTable.utc(now), editionId, but.orElse(-1L)).update();
    }

    /// The published revision that the customer sees, where it was made of the same.
    Optional<RevisionView> published(long editionId, String inputHash) {
        return jdbc.sql("""
                select r.* from revision r join edition e on e.id = r.edition_id and e.current_revision = r.number
                where e.id = ? and r.input_hash = ? and r.state = 'published'
                """)
                .params(editionId, inputHash)
                .query(RevisionTable::view)
                .optional();
    }

    /// The held revision that waits, where it was made of the same.
    Optional<RevisionView> held(long editionId, String inputHash) {
        return jdbc.sql("select * from revision where edition_id = ? and input_hash = ? and state = 'held'"
                        + " order by number desc fetch first 1 row only")
                .params(editionId, inputHash)
                .query(RevisionTable::view)
                .optional();
    }

    List<RevisionView> ofEdition(long editionId) {
        return jdbc.sql("select * from revision where edition_id = ? order by number")
                .param(editionId)
                .query(RevisionTable::view)
                .list();
    }

    Optional<RevisionView> find(long id) {
        return jdbc.sql("select * from revision where id = ?")
                .param(id)
                .query(RevisionTable::view)
                .optional();
    }

    Optional<RevisionView> find(String publicId) {
        return jdbc.sql("select * from revision where public_id = ?")
                .param(publicId)
                .query(RevisionTable::view)
                .optional();
    }

    List<RevisionView> held() {
        return jdbc.sql("select * from revision where state = 'held' order by created_at, id")
                .query(RevisionTable::view)
                .list();
    }

    Set<String> artifacts() {
        Collection<String> keys =
                jdbc.sql("select artifact from revision").query(String.class).list();
        return new HashSet<>(keys);
    }

    private static RevisionView view(ResultSet row, int number) throws SQLException {
        return new RevisionView(
                row.getLong("id"),
                row.getString("public_id"),
                row.getLong("edition_id"),
                row.getInt("number"),
                row.getString("state"),
                row.getString("artifact"),
                row.getString("page_sha256"),
                row.getLong("page_bytes"),
                row.getString("input_hash"),
                RevisionJson.readHeadlines(row.getString("headline")),
                row.getString("expectations"),
                row.getString("problems"),
                Optional.ofNullable(row.getString("held_because")),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getObject("decided_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant),
                Optional.ofNullable(row.getString("decided_by")));
    }
}
