package io.broadsheet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.cli.output.Csv;
import io.broadsheet.engine.frame.Column;
import io.broadsheet.engine.frame.ColumnType;
import io.broadsheet.engine.frame.Frame;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CsvTest {
    private static final Frame FRAME = Frame.of(
            Column.of("name", ColumnType.TEXT, "plain", "a,b", "say \"hi\"", "two\nlines", "", null, "=1+1", "-x"),
            Column.of("change", ColumnType.DECIMAL, decimals("-1.50", "0", "1", "2", "3", "4", "5", "-6")),
            Column.of("day", ColumnType.DATE, LocalDate.of(2021, 11, 1), null, null, null, null, null, null, null),
            Column.of("tags", ColumnType.LIST, List.of("a", "b"), null, null, null, null, null, null, null));

    private static List<BigDecimal> decimals(String... texts) {
        return Arrays.stream(texts).map(BigDecimal::new).toList();
    }

    @Test
    void isRfc4180AndExact() {
        assertCsv(false, """
                name,change,day,tags
                plain,-1.50,2021-11-01,"[""a"",""b""]"
                "a,b",0,,
                "say ""hi\""",1,,
                "two|lines",2,,
                "",3,,
                ,4,,
                =1+1,5,,
                -x,-6,,
                """);
    }

    @Test
    void aSpreadsheetRunsNoFormulas() {
        assertCsv(true, """
                \uFEFFname,change,day,tags
                plain,-1.50,2021-11-01,"[""a"",""b""]"
                "a,b",0,,
                "say ""hi\""",1,,
                "two|lines",2,,
                "",3,,
                ,4,,
                '=1+1,5,,
                '-x,-6,,
                """);
    }

    @Test
    void namesOfColumnsAreQuotedAndHarmlessToo() {
        StringBuilder out = new StringBuilder();
        new Csv(true).write(Frame.of(Column.of("=a,b", ColumnType.INTEGER, 1L)), out);
        assertThat(out).hasToString("\uFEFF\"'=a,b\"\r\n1\r\n");
    }

    @Test
    void namesOfColumnsAreNamesInEveryForm() {
        for (String name : List.of(
                "say \"hi\"",
                "<script>",
                "two\nlines",
                "\u001B[31mred",
                "\u202Eright",
                "]]>",
                "👩‍👩‍👧",
                "x".repeat(10_000),
                " ")) {
            Frame frame = Frame.of(Column.of(name, ColumnType.INTEGER, 1L), Column.of("b", ColumnType.INTEGER, 2L));
            StringBuilder csv = new StringBuilder();
            new Csv(false).write(frame, csv);
            String quoted = name.contains("\"") || name.contains("\n") ? '"' + name.replace("\"", "\"\"") + '"' : name;
            assertThat(csv).hasToString(quoted + ",b\r\n1,2\r\n");
            StringBuilder json = new StringBuilder();
            FrameText.json("q", frame, json);
            JsonNode read = JsonMapper.shared().readTree(json.toString());
            assertThat(read.get("columns").get(0).get("name").asString()).isEqualTo(name);
            assertThat(read.get("rows").get(0).get(name).asInt()).isEqualTo(1);
            // A line of names, a rule, a row and a count: nothing moves the caret or changes colours.
            assertThat(FrameText.table(frame))
                    .hasSize(4)
                    .allSatisfy(line -> assertThat(line).hasSizeLessThan(100).doesNotContain("\n", "\u001B", "\u202E"));
        }
    }

    /// @param csv with `|` for a line end inside of a cell
    private static void assertCsv(boolean spreadsheet, String csv) {
        StringBuilder out = new StringBuilder();
        new Csv(spreadsheet).write(FRAME, out);
        assertThat(out.toString()).isEqualTo(csv.replace("\n", "\r\n").replace('|', '\n'));
    }
}
