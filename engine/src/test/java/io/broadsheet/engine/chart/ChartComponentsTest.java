package io.broadsheet.engine.chart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.engine.component.Component;
import io.broadsheet.engine.frame.Column;
import io.broadsheet.engine.frame.ColumnType;
import io.broadsheet.engine.frame.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class ChartComponentsTest {
    private static final String LINE = "x: week\ny: visitors\ncolor: channel\ntitle: Visitors\nunit: visitors\n";

    @Test
    void offersTheComponentsOfTheReportLanguage() {
        assertThat(ChartComponents.all().stream().map(Component::name))
                .containsExactly(
                        "line", "area", "bar", "scatter", "histogram", "heatmap", "funnel", "spark", "echarts");
    }

    @Test
    void weighsLittle() {
        String markup = Drawn.of("line", LINE, Frames.weekly(Frames.KOREAN_CHANNELS), Locale.KOREAN)
                .markup();
        assertThat(markup.getBytes(UTF_8).length).isLessThan(9_700);
    }

    @Test
    void describesItselfOnceForBothDrawings() {
        String markup = Drawn.of("line", LINE, Frames.weekly(Frames.CHANNELS)).markup();
        assertThat(SvgProbe.drawings(markup)).hasSize(2).allSatisfy(svg -> assertNamed(svg));
        assertThat(markup)
                .containsOnlyOnce("<title id=\"q1-title\">Visitors</title>")
                .contains("Line chart of 7 series from Aug 9, 2021 to Oct 25, 2021: Naver search ends highest with "
                        + "11,620 visitors and Facebook lowest with 1,904 visitors; the peak is 13,300 visitors "
                        + "(Naver search, Sep 27, 2021), the low 1,178 visitors (Facebook, Aug 9, 2021).");
    }

    private static void assertNamed(Element svg) {
        assertThat(svg.getAttribute("role")).isEqualTo("img");
        assertThat(svg.getAttribute("aria-labelledby")).isEqualTo("q1-title q1-desc");
    }

    @Test
    void saysExactNumbersOfEachPlace() {
        String markup = Drawn.of("line", LINE, Frames.weekly(Frames.CHANNELS)).markup();
        assertThat(markup).contains("Oct 25, 2021\nNaver search 11,620 visitors\nKakao 9,309 visitors\n");
    }

    @Test
    void saysTheUnitOnce() {
        String body = "x: week\ny: visitors\ncolor: channel\ncaption: last 12 weeks, visitors\nunit: visitors\n";
        assertThat(Drawn.of("line", body, Frames.weekly(Frames.CHANNELS)).markup())
                .contains(">last 12 weeks, visitors</span>");
    }

    @Test
    void saysThatAllBarsAreZero() {
        String body = "x: x\ny: y\ntitle: Orders\n";
        Frame zero = Frames.xy(ColumnType.TEXT, List.of("a", "b"), List.of(0.0, 0.0));
        assertThat(Drawn.of("bar", body, zero).markup()).contains(">all values are 0</span>");
        assertThat(Drawn.of("bar", body, zero, Locale.KOREAN).markup()).contains("모든 값이 0입니다");
        Frame one = Frames.xy(ColumnType.TEXT, List.of("a", "b"), List.of(0.0, 1.0));
        assertThat(Drawn.of("bar", body, one).markup()).doesNotContain("all values are 0");
    }

    @Test
    void drawsSeveralColumnsAsSeries() {
        Frame frame = Frame.of(
                Column.of("x", ColumnType.INTEGER, 2020L, 2021L),
                Column.of("visits", ColumnType.INTEGER, 5L, 6L),
                Column.of("orders", ColumnType.DECIMAL, java.math.BigDecimal.ONE, java.math.BigDecimal.TWO));
        assertThat(Drawn.of("line", "x: x\ny: [visits, orders]\n", frame).markup())
                .contains(">visits</text>")
                .contains(">orders</text>")
                .contains(">2021</text>");
    }

    @Test
    void beginsBarsAtZeroAndLinesNearTheirValues() {
        Frame frame = Frame.of(
                Column.of("x", ColumnType.TEXT, (Object[]) "abcdefghijklmnopqrstuvwxyzABC".split("")),
                Column.of(
                        "y",
                        ColumnType.INTEGER,
                        java.util.stream.LongStream.range(1000, 1029).boxed().toArray()));
        assertThat(Drawn.of("bar", "x: x\ny: y\n", frame).markup()).contains(">0</text>");
        assertThat(Drawn.of("line", "x: x\ny: y\n", frame).markup()).doesNotContain(">0</text>");
    }

    @Test
    void saysHowMuchALimitLeavesOut() {
        assertThat(Drawn.of(
                                "bar",
                                "x: t\ny: y\nlimit: 2\nsort: -value\n",
                                Frame.of(
                                        Column.of("t", ColumnType.TEXT, "a", "b", "c"),
                                        Column.of("y", ColumnType.INTEGER, 1L, 3L, 2L)))
                        .markup())
                .contains("first 2 of 3, the rest as Others")
                .contains(">Others</text>")
                .doesNotContain(">a</text>");
    }

    @Test
    void shortensANumberThatHasNoRoomInsteadOfCuttingIt() {
        Frame frame = Frame.of(
                Column.of("t", ColumnType.TEXT, "a name that takes its share", "b"),
                Column.of("y", ColumnType.INTEGER, 12_000_000_000_000L, 3L));
        String body = "x: t\ny: y\nformat: money\nhorizontal: true\n";
        String narrow =
                SvgProbe.drawings(Drawn.of("bar", body, frame).markup()).get(1).getTextContent();
        assertThat(narrow).contains("$12T").doesNotContain("…");
    }

    @Test
    void bringsItsStyleAndScript() {
        assertThat(ChartComponents.css()).contains(".chart-narrow");
        assertThat(ChartComponents.echartsScript()).contains("echarts.init").doesNotContain("</script");
    }

    /// Nine names find no room at the line's ends: a legend names them, and print has no colours.
    @Test
    void linesThatALegendNamesHaveDashesOfTheirOwnInPrint() {
        List<String> names = List.of(
                "A very long name that no line end of a phone has room for",
                "Another very long name that no line end has room for",
                "The third very long name that no line end has room for");
        String markup = Drawn.of("line", LINE, Frames.weekly(names)).markup();
        for (Element svg : SvgProbe.drawings(markup)) {
            List<String> classes = classes(svg);
            assertThat(classes).filteredOn("d1"::equals).hasSize(2);
            assertThat(classes).filteredOn("d2"::equals).hasSize(2);
            assertThat(classes).doesNotContain("d0", "d3");
        }
        assertThat(ChartComponents.css()).contains("@media print{.d1{stroke-dasharray:");
        assertThat(classes(SvgProbe.drawings(Drawn.of("line", LINE, Frames.weekly(Frames.CHANNELS))
                                .markup())
                        .getFirst()))
                .as("lines with their names at their ends")
                .containsOnly("");
    }

    private static List<String> classes(Element svg) {
        List<String> classes = new ArrayList<>();
        for (int i = 0; i < svg.getElementsByTagName("path").getLength(); i++) {
            classes.add(((Element) svg.getElementsByTagName("path").item(i)).getAttribute("class"));
        }
        return classes;
    }

    @Test
    void groupsOfDotsHaveShapesOfTheirOwn() {
        Frame frame = Frame.of(
                Column.of("x", ColumnType.INTEGER, 10L, 10L, 10L),
                Column.of("y", ColumnType.INTEGER, 10L, 20L, 30L),
                Column.of("g", ColumnType.TEXT, "a", "b", "c"));
        String markup = Drawn.of("scatter", "x: x\ny: y\ncolor: g\n", frame).markup();
        Element wide = SvgProbe.drawings(markup).getFirst();
        assertThat(wide.getElementsByTagName("circle").getLength()).isEqualTo(2);
        assertThat(outlines(wide))
                .filteredOn(d -> d.matches("M\\S+ \\S+h\\S+v\\S+H\\S+"))
                .hasSize(2);
        assertThat(outlines(wide))
                .filteredOn(d -> d.matches("M\\S+ \\S+(L\\S+ \\S+){2}"))
                .hasSize(2);
        assertThat(Drawn.of("scatter", "x: x\ny: y\n", frame).markup())
                .contains("<circle")
                .doesNotContain("L10");
    }

    private static List<String> outlines(Element svg) {
        List<String> outlines = new ArrayList<>();
        for (int i = 0; i < svg.getElementsByTagName("path").getLength(); i++) {
            outlines.add(((Element) svg.getElementsByTagName("path").item(i)).getAttribute("d"));
        }
        return outlines;
    }

    @Test
    void moneySaysItsCurrencyOnceAlongAnAxis() {
        Frame frame = Frames.xy(ColumnType.INTEGER, List.of(1L, 2L, 3L), List.of(0.0, 12_000_000.0, 30_000_000.0));
        String body = "x: x\ny: y\nformat: money_compact\nnumbers: false\n";
        assertThat(texts(Drawn.of("area", body, frame, Locale.KOREAN).markup()))
                .contains("0", "1,000만", "2,000만", "3,000만원");
        assertThat(texts(Drawn.of("area", body, frame, Locale.ENGLISH).markup()))
                .contains("0", "10M", "20M", "$30M");
    }

    private static List<String> texts(String markup) {
        return Pattern.compile("<text[^>]*>([^<]*)")
                .matcher(markup)
                .results()
                .map(m -> m.group(1))
                .toList();
    }
}
