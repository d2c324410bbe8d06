package io.broadsheet.engine.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.engine.frame.Column;
import io.broadsheet.engine.frame.ColumnType;
import io.broadsheet.engine.frame.Frame;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/// Data that a drawing was not made for, and that it draws well all the same.
class UnluckyDataTest {
    private static final String LONG = "가나다라마바사 아자차카타파하 ".repeat(14);

    private record Text(String words, double x, double y) {}

    private static List<Text> texts(Element svg) {
        List<Text> texts = new ArrayList<>();
        for (int i = 0; i < svg.getElementsByTagName("text").getLength(); i++) {
            Element text = (Element) svg.getElementsByTagName("text").item(i);
            texts.add(new Text(text.getTextContent(), number(text, "x"), number(text, "y")));
        }
        return texts;
    }

    private static List<String> words(Element svg) {
        return texts(svg).stream().map(Text::words).toList();
    }

    /// Labels in one line have their common coordinate on their group.
    private static double number(Element text, String name) {
        return text.hasAttribute(name) ? Double.parseDouble(text.getAttribute(name)) : 0;
    }

    private static Element narrow(String component, String body, Frame frame, Locale locale) {
        String markup = Drawn.of(component, body, frame, locale).markup();
        assertThat(SvgProbe.faults(markup)).as(markup).isEmpty();
        return SvgProbe.drawings(markup).getLast();
    }

    /// The 5 stood at the right edge, half a screen away from its dot.
    @Test
    void writesTheOnlyValueBesideItsDot() {
        Frame frame = Frame.of(
                Column.of("d", ColumnType.DATE, LocalDate.of(2021, 10, 25)), Column.of("v", ColumnType.INTEGER, 4L));
        for (String component : List.of("line", "area")) {
            Element svg = narrow(component, "x: d\ny: v\n", frame, Locale.KOREAN);
            List<Text> texts = texts(svg);
            Element dot = (Element) svg.getElementsByTagName("circle").item(0);
            assertThat(texts)
                    .filteredOn(t -> t.words().equals("4"))
                    .anySatisfy(t ->
                            assertThat(t.x()).as(component).isBetween(number(dot, "cx") + 4, number(dot, "cx") + 16));
        }
    }

    /// Only the right edge of the only bin had a number.
    @Test
    void writesBothEdgesOfTheOnlyBinOfAHistogram() {
        Frame frame = Frame.of(Column.of("v", ColumnType.INTEGER, 7L, 7L, 7L));
        assertThat(words(narrow("histogram", "x: v\n", frame, Locale.KOREAN))).contains("7", "8");
    }

    @Test
    void writesNumbersInAllHighLayersOrInNone() {
        List<Object> week = new ArrayList<>();
        List<Object> kind = new ArrayList<>();
        List<Object> count = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            for (String k : List.of("first", "again")) {
                week.add(LocalDate.of(2021, 8, 9).plusWeeks(i));
                kind.add(k);
                count.add(i == 7 ? 1_100L : 500L + i);
            }
        }
        Frame frame = Frame.of(
                Column.of("week", ColumnType.DATE, week),
                Column.of("kind", ColumnType.TEXT, kind),
                Column.of("orders", ColumnType.INTEGER, count));
        List<Element> drawings = SvgProbe.drawings(
                Drawn.of("bar", "x: week\ny: orders\ncolor: kind\nstack: true\nunit: 건\n", frame, Locale.ENGLISH)
                        .markup());
        assertThat(words(drawings.getFirst())).contains("505", "1.1K");
        assertThat(words(drawings.getLast())).as("1.1K has no room").doesNotContain("505", "1.1K");
    }

    /// Four names in two lines each read as one paragraph of eight.
    @Test
    void keepsLongNamesOfLyingBarsApart() {
        Object[] names =
                IntStream.range(0, 5).mapToObj(i -> (Object) (i + LONG)).toArray();
        Frame frame = Frame.of(
                Column.of("k", ColumnType.TEXT, names), Column.of("v", ColumnType.INTEGER, 1L, 2L, 3L, 4L, 5L));
        Element svg = narrow("bar", "x: k\ny: v\nhorizontal: true\n", frame, Locale.KOREAN);
        List<Double> lines = texts(svg).stream()
                .filter(t -> t.words().contains("가나"))
                .map(Text::y)
                .toList();
        List<Double> first =
                IntStream.range(0, 5).mapToObj(i -> lines.get(2 * i)).toList();
        assertThat(lines).hasSize(10);
        for (int i = 1; i < 5; i++) {
            double within = lines.get(2 * i - 1) - first.get(i - 1);
            assertThat(first.get(i) - lines.get(2 * i - 1)).isGreaterThanOrEqualTo(within + 8);
        }
    }

    @Test
    void setsALegendOfSeveralRowsInColumns() {
        List<Object> week = new ArrayList<>();
        List<Object> kind = new ArrayList<>();
        List<Object> count = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            week.add(LocalDate.of(2021, 10, 25));
            kind.add("channel " + i);
            count.add(10L);
        }
        Frame frame = Frame.of(
                Column.of("week", ColumnType.DATE, week),
                Column.of("kind", ColumnType.TEXT, kind),
                Column.of("orders", ColumnType.INTEGER, count));
        Element svg = narrow("bar", "x: week\ny: orders\ncolor: kind\n", frame, Locale.ENGLISH);
        List<Double> lefts = texts(svg).stream()
                .filter(t -> t.words().startsWith("channel"))
                .map(Text::x)
                .distinct()
                .toList();
        assertThat(lefts).hasSizeBetween(2, 4);
    }

    /// 168 cells without a number in one used little more than half of what the accent has.
    @Test
    void shadesCellsWithoutNumbersUpToTheFullAccent() {
        assertThat(heat(24)).contains("0.92").doesNotContain("0.94");
        assertThat(heat(4)).contains("0.6").doesNotContain("0.92");
    }

    private static String heat(int columns) {
        List<Object> hour = new ArrayList<>();
        List<Object> day = new ArrayList<>();
        List<Object> visits = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            hour.add((long) i);
            day.add("Monday");
            visits.add(100_000L + 10_000L * i);
        }
        Frame frame = Frame.of(
                Column.of("hour", ColumnType.INTEGER, hour),
                Column.of("day", ColumnType.TEXT, day),
                Column.of("visits", ColumnType.INTEGER, visits));
        return Drawn.of("heatmap", "x: hour\ny: day\nvalue: visits\n", frame, Locale.ENGLISH)
                .markup();
    }
}
