package io.broadsheet.engine.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.engine.component.Component;
import io.broadsheet.engine.component.ComponentLimits;
import io.broadsheet.engine.frame.Column;
import io.broadsheet.engine.frame.ColumnType;
import io.broadsheet.engine.frame.Frame;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NumberedChartTest {
    private static final LocalDate MONDAY = LocalDate.of(2021, 10, 25);
    private static final Frame VISITS = Frame.of(
            Column.of("week", ColumnType.DATE, MONDAY, MONDAY, MONDAY.minusDays(7)),
            Column.of("channel", ColumnType.TEXT, "Kakao", "<b>", "Kakao"),
            Column.of("visits", ColumnType.INTEGER, 1_200L, 30L, 900L),
            Column.of("share", ColumnType.DOUBLE, 0.12345678, null, 0.5));

    private static String table(String component, String body, Frame frame) {
        return table(component, body, frame, ComponentLimits.DEFAULT);
    }

    private static String table(String component, String body, Frame frame, ComponentLimits limits) {
        String markup =
                Drawn.numbered(component, body, frame, Locale.ENGLISH, limits).markup();
        int start = markup.indexOf("<details");
        if (start < 0) {
            return "";
        }
        assertThat(markup).endsWith("</details></figure>");
        return markup.substring(start);
    }

    @Test
    void oneValueForEachPlaceAndSeriesStandsInAColumnForEachSeries() {
        assertThat(table("line", "x: week\ny: visits\ncolor: channel\ntitle: Visits\n", VISITS))
                .isEqualTo("""
                        <details class="nums"><summary>Numbers<span class="vh">: Visits</span></summary>\
                        <div class="wide" role="region" aria-label="Visits" tabindex="0">\
                        <table class="data named" data-csv="Save as CSV"><thead><tr><th scope="col">week\
                        <th scope="col" data-k="n">Kakao<th scope="col" data-k="n">&lt;b&gt;</tr></thead><tbody>
                        <tr data-v="2021-10-18"><th>Oct 18, 2021<td>900<td>–</tr>
                        <tr data-v="2021-10-25"><th>Oct 25, 2021<td>1,200<td>30</tr>
                        </tbody></table></div></details></figure>""");
    }

    @Test
    void severalValuesStandInARowForEachRow() {
        assertThat(table("line", "x: week\ny: [visits, share]\ncolor: channel\n", VISITS))
                .contains("<th scope=\"col\">week<", "<th scope=\"col\">channel<")
                .contains("<tr data-v=\"2021-10-25,,,0.123457\"><th>Oct 25, 2021<");
    }

    @Test
    void twoRowsOfOnePlaceAreBothThere() {
        Frame twice = Frame.of(
                Column.of("week", ColumnType.DATE, MONDAY, MONDAY),
                Column.of("channel", ColumnType.TEXT, "Kakao", "Kakao"),
                Column.of("visits", ColumnType.INTEGER, 1L, 2L));
        assertThat(table("bar", "x: week\ny: visits\ncolor: channel\n", twice)).contains(">1<", ">2<");
    }

    @Test
    void shortNumbersAreWrittenInFull() {
        assertThat(table("bar", "x: channel\ny: visits\nformat: money_compact\n", VISITS))
                .contains("$1,200.00")
                .doesNotContain("1.2K");
    }

    @Test
    void heatMapsKeepTheirGridAndHistogramsTheirBins() {
        assertThat(table("heatmap", "x: channel\ny: week\nvalue: visits\n", VISITS))
                .contains("<th scope=\"col\" data-k=\"n\">Kakao<", "<th>Oct 18, 2021<td>900<");
        assertThat(table("histogram", "x: visits\nbins: 3\n", VISITS))
                .contains("<th scope=\"col\" data-k=\"n\">From<", "<td>0<td>500<td>1<");
    }

    @Test
    void authorsLeaveThemOut() {
        assertThat(table("line", "x: week\ny: visits\ncolor: channel\nnumbers: false\n", VISITS))
                .isEmpty();
    }

    @Test
    void nothingDrawnHasNoNumbers() {
        Frame empty = Frame.of(
                Column.of("week", ColumnType.DATE, List.of()), Column.of("visits", ColumnType.INTEGER, List.of()));
        assertThat(table("line", "x: week\ny: visits\n", empty)).isEmpty();
    }

    @Test
    void saysHowManyRowsAreLeftOut() {
        ComponentLimits limits = new ComponentLimits(1, 100, 10, 100);
        assertThat(table("bar", "x: channel\ny: visits\n", VISITS, limits))
                .contains("<p class=\"more\">The first 1 of 3 rows.</p>");
    }

    @Test
    void everyChartHasThem() {
        for (Component chart : ChartComponents.all()) {
            boolean numbered = chart.keys().stream().anyMatch(k -> k.name().equals("numbers"));
            assertThat(numbered).as(chart.name()).isEqualTo(!chart.name().equals("echarts"));
        }
    }

    @Test
    void tablesAreWholeWhateverTheData() {
        Random random = new Random(11);
        for (int run = 0; run < 300; run++) {
            int rows = random.nextInt(12);
            List<Object> x = new ArrayList<>();
            List<Object> y = new ArrayList<>();
            List<Object> c = new ArrayList<>();
            boolean dates = random.nextBoolean();
            for (int i = 0; i < rows; i++) {
                x.add(random.nextInt(6) == 0 ? null : dates ? MONDAY.plusDays(random.nextInt(5)) : odd(random));
                y.add(odd(random.nextInt(8), random));
                c.add(random.nextInt(6) == 0 ? null : odd(random));
            }
            Frame frame = Frame.of(
                    Column.of("x", dates ? ColumnType.DATE : ColumnType.TEXT, x),
                    Column.of("y", ColumnType.DOUBLE, y),
                    Column.of("c", ColumnType.TEXT, c));
            for (String fence : List.of("line|x: x\ny: y\ncolor: c\n", "heatmap|x: x\ny: c\nvalue: y\n")) {
                String table =
                        table(fence.substring(0, fence.indexOf('|')), fence.substring(fence.indexOf('|') + 1), frame);
                if (!table.isEmpty()) {
                    assertWhole(table);
                }
            }
        }
    }

    private static String odd(Random random) {
        return List.of("", "a", "<script>", "\u202Eb", "=1+1", "가나", "x".repeat(300), "a\nb")
                .get(random.nextInt(8));
    }

    private static Object odd(int kind, Random random) {
        return switch (kind) {
            case 0 -> Double.NaN;
            case 1 -> Double.POSITIVE_INFINITY;
            case 2 -> 1e300;
            case 3 -> -1e-12;
            default -> random.nextGaussian() * 1e4;
        };
    }

    /// Every row has a cell under every head.
    private static void assertWhole(String table) {
        int heads = table.split("<th scope=\"col\"", -1).length - 1;
        assertThat(table).doesNotContain("<script").doesNotContain("NaN");
        String body = table.substring(table.indexOf("<tbody>"), table.indexOf("</tbody>"));
        for (String row : body.split("<tr", -1)) {
            if (row.contains("</tr>")) {
                assertThat(row.split("<t[hd]\\b", -1).length - 1).isEqualTo(heads);
            }
        }
    }
}
