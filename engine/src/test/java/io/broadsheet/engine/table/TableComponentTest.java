package io.broadsheet.engine.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.engine.component.ComponentLimits;
import io.broadsheet.engine.frame.Column;
import io.broadsheet.engine.frame.ColumnType;
import io.broadsheet.engine.frame.Frame;
import io.broadsheet.testing.Golden;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class TableComponentTest {
    private static final Frame PRODUCTS = Frame.of(
            Column.of("product_id", ColumnType.INTEGER, 1047L, 217L, 188L),
            Column.of("name", ColumnType.TEXT, "머그컵 <M>", null, "에코백"),
            Column.of("orders", ColumnType.INTEGER, 22L, 2000L, null),
            Column.of("revenue", ColumnType.DECIMAL, new BigDecimal("3887000.50"), new BigDecimal("12"), null),
            Column.of("open_rate", ColumnType.DOUBLE, 0.0785, Double.NaN, 1.0),
            Column.of("day", ColumnType.DATE, LocalDate.of(2021, 10, 5), LocalDate.of(2021, 10, 25), null),
            Column.of("page", ColumnType.TEXT, "https://shop.example/1?a=b&c", "javascript:alert(1)", null));

    private static Frame numbers(int rows) {
        return Frame.of(Column.of(
                "n", ColumnType.INTEGER, LongStream.range(0, rows).boxed().toList()));
    }

    @Test
    void drawsEveryColumnAsItsTypeAndNameSay() {
        Golden.assertMatches("table/plain.html", Drawing.of("table").drawCleanly("", PRODUCTS));
    }

    @Test
    void drawsWhatTheAuthorAsksFor() {
        String yaml = """
                title: 많이 팔린 상품
                caption: 최근 1주, 원
                search: true
                sort: revenue
                total: true
                page: 2
                columns:
                  - { column: name, label: 상품, link: page, width: 20 }
                  - { name: orders, bar: true }
                  - { column: revenue, label: 매출, format: money, heat: true }
                  - { column: day, align: center }
                """;
        Golden.assertMatches("table/asked.html", Drawing.of("table").drawCleanly(yaml, PRODUCTS));
    }

    @Test
    void writesAsEnglishReadersExpect() {
        String html = Drawing.of("table")
                .in(Locale.ENGLISH, "USD")
                .drawCleanly("{sort: true, columns: [{column: revenue, format: money_compact}, day]}", PRODUCTS);
        assertThat(html).contains("<tr data-v=\"3887000.5,2021-10-05\"><td>$3.9M<td>Oct 5, 2021<");
    }

    @Test
    void saysAPlainValueOnlyWhereTheTextCannotBeReadAsIt() {
        assertThat(Drawing.of("table").drawCleanly("{sort: true, columns: [orders, revenue]}", PRODUCTS))
                .doesNotContain("data-v")
                .contains("data-k=\"n\"");
        assertThat(Drawing.of("table").drawCleanly("{sort: true, columns: [name, open_rate]}", PRODUCTS))
                .contains("<tr data-v=\",0.0785\">");
        assertThat(Drawing.of("table").drawCleanly("csv: false", PRODUCTS))
                .doesNotContain("data-v")
                .doesNotContain("data-csv");
        assertThat(Drawing.of("table").in(Locale.GERMANY, "EUR").drawCleanly("sort: true", PRODUCTS))
                .contains("2000");
    }

    @Test
    void sortsBeforeItDrawsWithMissingValuesLast() {
        assertThat(Drawing.of("table").drawCleanly("{sort: orders, columns: [orders]}", PRODUCTS))
                .containsSubsequence("aria-sort=\"descending\"", "2,000", "22", "–");
        assertThat(Drawing.of("table").drawCleanly("{sort: orders asc, columns: [orders]}", PRODUCTS))
                .containsSubsequence("aria-sort=\"ascending\"", "22", "2,000", "–");
        assertThat(Drawing.of("table").drawCleanly("{sort: name desc, columns: [name]}", PRODUCTS))
                .containsSubsequence("에코백", "머그컵", "–");
    }

    @Test
    void sumsAllRowsAlsoThoseItDoesNotShow() {
        String html = Drawing.of("table").drawCleanly("{total: true, limit: 1}", PRODUCTS);
        assertThat(html)
                .contains("<tfoot><tr><th scope=\"row\">합계<td><td>2,022<td>3,887,012.5<td><")
                .contains("<p class=\"more\">전체 3행 가운데 처음 1행입니다.</p>");
    }

    @Test
    void showsLongTablesInPagesUnlessAskedNotTo() {
        assertThat(Drawing.of("table").drawCleanly("", numbers(51))).contains("data-page=\"20\"");
        assertThat(Drawing.of("table").drawCleanly("", numbers(50))).doesNotContain("data-page");
        assertThat(Drawing.of("table").drawCleanly("page: 0", numbers(500))).doesNotContain("data-page");
        assertThat(Drawing.of("table").drawCleanly("page: 10", numbers(51))).contains("data-page=\"10\"");
        assertThat(Drawing.of("table").drawCleanly("", numbers(51))).contains("<td>50<");
    }

    @Test
    void reportsMoreRowsThanATableMayHave() {
        Drawing drawing = Drawing.of("table").with(new ComponentLimits(3, 10, 10, 10));
        String html = drawing.draw("title: a", numbers(5));
        assertThat(html).contains("<td>2<").doesNotContain("<td>3<").contains("전체 5행 가운데 처음 3행");
        assertThat(drawing.problems()).singleElement().asString().contains("""
                report.md:1:1 error[too-many-rows]: table 'q' has 5 rows; a table shows 3
                  1 | title: a
                    | ^
                  Aggregate in the query, or show fewer with `limit: 3`""");
        assertThat(Drawing.of("table").with(new ComponentLimits(3, 10, 10, 10)).drawCleanly("limit: 2", numbers(5)))
                .contains("처음 2행");
    }

    @Test
    void saysThatThereIsNothingInsteadOfAnEmptyTable() {
        assertThat(Drawing.of("table").drawCleanly("title: a", numbers(0)))
                .isEqualTo("<p class=\"empty\" id=\"q1\">이 기간에는 데이터가 없습니다.</p>");
    }

    @Test
    void reportsMistakesInTheColumnsOfTheAuthor() {
        Drawing drawing = Drawing.of("table");
        drawing.draw("""
                columns:
                  - { column: n, formt: money }
                  - { label: x }
                  - [n]
                  - { column: n, align: middle }
                """, numbers(1));
        assertThat(String.join("\n", drawing.problems()))
                .contains("a column of the table has no key 'formt'")
                .contains("Did you mean format?")
                .contains("a column of the table needs 'column'")
                .contains("columns must be the name of a column, or a map with column, label, format, ..., not a list")
                .contains("align can't be 'middle'");
    }

    @Test
    @Timeout(20)
    void staysSmallAndSafeWhateverTheCellsHold() {
        String hostile = "</script><img src=x onerror=alert(1)>&\"'\u202Eabc\uD800\u0000";
        Frame frame = Frame.of(
                Column.of("a<b>", ColumnType.TEXT, hostile, "x".repeat(10_000_000)),
                Column.of("json", ColumnType.JSON, "{\"a\":\"</script>\"}", "😀".repeat(5_000_000)),
                Column.of("list", ColumnType.LIST, Arrays.asList("<i>", null), List.of()),
                Column.of("struct", ColumnType.STRUCT, Map.of("<k>", "v"), null),
                Column.of("big", ColumnType.BIG_INTEGER, BigInteger.TWO.pow(127), BigInteger.TWO.negate()),
                Column.of("double", ColumnType.DOUBLE, 1e300, Double.NEGATIVE_INFINITY),
                Column.of("at", ColumnType.TIMESTAMP, LocalDateTime.MAX, LocalDateTime.MIN),
                Column.of("instant", ColumnType.INSTANT, OffsetDateTime.MAX, OffsetDateTime.MIN),
                Column.of("yes", ColumnType.BOOLEAN, true, false));
        String yaml = """
                search: true
                sort: double
                total: true
                columns:
                  - { column: a<b>, format: money, heat: true, bar: true, link: a<b> }
                  - json
                  - { column: list, format: percent }
                  - struct
                  - { column: big, heat: true, bar: true }
                  - { column: double, heat: true, bar: true, format: compact }
                  - at
                  - instant
                  - "yes"
                """;
        String html = Drawing.of("table").drawCleanly(yaml, frame);
        assertThat(html).hasSizeLessThan(20_000);
        assertThat(html)
                .doesNotContain("<img")
                .doesNotContain("</script")
                .doesNotContain("<i>")
                .doesNotContain("<k>");
        assertThat(html).contains("x…<").contains("😀…<").contains("&lt;b&gt;");
    }

    @Test
    void drawsManyColumns() {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            columns.add(Column.of("c" + i, ColumnType.INTEGER, (long) i));
        }
        assertThat(Drawing.of("table").drawCleanly("", Frame.of(columns)))
                .contains("r10")
                .doesNotContain("r11")
                .contains("<td>9<td class=\"n\">10<");
    }

    @Test
    void drawsCoursesOfListsAndOfColumns() {
        Frame frame = Frame.of(
                Column.of("name", ColumnType.TEXT, "a", "b", "c"),
                Column.of("course", ColumnType.LIST, List.of(1L, 5L, 3L), List.of(), Arrays.asList(2.5, null, 4.0)),
                Column.of("q1", ColumnType.INTEGER, 1L, 2L, null),
                Column.of("q2", ColumnType.INTEGER, 3L, 1L, null));
        String html = Drawing.of("table")
                .drawCleanly("columns: [name, {column: course, spark: true}, {spark: [q1, q2], label: 흐름}]", frame);
        assertThat(html)
                .contains("<tr data-v=\",1 5 3,1 3\">", "aria-label=\"1에서 3까지\"", "d=\"M3 17 42 3 81 10\"")
                .contains("<path d=\"M3 17M81 3\"/>")
                .contains("<td>–<");
    }

    @Test
    void reportsCoursesOfWhatHoldsNoNumbers() {
        Drawing drawing = Drawing.of("table");
        drawing.draw("columns: [{column: orders, spark: true}, {spark: [name, orders]}]", PRODUCTS);
        assertThat(String.join("\n", drawing.problems()))
                .contains("table 'q' draws lines of orders, which holds no lists")
                .contains("list(orders order by week)")
                .contains("table 'q' draws lines of name, which is no number");
    }

    @Test
    void totalsAreSumsAveragesOrGiven() {
        Frame frame = Frame.of(
                Column.of("name", ColumnType.TEXT, "a", "b"),
                Column.of("n", ColumnType.INTEGER, 2L, 4L),
                Column.of("score", ColumnType.DOUBLE, 1.0, 2.0),
                Column.of("share", ColumnType.DOUBLE, 0.25, 0.75),
                Column.of("all_share", ColumnType.DOUBLE, 0.4, 0.4));
        String yaml = """
                columns:
                  - name
                  - n
                  - { column: score, total: average }
                  - { column: share, total: all_share }
                """;
        assertThat(Drawing.of("table").drawCleanly(yaml, frame))
                .contains("<tfoot><tr><th scope=\"row\">합계<td>6<td>1.5<td>40.0%</tr></tfoot>");
        assertThat(Drawing.of("table").drawCleanly("columns: [name, {column: n, total: average}]", frame))
                .contains("<th scope=\"row\">평균<td>3<");
    }

    @Test
    void groupsNeighboursUnderOneHead() {
        String yaml = "columns: [name, {column: orders, group: 실적}, {column: revenue, group: 실적}, day]";
        assertThat(Drawing.of("table").drawCleanly(yaml, PRODUCTS))
                .contains("<thead><tr class=\"groups\"><td><th colspan=\"2\" scope=\"colgroup\">실적<td>"
                        + "</tr><tr><th scope=\"col\"");
    }

    @Test
    void keepsTheHeadOverLongTablesWithoutPages() {
        assertThat(Drawing.of("table").drawCleanly("page: 0", numbers(26)))
                .startsWith("<div class=\"wide tall\" role=\"region\" aria-label=\"숫자 보기\" tabindex=\"0\">");
        assertThat(Drawing.of("table").drawCleanly("page: 0", numbers(25))).startsWith("<div class=\"wide\">");
        assertThat(Drawing.of("table").drawCleanly("page: 10", numbers(60))).startsWith("<div class=\"wide\">");
    }

    @Test
    void shadesFromZeroToTheGreatest() {
        Frame frame = Frame.of(Column.of("v", ColumnType.DOUBLE, 0.0, 5.0, 10.0, null, Double.NaN));
        assertThat(Drawing.of("table").drawCleanly("columns: [{column: v, heat: true}]", frame))
                .contains("<td class=\"s1\">0<", "<td class=\"s7\">5<", "<td class=\"s12\">10<", "<td>–<");
        Frame zeros = Frame.of(Column.of("v", ColumnType.DOUBLE, 0.0, 0.0));
        assertThat(Drawing.of("table").drawCleanly("columns: [{column: v, heat: true, bar: true}]", zeros))
                .contains("<td>0<");
        Frame extremes = Frame.of(Column.of("v", ColumnType.DOUBLE, -Double.MAX_VALUE, Double.MAX_VALUE));
        assertThat(Drawing.of("table").drawCleanly("columns: [{column: v, heat: true, bar: true}]", extremes))
                .contains("class=\"s1\"", "class=\"s12\"", "--b:100%");
    }
}
