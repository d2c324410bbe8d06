package io.broadsheet.server.edition;

import io.broadsheet.engine.Expectation;
import io.broadsheet.engine.MailSummary;
import io.broadsheet.engine.Rendering;
import io.broadsheet.engine.component.Headline.Direction;
import io.broadsheet.engine.frame.Column;
import io.broadsheet.engine.frame.ColumnType;
import io.broadsheet.engine.frame.Frame;
import io.broadsheet.engine.project.Period;
import io.broadsheet.engine.project.PeriodKind;
import io.broadsheet.engine.project.Site;
import io.broadsheet.engine.source.ContentHash;
import io.broadsheet.engine.source.SourceText;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Renderings made by hand.
final class Renderings {
    static final Site SITE = site("a1");

    private Renderings() {}

    static Site site(String id) {
        return new Site(id, "가게", Locale.KOREAN, ZoneId.of("Asia/Seoul"), "KRW", List.of(), Map.of("color", "#123456"));
    }

    static Rendering good(String page) {
        return of(SITE, "weekly", page, true);
    }

    static Rendering held(String page) {
        return of(SITE, "weekly", page, false);
    }

    /// Its hash is its page's.
    static Rendering of(Site site, String report, String page, boolean good) {
        Expectation expectation = new Expectation(
                SourceText.of("reports/weekly/report.md", "---\n").span(0, 3),
                good,
                "마지막 날의 데이터가\n아직 없습니다",
                good ? Optional.empty() : Optional.of("it gives false"));
        return new Rendering(
                site,
                report,
                "주간 <리포트>",
                Period.before(LocalDate.of(2021, 11, 1), PeriodKind.WEEK, DayOfWeek.MONDAY),
                Optional.of(page),
                Map.of(
                        "방문",
                        Frame.of(
                                Column.of("day", ColumnType.DATE, LocalDate.of(2021, 10, 25)),
                                Column.of("revenue", ColumnType.DECIMAL, new BigDecimal("12.50")))),
                List.of(),
                List.of(),
                List.of(expectation),
                List.of(new io.broadsheet.engine.component.Headline("방문자", "54,726명", "▼ 6.8%", Direction.DOWN)),
                MailSummary.none(),
                Map.of("weeks", 12L),
                ContentHash.known(Sha256.of(page.getBytes(java.nio.charset.StandardCharsets.UTF_8))),
                Duration.ofMillis(3));
    }
}
