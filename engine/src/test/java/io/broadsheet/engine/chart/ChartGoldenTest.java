package io.broadsheet.engine.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.engine.frame.Column;
import io.broadsheet.engine.frame.ColumnType;
import io.broadsheet.engine.frame.Frame;
import io.broadsheet.testing.Golden;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The main charts as files, a tag a line, in Korean and English. `-Dgolden.update=true` writes them.
class ChartGoldenTest {

    static void assertGolden(String name, String component, String body, Frame frame) {
        for (Locale locale : List.of(Locale.KOREAN, Locale.ENGLISH)) {
            assertGolden(name, Drawn.of(component, body, frame, locale), locale);
        }
    }

    private static void assertGolden(String name, Drawn drawn, Locale locale) {
        assertThat(drawn.problems().toString()).isEmpty();
        assertThat(SvgProbe.faults(drawn.markup())).isEmpty();
        String text = drawn.markup().replace("><", ">\n<") + "\n";
        Golden.assertMatches("chart/" + name + "_" + locale.getLanguage() + ".html", text);
    }

    private static Frame weekly() {
        return Frames.weekly(Frames.KOREAN_CHANNELS);
    }

    @Test
    void drawsALineForEachSeries() {
        assertGolden(
                "line",
                "line",
                "x: week\ny: visitors\ncolor: channel\ntitle: 채널별 주간 방문자\ncaption: 최근 12주\nunit: 명\n",
                weekly());
    }

    @Test
    void drawsGapsAndLoneValues() {
        List<@Nullable Object> rates = new ArrayList<>();
        List<Object> days = new ArrayList<>();
        for (int i = 0; i < 14; i++) {
            days.add(LocalDate.of(2021, 10, 18).plusDays(i));
            rates.add(i == 4 || i == 6 ? null : (Object) (0.079 + i % 5 * 0.002));
        }
        assertGolden(
                "line_gaps",
                "line",
                "x: day\ny: rate\nformat: percent(1)\n",
                Frame.of(Column.of("day", ColumnType.DATE, days), Column.of("rate", ColumnType.DOUBLE, rates)));
    }

    @Test
    void stacksAreas() {
        assertGolden("area", "area", "x: week\ny: visitors\ncolor: channel\ntitle: 채널 구성\n", weekly());
    }

    @Test
    void drawsHoursAsArea() {
        List<Object> hours = new ArrayList<>();
        List<Object> orders = new ArrayList<>();
        for (int i = 0; i < 48; i++) {
            hours.add(LocalDateTime.of(2021, 10, 30, 0, 0).plusHours(i));
            orders.add((long) (i * 37 % 90));
        }
        assertGolden(
                "area_hours",
                "area",
                "x: hour\ny: orders\n",
                Frame.of(
                        Column.of("hour", ColumnType.TIMESTAMP, hours),
                        Column.of("orders", ColumnType.INTEGER, orders)));
    }

    @Test
    void drawsBarsUnderZero() {
        assertGolden(
                "bar",
                "bar",
                "x: day\ny: change\nunit: 명\n",
                Frame.of(
                        Column.of("day", ColumnType.TEXT, "월", "화", "수", "목", "금"),
                        Column.of("change", ColumnType.INTEGER, 51_024L, 43_210L, null, -12_000L, 38_900L)));
    }

    @Test
    void groupsBars() {
        assertGolden("bar_grouped", "bar", "x: week\ny: visitors\ncolor: channel\n", weekly());
    }

    @Test
    void stacksBars() {
        assertGolden("bar_stacked", "bar", "x: week\ny: visitors\ncolor: channel\nstack: true\n", weekly());
    }

    @Test
    void laysBarsWithLongNames() {
        assertGolden(
                "bar_horizontal",
                "bar",
                "x: product\ny: sales\nformat: money\nhorizontal: true\nsort: -value\nlimit: 4\ntitle: 상품별 매출\n",
                Frame.of(
                        Column.of(
                                "product",
                                ColumnType.TEXT,
                                "베이직 티셔츠",
                                "프리미엄 캐시미어 100% 니트 가디건 (네이비) 한정판 오버핏",
                                "울 코트",
                                "Bucket hat",
                                "양말"),
                        Column.of("sales", ColumnType.INTEGER, 6_000_000L, 12_000_000L, 2_000_000L, 1_333_333L, 90L)));
    }

    @Test
    void drawsPointsWithSizesAndLabels() {
        assertGolden(
                "scatter",
                "scatter",
                "x: visits\ny: rate\nsize: orders\nlabel: product\ncolor: kind\nformat: percent(1)\n",
                Frame.of(
                        Column.of("visits", ColumnType.INTEGER, 1_200L, 5_400L, 9_100L, 5_450L),
                        Column.of("rate", ColumnType.DOUBLE, 0.02, 0.035, 0.011, 0.0352),
                        Column.of("orders", ColumnType.INTEGER, 24L, 189L, 100L, 12L),
                        Column.of("product", ColumnType.TEXT, "티셔츠", "코트", "모자", "양말"),
                        Column.of("kind", ColumnType.TEXT, "신상", "기존", "기존", "신상")));
    }

    @Test
    void countsInAHistogram() {
        List<Object> amounts = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            amounts.add(10_000.0 + (i * 7919 % 500) * (i * 31 % 97));
        }
        assertGolden(
                "histogram",
                "histogram",
                "x: amount\nformat: money\n",
                Frame.of(Column.of("amount", ColumnType.DOUBLE, amounts)));
    }

    @Test
    void shadesAHeatMap() {
        List<Object> weeks = new ArrayList<>();
        List<Object> channels = new ArrayList<>();
        List<Object> changes = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            weeks.add(LocalDate.of(2021, 9, 20).plusWeeks(i % 6));
            channels.add(Frames.KOREAN_CHANNELS.get(i / 6));
            changes.add((i * 37 % 21 - 8) / 100.0);
        }
        assertGolden(
                "heatmap",
                "heatmap",
                "x: week\ny: channel\nvalue: change\nformat: percent(1)\n",
                Frame.of(
                        Column.of("week", ColumnType.DATE, weeks),
                        Column.of("channel", ColumnType.TEXT, channels),
                        Column.of("change", ColumnType.DOUBLE, changes)));
    }

    @Test
    void drawsAFunnel() {
        assertGolden(
                "funnel",
                "funnel",
                "step: step\nvalue: people\nunit: 명\n",
                Frame.of(
                        Column.of("step", ColumnType.TEXT, "방문", "상품 조회", "장바구니", "구매"),
                        Column.of("people", ColumnType.INTEGER, 51_024L, 30_110L, 6_120L, 438L)));
    }

    @Test
    void drawsOverLinesAndBars() {
        for (String component : List.of("line", "bar")) {
            assertGoldenYaml("over_" + component, component, OverlaysTest.ALL, OverlaysTest.weeks());
        }
    }

    static void assertGoldenYaml(String name, String component, String body, Frame frame) {
        for (Locale locale : List.of(Locale.KOREAN, Locale.ENGLISH)) {
            assertGolden(name, Drawn.yaml(component, body, frame, locale), locale);
        }
    }

    @Test
    void drawsSparks() {
        assertGolden("spark", "spark", "x: week\ny: visitors\ncolor: channel\nunit: 명\n", weekly());
    }
}
