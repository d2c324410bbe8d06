package io.broadsheet.engine.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.engine.component.ComponentLimits;
import io.broadsheet.engine.frame.Column;
import io.broadsheet.engine.frame.ColumnType;
import io.broadsheet.engine.frame.Frame;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class HostileDataTest {
    private static final List<String> BODIES = List.of(
            "line|x: t\ny: n\ncolor: c\n",
            "area|x: t\ny: n\ncolor: c\n",
            "bar|x: t\ny: n\ncolor: c\n",
            "bar|x: t\ny: n\nhorizontal: true\n",
            "scatter|x: t\ny: n\ncolor: c\nlabel: t\n",
            "heatmap|x: t\ny: c\nvalue: n\n",
            "funnel|step: t\nvalue: n\n",
            "spark|x: t\ny: n\ncolor: c\n");

    private static Frame texts(String... texts) {
        Object[] numbers = IntStream.range(0, texts.length)
                .mapToObj(i -> (Object) (long) (i + 1))
                .toArray();
        return Frame.of(
                Column.of("t", ColumnType.TEXT, (Object[]) texts),
                Column.of("c", ColumnType.TEXT, (Object[]) texts),
                Column.of("n", ColumnType.INTEGER, numbers));
    }

    private static void assertSound(Frame frame) {
        for (String body : BODIES) {
            Drawn drawn = Drawn.fence(body, frame, Locale.ENGLISH);
            assertThat(SvgProbe.faults(drawn.markup()))
                    .as(body + drawn.markup())
                    .isEmpty();
            assertThat(drawn.markup())
                    .doesNotContain("<script")
                    .doesNotContain("\u202E")
                    .doesNotContain("</b>");
        }
    }

    @Test
    void escapesMarkup() {
        assertSound(texts("</title><script>alert(1)</script>", "\"><b>x</b>", "&amp;", "{0}{1}{2}", "\u202Egnp"));
    }

    @Test
    void cutsTenMegabytes() {
        String markup = Drawn.of("bar", "x: t\ny: n\n", texts("가 나".repeat(3_000_000), "b"))
                .markup();
        assertThat(markup.length()).isLessThan(5_000);
        assertSound(texts("x".repeat(10_000_000), "\uD83D".repeat(1_000_000), "\u0301".repeat(1_000_000)));
    }

    @Test
    void escapesTitlesCaptionsAndColumnNames() {
        Frame frame = Frame.of(
                Column.of("</svg><script>", ColumnType.INTEGER, 1L, 2L), Column.of("n", ColumnType.INTEGER, 1L, 2L));
        String markup = Drawn.of("scatter", "x: </svg><script>\ny: n\ntitle: <script>\ncaption: <img>\n", frame)
                .markup();
        assertThat(markup).doesNotContain("<script").doesNotContain("<img");
        assertThat(SvgProbe.faults(markup)).isEmpty();
    }

    @Test
    void drawsHugeTinyAndEqualValues() {
        for (double[] values : new double[][] {
            {1e300, -1e300, 5e299},
            {1e-300, 2e-300, 0},
            {Double.MAX_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE},
            {Double.MIN_VALUE, 0, 0},
            {5, 5, 5},
            {0, 0, 0},
            {-0.0, -0.0, -7},
            {1e15, 1e15 + 1, 1e15 + 2}
        }) {
            Frame frame = Frame.of(
                    Column.of("t", ColumnType.TEXT, "a", "b", "c"),
                    Column.of("c", ColumnType.TEXT, "p", "q", "p"),
                    Column.of("n", ColumnType.DOUBLE, values[0], values[1], values[2]));
            assertSound(frame);
            String histogram = Drawn.of("histogram", "x: n\n", frame).markup();
            assertThat(SvgProbe.faults(histogram)).as(histogram).isEmpty();
        }
    }

    @Test
    void treatsWhatNoDoubleHoldsAsAGap() {
        Frame frame = Frame.of(
                Column.of("t", ColumnType.TEXT, "a", "b"),
                Column.of("c", ColumnType.TEXT, "p", "p"),
                Column.of("n", ColumnType.DECIMAL, new BigDecimal("1e400"), BigDecimal.ONE));
        assertSound(frame);
    }

    @Test
    void drawsTheFirstYearAndTheLast() {
        Frame frame = Frame.of(
                Column.of("t", ColumnType.DATE, LocalDate.of(1, 1, 1), LocalDate.of(9999, 12, 31)),
                Column.of("c", ColumnType.TEXT, "a", "b"),
                Column.of("n", ColumnType.INTEGER, 1L, 2L));
        assertSound(frame);
        assertThat(Drawn.of("line", "x: t\ny: n\n", frame).markup()).contains("Jan 1, 0001");
    }

    @Test
    void drawsOnePoint() {
        Frame frame = Frame.of(
                Column.of("t", ColumnType.DATE, LocalDate.of(2021, 10, 25)),
                Column.of("c", ColumnType.TEXT, "a"),
                Column.of("n", ColumnType.INTEGER, 7L));
        assertSound(frame);
    }

    @Test
    void drawsAsMuchAsTheLimitsAllow() {
        int rows = ComponentLimits.DEFAULT_CHART_POINTS;
        Object[] x =
                IntStream.range(0, rows).mapToObj(i -> (Object) (long) (i / 40)).toArray();
        Object[] c = IntStream.range(0, rows).mapToObj(i -> "series " + i % 40).toArray();
        Object[] y = IntStream.range(0, rows)
                .mapToObj(i -> (Object) (double) (i * 7919 % 1000))
                .toArray();
        Frame frame = Frame.of(
                Column.of("x", ColumnType.INTEGER, x),
                Column.of("c", ColumnType.TEXT, c),
                Column.of("y", ColumnType.DOUBLE, y));
        for (String component : List.of("line", "area", "bar", "scatter")) {
            Drawn drawn = Drawn.of(component, "x: x\ny: y\ncolor: c\n", frame, Locale.KOREAN);
            assertThat(drawn.problems().isEmpty()).isTrue();
            assertThat(SvgProbe.faults(drawn.markup()).stream().collect(Collectors.joining("\n")))
                    .as(component)
                    .isEmpty();
        }
    }
}
