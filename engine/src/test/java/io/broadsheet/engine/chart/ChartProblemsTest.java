package io.broadsheet.engine.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.engine.component.ComponentLimits;
import io.broadsheet.engine.frame.Column;
import io.broadsheet.engine.frame.ColumnType;
import io.broadsheet.engine.frame.Frame;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ChartProblemsTest {
    private static final Frame WEEKLY = Frames.weekly(Frames.CHANNELS);
    private static final ComponentLimits TIGHT = new ComponentLimits(10, 20, 3, 100);

    private static void assertProblems(Drawn drawn, String text) {
        assertThat(drawn.problems().toString()).as(drawn.markup()).isEqualToIgnoringNewLines(text.strip());
    }

    @Test
    void reportsTextAsValuesAtItsColumn() {
        assertProblems(Drawn.of("line", "x: week\ny: channel\n", WEEKLY), """
                reports/r/report.md:3:4 error[wrong-column-type]: line 'q' draws y: channel, which is text
                  3 | y: channel
                    |    ^^^^^^^
                  columns that are numbers: visitors
                """);
    }

    @Test
    void reportsTextAsValuesOfEveryComponent() {
        for (String body : new String[] {
            "area|x: week\ny: channel\n",
            "bar|x: week\ny: channel\n",
            "scatter|x: visitors\ny: channel\n",
            "histogram|x: channel\n",
            "heatmap|x: week\ny: channel\nvalue: channel\n",
            "funnel|step: channel\nvalue: week\n",
            "spark|x: week\ny: channel\n"
        }) {
            Drawn drawn = Drawn.fence(body, WEEKLY, Locale.ENGLISH);
            assertThat(drawn.problems().toString()).as(body).contains("wrong-column-type");
            assertThat(drawn.markup()).contains("chart-empty");
        }
    }

    @Test
    void reportsSeveralRowsForOnePlaceAndNamesAColumnThatTellsThemApart() {
        assertProblems(Drawn.of("line", "x: week\ny: visitors\n", WEEKLY), """
                reports/r/report.md:2:4 error[bad-value]: line 'q' gets several rows for one week (72 too many); \
                the last one of each is drawn
                  2 | x: week
                    |    ^^^^
                  Add `group by week` to the query, or draw a series for each with `color: channel`
                """);
    }

    @Test
    void reportsTooManyPointsAndDrawsTheFirst() {
        Drawn drawn = Drawn.of("line", "x: week\ny: visitors\ncolor: channel\n", WEEKLY, Locale.ENGLISH, TIGHT);
        assertProblems(drawn, """
                reports/r/report.md:1:1 error[too-many-rows]: line 'q' has 84 points; a chart may have 20
                  1 | ```line q
                    | ^^^^^^^^^
                  Aggregate in the query, by week or by month for example; the first 20 are drawn

                reports/r/report.md:4:8 error[too-many-rows]: line 'q' has more than 3 series
                  4 | color: channel
                    |        ^^^^^^^
                  Add up the rest with `series-limit: 7`, or in the query; the first 3 are drawn
                """);
        assertThat(drawn.markup()).contains("Google ads").doesNotContain("Instagram");
    }

    @Test
    void reportsAStackOfNegativeValuesAndDrawsItUnstacked() {
        Frame frame = Frame.of(
                Column.of("x", ColumnType.INTEGER, 1L, 2L),
                Column.of("a", ColumnType.INTEGER, 5L, -5L),
                Column.of("b", ColumnType.INTEGER, 3L, 4L));
        Drawn drawn = Drawn.of("area", "x: x\ny: [a, b]\n", frame);
        assertThat(drawn.problems().toString()).contains("area 'q' stacks series that have values under zero");
        assertThat(SvgProbe.faults(drawn.markup())).isEmpty();
    }

    @Test
    void saysNothingOfAGoodChart() {
        Drawn drawn = Drawn.of("line", "x: week\ny: visitors\ncolor: channel\n", WEEKLY);
        assertThat(drawn.problems().isEmpty()).isTrue();
    }

    @Test
    void saysOneSentenceWhereThereIsNothing() {
        Frame none = Frame.of(
                Column.of("x", ColumnType.DATE), Column.of("y", ColumnType.INTEGER), Column.of("z", ColumnType.TEXT));
        for (String body : new String[] {
            "line|x: x\ny: y\n",
            "area|x: x\ny: y\n",
            "bar|x: x\ny: y\n",
            "scatter|x: x\ny: y\n",
            "histogram|x: y\n",
            "heatmap|x: x\ny: z\nvalue: y\n",
            "funnel|step: z\nvalue: y\n",
            "spark|x: x\ny: y\n",
            "echarts|series: a\n"
        }) {
            Drawn drawn = Drawn.fence(body, none, Locale.KOREAN);
            assertThat(drawn.markup()).as(body).contains("이 기간에는 그릴 데이터가 없습니다.").doesNotContain("<svg");
            assertThat(drawn.problems().isEmpty())
                    .as(drawn.problems().toString())
                    .isTrue();
        }
    }
}
