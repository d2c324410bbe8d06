package io.broadsheet.server.delivery;

import io.broadsheet.server.edition.EditionState;
import io.broadsheet.server.edition.EditionView;
import io.broadsheet.server.edition.Headline;
import io.broadsheet.server.edition.MailPart;
import io.broadsheet.server.site.SiteView;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A mail that every template must be able to show, checked when the server starts.
final class MailSample {
    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");

    private MailSample() {}

    static Letter letter() {
        SiteView site = new SiteView(
                "10026",
                "아틀리에",
                Locale.KOREAN,
                SEOUL,
                "KRW",
                Map.of("name", "Divers", "color", "#2f5bea"),
                "project",
                true,
                Instant.EPOCH);
        return new Letter(
                site,
                Locale.KOREAN,
                "김상현",
                "name@example.com",
                List.of(
                        piece(
                                "cohort",
                                "코호트 리포트",
                                "다시 찾아온 고객과 다시 구매한 고객을 주차별로 보여 드려요.",
                                List.of(new MailPart.Image(
                                        "N주 후 재방문율",
                                        "",
                                        "최근 코호트 8개의 표: 1주 후 평균 7.9%.",
                                        460,
                                        300,
                                        "picture-1@example.com",
                                        "picture-2@example.com")),
                                new Headline("첫방문자", "51,024명", "▼ 6.8%", "down"),
                                new Headline("1주 후 재방문율", "7.9%", "▼ 0.6%p", "down"),
                                new Headline("첫구매자", "438명", "▲ 3.1%", "up"),
                                new Headline("1주 후 재구매율", "6.2%", "▲ 0.4%p", "up")),
                        piece("site", "사이트 리포트", "", List.of(table()), new Headline("방문자", "83,120명", "변화 없음", "")),
                        piece("channel", "채널 리포트", "", List.of())),
                "https://example.com/u/RECIPIENT",
                false);
    }

    private static MailPart.Table table() {
        return new MailPart.Table(
                "어디에서 왔을까요?",
                "최근 4주",
                List.of(new MailPart.Column("채널", false), new MailPart.Column("방문자", true)),
                List.of(List.of("네이버 검색", "12,408"), List.of("카카오 & 친구", "9,127")),
                12);
    }

    private static Letter.Piece piece(
            String report, String label, String description, List<MailPart> parts, Headline... headlines) {
        EditionView edition = new EditionView(
                1,
                "EDITION",
                "10026",
                report,
                "week",
                LocalDate.of(2021, 10, 25),
                LocalDate.of(2021, 11, 1),
                LocalDate.of(2021, 11, 1),
                EditionState.PUBLISHED,
                "주간 " + label,
                label,
                "11월 [01주차]",
                description,
                Optional.of(1),
                Optional.of(1L),
                Optional.of(Instant.EPOCH),
                List.of(headlines));
        return new Letter.Piece(
                edition,
                edition.headlines(),
                parts,
                "https://example.com/m/" + report,
                Optional.of("https://example.com/m/" + report + "/open.gif"));
    }
}
