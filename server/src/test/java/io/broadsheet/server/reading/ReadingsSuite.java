package io.broadsheet.server.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.server.reading.Readings.ReportFigures;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What readings promise, on any database.
abstract class ReadingsSuite {
    private static final Instant NOW = Instant.parse("2021-11-02T00:00:00Z");

    private JdbcClient jdbc;
    private Instant now = NOW;
    private Readings readings;
    private long cohort;
    private long site;

    /// An empty database.
    abstract DataSource database();

    @BeforeEach
    void begin() {
        DataSource database = database();
        Flyway.configure().dataSource(database).load().migrate();
        jdbc = JdbcClient.create(database);
        readings = new JdbcReadings(jdbc, () -> now);
        insert(
                "site",
                "id, name, locale, zone, currency, brand, origin, active, synced_at",
                "a1",
                "A",
                "ko",
                "Asia/Seoul",
                "KRW",
                "{}",
                "project",
                true,
                utc(NOW));
        insert(
                "run",
                "public_id, kind, due, issue_date, mail, state, requested_by, created_at, deadline, note",
                "r",
                "manual",
                utc(NOW),
                LocalDate.of(2021, 11, 1),
                true,
                "succeeded",
                "x",
                utc(NOW),
                utc(NOW),
                "");
        for (int i = 1; i <= 4; i++) {
            insert(
                    "reader",
                    "public_id, site_id, subject, name, first_seen, last_seen",
                    "reader" + i,
                    "a1",
                    "user:" + i,
                    "",
                    utc(NOW),
                    utc(NOW));
            insert(
                    "recipient",
                    "public_id, site_id, address, name, origin, active, created_at",
                    "recipient" + i,
                    "a1",
                    i + "@example.com",
                    "",
                    "project",
                    true,
                    utc(NOW));
        }
        cohort = revision("cohort", 1, "published", NOW);
        site = revision("site", 2, "published", NOW);
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    private void insert(String table, String columns, Object... values) {
        jdbc.sql("insert into " + table + " (" + columns + ") values (?" + ", ?".repeat(values.length - 1) + ")")
                .params(values)
                .update();
    }

    /// Ids count from 1 in each table, so the edition's is the revision's.
    private long revision(String report, int n, String state, Instant made) {
        insert(
                "edition",
                "public_id, site_id, report, period_kind, period_start, period_end, issue_date, state, title, label, description, fence",
                "e" + n,
                "a1",
                report,
                "week",
                LocalDate.of(2021, 10, n),
                LocalDate.of(2021, 10, n + 7),
                LocalDate.of(2021, 10, n + 7),
                "published",
                "t",
                "l",
                "",
                1);
        insert(
                "revision",
                "public_id, edition_id, number, state, artifact, page_sha256, page_bytes, input_hash, headline, expectations, problems, created_at",
                "v" + n,
                n,
                1,
                state,
                "k",
                "s",
                1,
                "h",
                "[]",
                "[]",
                "[]",
                utc(made));
        return n;
    }

    private int rows() {
        return jdbc.sql("select count(*) from reading").query(Integer.class).single();
    }

    private ReportFigures figures(String report) {
        return readings.figures(30).stream()
                .filter(f -> f.report().equals(report))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void countsPeopleOnceForEachRevision() {
        long second = revision("cohort", 3, "published", NOW);
        for (int i = 0; i < 3; i++) {
            readings.opened(cohort, 1);
            readings.opened(cohort, 2);
            readings.clicked(cohort, 1);
            readings.viewed(1, cohort, 1, 1);
            now = now.plus(Duration.ofHours(1));
        }
        readings.opened(second, 1);
        readings.viewed(3, second, 1, 1);
        ReportFigures figures = figures("cohort");
        assertThat(figures.editions()).isEqualTo(2);
        assertThat(figures.opened()).isEqualTo(3);
        assertThat(figures.clicked()).isEqualTo(1);
        assertThat(figures.viewed()).isEqualTo(2);
        assertThat(figures("site").opened()).isZero();
    }

    @Test
    void countsMailsThatWereSent() {
        for (int i = 1; i <= 3; i++) {
            insert(
                    "message",
                    "public_id, run_id, wave, recipient_id, channel, state, attempts, not_before, created_at",
                    "m" + i,
                    1,
                    0,
                    i,
                    "log",
                    i == 3 ? "failed" : "sent",
                    1,
                    utc(NOW),
                    utc(NOW));
            insert("delivery", "public_id, message_id, revision_id, recipient_id", "d" + i, i, cohort, i);
        }
        assertThat(figures("cohort").delivered()).isEqualTo(2);
    }

    @Test
    void knowsTheMedianOfPeopleNotOfVisits() {
        readings.dwelt(cohort, 1, 10_000, 20);
        now = now.plus(Duration.ofHours(2));
        readings.dwelt(cohort, 1, 20_000, 90);
        readings.dwelt(cohort, 2, 40_000, 50);
        readings.dwelt(cohort, 3, 90_000, 100);
        assertThat(figures("cohort").medianDwellMs()).isEqualTo(40_000);
        assertThat(figures("cohort").medianDepth()).isEqualTo(90);
        readings.dwelt(cohort, 4, 50_000, 10);
        assertThat(figures("cohort").medianDwellMs()).isEqualTo(45_000);
        assertThat(figures("cohort").medianDepth()).isEqualTo(70);
    }

    @Test
    void countsOnlyWhatWasPublishedLately() {
        revision("old", 3, "published", NOW.minus(Duration.ofDays(40)));
        revision("held", 4, "held", NOW);
        assertThat(readings.figures(30)).extracting(ReportFigures::report).containsExactly("cohort", "site");
        assertThat(readings.figures(60)).extracting(ReportFigures::report).containsExactly("cohort", "old", "site");
    }

    @Test
    void bringsWhatABrowserSaysWithinBounds() {
        readings.dwelt(cohort, 1, Long.MAX_VALUE, Integer.MAX_VALUE);
        readings.dwelt(cohort, 1, Long.MAX_VALUE, 5);
        readings.dwelt(site, 1, -5, -1);
        assertThat(figures("cohort").medianDwellMs())
                .isEqualTo(Duration.ofHours(2).toMillis());
        assertThat(figures("cohort").medianDepth()).isEqualTo(100);
        assertThat(figures("site").medianDwellMs()).isZero();
        assertThat(figures("site").medianDepth()).isZero();
    }

    @Test
    void loadingAPixelInALoopDoesNotFillTheTable() {
        for (int i = 0; i < 50; i++) {
            readings.opened(cohort, 1);
            readings.dwelt(cohort, 1, 10, i);
        }
        assertThat(rows()).isEqualTo(2);
    }

    @Test
    void anEditionIsReadOnceViewedAndStaysSo() {
        assertThat(readings.readEditions(1)).isEmpty();
        assertThat(readings.lastView(1)).isEmpty();
        readings.viewed(1, cohort, 1, 1);
        now = now.plus(Duration.ofDays(1));
        readings.viewed(1, cohort, 2, 1);
        assertThat(readings.readEditions(1)).containsExactly(1L);
        assertThat(readings.readEditions(2)).isEmpty();
        assertThat(readings.lastView(1)).contains(now);
        assertThat(jdbc.sql("select revision from read_state")
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void aLaterAnswerTakesThePlaceOfTheEarlier() {
        readings.answered(cohort, 1, Optional.of(true), "good");
        now = now.plus(Duration.ofMinutes(1));
        readings.answered(cohort, 1, Optional.of(false), "");
        readings.answered(cohort, 2, Optional.empty(), "숫자가 이상해요");
        assertThat(readings.answer(cohort, 1)).contains(new Readings.Answer(Optional.of(false), "", now));
        assertThat(readings.answer(cohort, 3)).isEmpty();
        assertThat(figures("cohort").useful()).isZero();
        assertThat(figures("cohort").notUseful()).isEqualTo(1);
        assertThat(figures("cohort").comments()).isEqualTo(1);
        assertThat(readings.comments(10))
                .containsExactly(new Readings.Comment("cohort", "a1", "e1", Optional.empty(), "숫자가 이상해요", now));
    }

    @Test
    void keepsHostileCommentsAsPlainShortText() {
        String typed =
                "a\u0000b\u001b[31mc\r\nd\u202Ee\uD800f\u2028g 👩\u200D👩 <script>alert(1)</script>" + "가".repeat(5000);
        readings.answered(cohort, 1, Optional.empty(), typed);
        String kept = readings.answer(cohort, 1).orElseThrow().comment();
        assertThat(kept).startsWith("ab[31mc\ndefg 👩\u200D👩 <script>alert(1)</script>가");
        assertThat(kept.codePointCount(0, kept.length())).isEqualTo(2000);
    }
}
