package io.broadsheet.engine.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.engine.frame.Column;
import io.broadsheet.engine.frame.ColumnType;
import io.broadsheet.engine.frame.Frame;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What a chart says of itself to who can't see it.
class DescribedTest {
    private static void assertSays(String component, String body, Frame frame, String korean, String english) {
        assertThat(said(component, body, frame, Locale.KOREAN)).isEqualTo(korean);
        assertThat(said(component, body, frame, Locale.ENGLISH)).isEqualTo(english);
    }

    private static String said(String component, String body, Frame frame, Locale locale) {
        String markup = Drawn.yaml(component, body, frame, locale).markup();
        Matcher desc = Pattern.compile("<desc[^>]*>([^<]*)</desc>").matcher(markup);
        assertThat(desc.find()).isTrue();
        return desc.group(1);
    }

    private static Frame weeks(Long... values) {
        List<LocalDate> weeks = java.util.stream.IntStream.range(0, values.length)
                .mapToObj(i -> LocalDate.of(2021, 10, 4).plusWeeks(i))
                .toList();
        return Frame.of(
                Column.of("주", ColumnType.DATE, weeks), Column.of("방문자", ColumnType.INTEGER, (Object[]) values));
    }

    @Test
    void tellsTheCourseOfOneSeries() {
        assertSays(
                "line",
                "x: 주\ny: 방문자\nunit: 명\n",
                weeks(7000L, 9000L, 6000L, 8400L),
                "선 그래프: 방문자는 2021.10.4 7,000명에서 2021.10.25 8,400명으로 20% 증가했으며, "
                        + "2021.10.11에 9,000명으로 가장 높고 2021.10.18에 6,000명으로 가장 낮습니다.",
                "Line chart: 방문자 went up 20% from 7,000명 (Oct 4, 2021) to 8,400명 (Oct 25, 2021), with the highest "
                        + "value 9,000명 (Oct 11, 2021) and the lowest 6,000명 (Oct 18, 2021).");
    }

    @Test
    void tellsThatNothingMoves() {
        assertSays(
                "line",
                "x: 주\ny: 방문자\n",
                weeks(3L, 3L),
                "선 그래프: 방문자는 2021.10.4부터 2021.10.11까지 3으로 같습니다.",
                "Line chart: 방문자 stays at 3 from Oct 4, 2021 to Oct 11, 2021.");
    }

    @Test
    void tellsWhoIsFirstAndLastOfSeveral() {
        assertSays(
                "line",
                "x: week\ny: visitors\ncolor: channel\nunit: 명\n",
                Frames.weekly(List.of("네이버", "카카오", "구글")),
                "2021.8.9부터 2021.10.25까지 계열 3개의 선 그래프: 마지막에는 네이버가 11,620명으로 가장 높고 구글이 7,828명으로 가장 낮으며, "
                        + "전체에서는 13,300명(네이버, 2021.9.27)이 최고, 4,726명(구글, 2021.8.9)이 최저입니다.",
                "Line chart of 3 series from Aug 9, 2021 to Oct 25, 2021: 네이버 ends highest with 11,620명 and 구글 lowest "
                        + "with 7,828명; the peak is 13,300명 (네이버, Sep 27, 2021), the low 4,726명 (구글, Aug 9, 2021).");
    }

    @Test
    void comparesThings() {
        assertSays(
                "bar",
                "x: channel\ny: sales\nformat: money\n",
                Frame.of(
                        Column.of("channel", ColumnType.TEXT, "네이버", "구글", "페이스북"),
                        Column.of("sales", ColumnType.INTEGER, 3000L, 2000L, 1000L)),
                "값 3개의 막대그래프: 네이버가 3,000원으로 가장 높고 페이스북이 1,000원으로 가장 낮습니다.",
                "Bar chart of 3 values: the highest is $3,000.00 (네이버), the lowest $1,000.00 (페이스북).");
    }

    @Test
    void tellsWhatIsDrawnOver() {
        String said = said("line", OverlaysTest.ALL, OverlaysTest.weeks(), Locale.KOREAN);
        assertThat(said)
                .contains("목표는 12,000명입니다.")
                .contains("평균은 9,000명입니다.")
                .contains("작년의 마지막 값은 7,168명입니다.")
                .contains("가을 세일은 2021.9.27부터 2021.10.4까지입니다.")
                .contains("2021.9.27: 추석 연휴 뒤 첫 주.");
    }

    @Test
    void choosesParticlesBySound() {
        assertThat(List.of("명", "수", "서울", "3", "7", "2", "9%", "Google", "mail", "51명 (서울)"))
                .allSatisfy(word -> {
                    String topic = Particles.decide(word + "⟨은/는⟩");
                    String to = Particles.decide(word + "⟨으로/로⟩");
                    boolean vowel = List.of("수", "2", "9%", "Google").contains(word);
                    assertThat(topic).isEqualTo(word + (vowel ? "는" : "은"));
                    boolean rieul = List.of("서울", "7", "mail").contains(word);
                    assertThat(to).isEqualTo(word + (vowel || rieul ? "로" : "으로"));
                });
        assertThat(Particles.decide("⟨ alone")).isEqualTo("⟨ alone");
    }
}
