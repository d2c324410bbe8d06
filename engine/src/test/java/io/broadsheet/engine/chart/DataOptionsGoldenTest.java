package io.broadsheet.engine.chart;

import io.broadsheet.engine.frame.Column;
import io.broadsheet.engine.frame.ColumnType;
import io.broadsheet.engine.frame.Frame;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Every option that changes what of the data is drawn, as files. `-Dgolden.update=true` writes them.
class DataOptionsGoldenTest {
    private static final String BY_CHANNEL = "x: week\ny: visitors\ncolor: channel\n";

    private static void assertGolden(String name, String component, String body, Frame frame) {
        ChartGoldenTest.assertGolden("option_" + name, component, body, frame);
    }

    private static Frame weekly() {
        return Frames.weekly(Frames.KOREAN_CHANNELS);
    }

    private static Frame products() {
        return Frame.of(
                Column.of(
                        "product",
                        ColumnType.TEXT,
                        "베이직 티셔츠",
                        "프리미엄 캐시미어 100% 니트 가디건 (네이비) 한정판 오버핏",
                        "울 코트",
                        "Bucket hat",
                        "양말",
                        "기타",
                        "장갑"),
                Column.of(
                        "sales",
                        ColumnType.INTEGER,
                        6_000_000L,
                        12_000_000L,
                        2_000_000L,
                        1_333_333L,
                        90L,
                        3_100_000L,
                        250_000L));
    }

    /// A week without a row, and one without a value.
    private static Frame withGaps() {
        List<Object> week = new ArrayList<>();
        List<Object> channel = new ArrayList<>();
        List<@Nullable Object> visitors = new ArrayList<>();
        for (int w = 0; w < 10; w++) {
            for (String c : List.of("검색", "광고")) {
                if (w != 4 && !(w == 7 && c.equals("광고"))) {
                    week.add(LocalDate.of(2021, 8, 23).plusWeeks(w));
                    channel.add(c);
                    visitors.add(
                            w == 2 && c.equals("검색") ? null : (Object) (long) (300 + w * 37 % 110 + c.charAt(0) % 60));
                }
            }
        }
        return Frame.of(
                Column.of("week", ColumnType.DATE, week),
                Column.of("channel", ColumnType.TEXT, channel),
                Column.of("visitors", ColumnType.INTEGER, visitors));
    }

    private static Frame changes() {
        return Frame.of(
                Column.of("channel", ColumnType.TEXT, "네이버 검색", "카카오", "구글 광고", "인스타그램", "직접 방문"),
                Column.of("change", ColumnType.DOUBLE, 0.124, -0.031, 0.0, 0.452, -0.22));
    }

    /// Seven orders of magnitude.
    private static Frame growth() {
        List<Object> day = new ArrayList<>();
        List<Object> size = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            day.add(LocalDate.of(2021, 10, 1).plusDays(i));
            size.add(i == 6 ? 0L : (long) Math.pow(3, i));
        }
        return Frame.of(Column.of("day", ColumnType.DATE, day), Column.of("rows", ColumnType.INTEGER, size));
    }

    @Test
    void sortsAndAddsUpTheRest() {
        assertGolden(
                "limit",
                "bar",
                "x: product\ny: sales\nformat: money\nhorizontal: true\nsort: -value\nlimit: 3\ntitle: 상품별 매출\n",
                products());
    }

    @Test
    void sortsByName() {
        assertGolden("sort_label", "bar", "x: product\ny: sales\nhorizontal: true\nsort: label\n", products());
    }

    @Test
    void keepsTheLargestSeries() {
        assertGolden("series_limit", "line", BY_CHANNEL + "series-limit: 3\ntitle: 채널별 방문\n", weekly());
    }

    @Test
    void drawsSharesAsBars() {
        assertGolden("share_bar", "bar", BY_CHANNEL + "share: true\nseries-limit: 4\nunit: 명\n", weekly());
    }

    @Test
    void drawsSharesAsLyingBars() {
        assertGolden(
                "share_lying",
                "bar",
                "x: week\ny: visitors\ncolor: channel\nshare: true\nhorizontal: true\nx-format: week\nseries-limit: 3\n",
                weekly());
    }

    @Test
    void drawsSharesAsAreas() {
        assertGolden("share_area", "area", BY_CHANNEL + "share: true\ntitle: 채널 구성비\n", weekly());
    }

    @Test
    void drawsMissingValuesAsGaps() {
        assertGolden("missing_gap", "line", BY_CHANNEL + "missing: gap\n", withGaps());
    }

    @Test
    void drawsMissingValuesAsZero() {
        assertGolden("missing_zero", "line", BY_CHANNEL + "missing: zero\n", withGaps());
    }

    @Test
    void connectsMissingValues() {
        assertGolden("missing_connect", "line", BY_CHANNEL + "missing: connect\n", withGaps());
        assertGolden("missing_connect_area", "area", BY_CHANNEL + "missing: connect\n", withGaps());
    }

    @Test
    void climbsByFactors() {
        assertGolden("log_line", "line", "x: day\ny: rows\nscale: log\ntitle: 행 수\n", growth());
        assertGolden("log_scatter", "scatter", "x: day\ny: rows\nscale: log\n", growth());
    }

    private static Frame shops() {
        List<Object> visitors = new ArrayList<>();
        List<Object> orders = new ArrayList<>();
        List<Object> kind = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            visitors.add(i == 0 ? 0L : (long) (12 * Math.pow(1.45, i)));
            orders.add((long) (1 + i * i % 37 + Math.pow(1.3, i)));
            kind.add(List.of("의류", "의류", "의류", "가방", "가방", "신발", "식품", "홈").get(i % 8));
        }
        return Frame.of(
                Column.of("visitors", ColumnType.INTEGER, visitors),
                Column.of("orders", ColumnType.INTEGER, orders),
                Column.of("kind", ColumnType.TEXT, kind));
    }

    @Test
    void climbsByFactorsAlongXWithGroupsAndUprightLines() {
        ChartGoldenTest.assertGoldenYaml("option_x_log_scatter", "scatter", """
                x: visitors
                y: orders
                color: kind
                x-scale: log
                scale: log
                series-limit: 2
                x-lines: [{x: 500, label: 가운데}, {x: 20000}]
                title: 방문과 주문
                """, shops());
        assertGolden("x_log_line", "line", "x: visitors\ny: orders\nx-scale: log\n", shops());
    }

    @Test
    void standsUprightLinesOnDays() {
        ChartGoldenTest.assertGoldenYaml(
                "option_x_lines",
                "line",
                BY_CHANNEL + "x-lines: [{x: 2021-09-01, label: 앱 개편}, {x: 2021-10-11, label: 새 요금}]\n",
                weekly());
    }

    @Test
    void drawsSmallLines() {
        assertGolden("facet_line", "line", "x: week\ny: visitors\nfacet: channel\ntitle: 채널별 방문\nunit: 명\n", weekly());
    }

    @Test
    void drawsSmallLinesOnAxesOfTheirOwn() {
        assertGolden(
                "facet_free",
                "line",
                "x: week\ny: visitors\nfacet: channel\nfacet-y: free\nfacet-columns: 3\n",
                weekly());
    }

    @Test
    void drawsSmallBarsOfSeveralSeries() {
        assertGolden(
                "facet_bar",
                "bar",
                "x: product\ny: [orders, returns]\nfacet: kind\nstack: true\n",
                Frame.of(
                        Column.of("kind", ColumnType.TEXT, "상의", "상의", "하의", "하의", "잡화"),
                        Column.of("product", ColumnType.TEXT, "신상", "기존", "신상", "기존", "신상"),
                        Column.of("orders", ColumnType.INTEGER, 120L, 340L, 80L, 60L, 22L),
                        Column.of("returns", ColumnType.INTEGER, 12L, 20L, null, 6L, 2L)));
    }

    @Test
    void laysSmallBars() {
        assertGolden(
                "facet_lying",
                "bar",
                "x: channel\ny: visitors\nfacet: week\nhorizontal: true\nx-format: week\nsort: -value\nlimit: 3\n",
                Frames.lastWeeks(weekly(), 3));
    }

    @Test
    void drawsSmallAreas() {
        assertGolden("facet_area", "area", "x: week\ny: visitors\nfacet: channel\n", weekly());
    }

    @Test
    void fixesColoursByName() {
        assertGolden("colors_line", "line", BY_CHANNEL + "colors: {카카오: 6, 페이스북: accent, 구글 광고: #7b5cd6}\n", weekly());
        assertGolden("colors_bar", "bar", "x: channel\ny: change\ncolors: {카카오: 6, 직접 방문: muted}\n", changes());
    }

    @Test
    void coloursGoodAndBadNews() {
        assertGolden("meaning", "bar", "x: channel\ny: change\nformat: percent(1)\nmeaning: up-good\n", changes());
        assertGolden(
                "meaning_lying",
                "bar",
                "x: channel\ny: change\nformat: percent(1)\nmeaning: up-bad\nhorizontal: true\nsort: -value\n",
                changes());
    }

    @Test
    void drawsSmallScatterPlotsAndHistograms() {
        List<Object> kinds = new ArrayList<>();
        List<Object> visits = new ArrayList<>();
        List<Object> rates = new ArrayList<>();
        List<Object> groups = new ArrayList<>();
        for (int i = 0; i < 90; i++) {
            kinds.add(List.of("상의", "하의", "잡화").get(i % 3));
            groups.add(i % 2 == 0 ? "신상" : "기존");
            visits.add(200L + i * 7919 % 4000);
            rates.add((i * 31 % 97 + i % 3 * 40) / 1000.0);
        }
        Frame frame = Frame.of(
                Column.of("kind", ColumnType.TEXT, kinds),
                Column.of("group", ColumnType.TEXT, groups),
                Column.of("visits", ColumnType.INTEGER, visits),
                Column.of("rate", ColumnType.DOUBLE, rates));
        assertGolden(
                "facet_scatter",
                "scatter",
                "x: visits\ny: rate\ncolor: group\nfacet: kind\nformat: percent(1)\ncolors: {신상: 3}\n",
                frame);
        assertGolden("facet_histogram", "histogram", "x: visits\nfacet: kind\nbins: 12\n", frame);
    }
}
