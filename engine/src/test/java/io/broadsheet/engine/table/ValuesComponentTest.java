package io.broadsheet.engine.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.engine.frame.Column;
import io.broadsheet.engine.frame.ColumnType;
import io.broadsheet.engine.frame.Frame;
import io.broadsheet.engine.project.PeriodKind;
import io.broadsheet.testing.Golden;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ValuesComponentTest {
    private static final Frame WEEK = Frame.of(
            Column.of("visitors", ColumnType.INTEGER, 51024L, 1L),
            Column.of("previous_visitors", ColumnType.INTEGER, 54726L, 1L),
            Column.of("revisit_rate", ColumnType.DOUBLE, 0.079, 0.5),
            Column.of("previous_revisit_rate", ColumnType.DOUBLE, 0.085, 0.5),
            Column.of("refunds", ColumnType.INTEGER, 12L, 1L),
            Column.of("refunds_before", ColumnType.INTEGER, 24L, 1L));

    private static String change(Object now, Object before, String options) {
        ColumnType type = now instanceof Double || before instanceof Double ? ColumnType.DOUBLE : ColumnType.INTEGER;
        Frame frame = Frame.of(Column.of("v", type, now), Column.of("p", type, before));
        String html = Drawing.of("values").drawCleanly("{value: v, previous: p" + options + "}", frame);
        return html.substring(html.indexOf("<dd class=\"d"), html.lastIndexOf("</div>"));
    }

    @Test
    void drawsItemsWithTheirChange() {
        String yaml = """
                items:
                  - { label: 첫방문자, value: visitors, previous: previous_visitors, unit: 명 }
                  - { label: 1주 후 재방문율, value: revisit_rate, previous: previous_revisit_rate, note: 8월 }
                  - { label: 환불, value: refunds, previous: refunds_before, better: down, unit: 건 }
                  - { label: 방문, value: visitors, previous: previous_visitors, better: none }
                  - refunds
                """;
        Golden.assertMatches("table/values.html", Drawing.of("values").drawCleanly(yaml, WEEK));
    }

    @Test
    void makesACardOfEveryColumnWithoutItems() {
        String html = Drawing.of("values").in(Locale.ENGLISH, "USD").drawCleanly("", WEEK);
        assertThat(html)
                .contains(
                        "<dt>visitors</dt><dd class=\"v\">51,024</dd><dd class=\"d bad\"><b>▼ 6.8%</b>"
                                + " <b>down</b><span class=\"vh\"> (worse)</span> <span class=\"was\">54,726 last week</span></dd>")
                .contains("<dt>revisit rate</dt><dd class=\"v\">7.9%</dd><dd class=\"d bad\"><b>▼ 0.6 pp</b>")
                .contains("<dt>refunds before</dt>")
                .doesNotContain("<dt>previous");
    }

    @Test
    void drawsASingleCardFromKeysOfItsOwn() {
        assertThat(Drawing.of("values").drawCleanly("{value: visitors, label: 방문자, unit: 명}", WEEK))
                .isEqualTo("<dl class=\"cards\" id=\"q1\"><div class=\"card\"><dt>방문자</dt>"
                        + "<dd class=\"v\">51,024<span class=\"u\">명</span></dd></div>\n</dl>");
    }

    /// 1,234,000,000,000,000 broke between two digits on a phone.
    @Test
    void writesNumbersShortThatNoCardHasRoomFor() {
        Frame frame = Frame.of(Column.of("v", ColumnType.INTEGER, 1_234_000_000_000_000L));
        assertThat(Drawing.of("values").drawCleanly("{value: v}", frame)).contains(">1,234조</dd>");
        assertThat(Drawing.of("values").drawCleanly("{value: v, format: number}", frame))
                .contains(">1,234,000,000,000,000</dd>");
    }

    @Test
    void coloursByWhetherItIsGoodNews() {
        assertThat(change(2L, 1L, "")).startsWith("<dd class=\"d good\"><b>▲ 100.0%</b>");
        assertThat(change(2L, 1L, ", better: down")).startsWith("<dd class=\"d bad\"><b>▲");
        assertThat(change(1L, 2L, ", better: down")).startsWith("<dd class=\"d good\"><b>▼ 50.0%");
        assertThat(change(1L, 2L, ", better: none")).startsWith("<dd class=\"d\"><b>▼ 50.0%");
    }

    @Test
    void saysWhenNothingChanged() {
        assertThat(change(5L, 5L, "")).startsWith("<dd class=\"d\"><b>변화 없음</b> <span class=\"was\">지난주 5");
        assertThat(change(1_000_001L, 1_000_000L, "")).startsWith("<dd class=\"d\"><b>변화 없음");
        assertThat(change(0.0620001, 0.062, ", format: percent")).startsWith("<dd class=\"d\"><b>변화 없음");
    }

    @Test
    void saysNoPercentOfWhatWasZeroOrMissing() {
        assertThat(change(5L, 0L, "")).startsWith("<dd class=\"d good\"><b>▲ 0에서 증가</b>");
        assertThat(change(0L, 0L, "")).startsWith("<dd class=\"d\"><b>변화 없음");
        assertThat(change(Double.NaN, 1.0, "")).isEqualTo("<dd class=\"d\"><span class=\"was\">지난주 1</span></dd>");
        Frame frame = Frame.of(
                Column.of("v", ColumnType.INTEGER, (Object) null), Column.of("p", ColumnType.INTEGER, (Object) null));
        assertThat(Drawing.of("values").drawCleanly("{value: v, previous: p, unit: 명}", frame))
                .contains("<dd class=\"v\">–</dd><dd class=\"d\"><span class=\"was\">지난주 –</span></dd>");
    }

    @Test
    void changesOfSharesFromZeroArePoints() {
        assertThat(change(0.05, 0.0, ", format: percent(2)")).startsWith("<dd class=\"d good\"><b>▲ 5.00%p</b>");
    }

    @Test
    void comparesWithATargetAndShowsTheCourse() {
        Frame frame = Frame.of(
                Column.of("v", ColumnType.INTEGER, 51L),
                Column.of("goal", ColumnType.INTEGER, 60L),
                Column.of("course", ColumnType.LIST, (Object) List.of(40L, 45L, 51L)));
        assertThat(Drawing.of("values").drawCleanly("{value: v, target: goal, spark: course, unit: 명}", frame))
                .contains("<dd class=\"goal\">목표 60명의 85%<span class=\"meter\" style=\"--b:85%\"></span></dd>")
                .contains("<dd class=\"course\"><svg class=\"spk\"", "aria-label=\"40에서 51까지\"");
        assertThat(Drawing.of("values").drawCleanly("{value: v, target: 0}", frame))
                .contains("<dd class=\"goal\">목표 0</dd>");
        Drawing wrong = Drawing.of("values");
        wrong.draw("{value: v, spark: goal}", frame);
        assertThat(String.join("\n", wrong.problems()))
                .contains("values 'q' draws a line of goal, which holds no lists")
                .contains("list(goal order by week)");
    }

    @Test
    void namesTheEarlierPeriodByTheReports() {
        assertThat(Drawing.of("values").with(PeriodKind.MONTH).drawCleanly("", WEEK))
                .contains("지난달 54,726");
        assertThat(Drawing.of("values").with(PeriodKind.DAY).drawCleanly("", WEEK))
                .contains("전날 54,726");
    }

    @Test
    void reportsItemsBesideAValue() {
        Drawing drawing = Drawing.of("values");
        drawing.draw("{value: visitors, items: [visitors]}", WEEK);
        drawing.draw("items: [{label: x}]", WEEK);
        assertThat(String.join("\n", drawing.problems()))
                .contains("values 'q' has both items and a value of its own")
                .contains("an item of values needs 'value'");
    }

    @Test
    void saysThatThereIsNothingAndEscapesWhatIsThere() {
        assertThat(Drawing.of("values").drawCleanly("", Frame.of(Column.of("v", ColumnType.INTEGER))))
                .contains("class=\"empty\"");
        Frame frame = Frame.of(Column.of("<v>", ColumnType.TEXT, "</dd><script>" + "y".repeat(10_000_000)));
        String html = Drawing.of("values").drawCleanly("unit: <b>", frame);
        assertThat(html).contains("&lt;v&gt;").doesNotContain("<script>").hasSizeLessThan(5_000);
    }
}
