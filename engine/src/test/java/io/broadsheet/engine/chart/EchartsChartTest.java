package io.broadsheet.engine.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.engine.component.ComponentLimits;
import io.broadsheet.engine.frame.Column;
import io.broadsheet.engine.frame.ColumnType;
import io.broadsheet.engine.frame.Frame;
import io.broadsheet.engine.source.SourceText;
import io.broadsheet.engine.source.Span;
import io.broadsheet.engine.source.YamlValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EchartsChartTest {
    private static final Span SPAN = SourceText.of("reports/r/report.md", "```echarts q\nseries: x\n```\n")
            .span(13, 6);
    private static final Frame FRAME = Frame.of(
            Column.of("channel", ColumnType.TEXT, "</script><script>alert(1)</script>", "b"),
            Column.of("visitors", ColumnType.DOUBLE, 5.5, Double.NaN));

    private static YamlValue.Scalar scalar(String text) {
        return new YamlValue.Scalar(SPAN, text, false);
    }

    private static YamlValue.Sequence list(YamlValue... items) {
        return new YamlValue.Sequence(SPAN, Arrays.asList(items));
    }

    private static YamlValue.Mapping map(Object... namesAndValues) {
        List<YamlValue.Entry> entries = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            YamlValue value = namesAndValues[i + 1] instanceof YamlValue v ? v : scalar((String) namesAndValues[i + 1]);
            entries.add(new YamlValue.Entry((String) namesAndValues[i], SPAN, value));
        }
        return new YamlValue.Mapping(SPAN, entries);
    }

    private static Drawn draw(YamlValue.Mapping body) {
        return Drawn.of("echarts", body, SPAN, FRAME, Locale.ENGLISH, ComponentLimits.DEFAULT);
    }

    private static JsonNode option(Drawn drawn) {
        String start = "<script type=\"application/json\">";
        String markup = drawn.markup();
        int from = markup.indexOf(start) + start.length();
        return JsonMapper.shared().readTree(markup.substring(from, markup.indexOf("</script>", from)));
    }

    @Test
    void keepsTheOptionAndAddsTheRows() {
        Drawn drawn = draw(map("caption", "shares", "series", list(map("type", "pie", "radius", "60", "top", "50%"))));
        assertThat(drawn.problems().isEmpty()).isTrue();
        JsonNode option = option(drawn);
        assertThat(option.at("/series/0/type").asString()).isEqualTo("pie");
        assertThat(option.at("/series/0/radius").isNumber()).isTrue();
        assertThat(option.at("/series/0/top").asString()).isEqualTo("50%");
        assertThat(option.at("/dataset/source").toString())
                .isEqualTo("[[\"channel\",\"visitors\"],[\"</script><script>alert(1)</script>\",5.5],[\"b\",null]]");
        assertThat(option.has("caption")).isFalse();
    }

    @Test
    void readsWithoutAnyScript() {
        Drawn drawn = draw(map("series", list(map("type", "pie"))));
        assertThat(drawn.markup())
                .contains("<details open>")
                .contains("<td>&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;<")
                .contains("<td class=\"n\">5.5<");
        assertThat(drawn.markup().split("<script", -1)).hasSize(2);
    }

    @Test
    void leavesADatasetOfTheAuthorsOwn() {
        YamlValue own = map("source", list(list(scalar("1"))));
        assertThat(option(draw(map("series", "{}", "dataset", own)))
                        .at("/dataset/source")
                        .toString())
                .isEqualTo("[[1]]");
        JsonNode chained = option(draw(map("series", "{}", "dataset", list(map("id", "raw"), map("transform", "x")))));
        assertThat(chained.at("/dataset/0/source").size()).isEqualTo(3);
        assertThat(chained.at("/dataset/1/transform").asString()).isEqualTo("x");
    }

    @Test
    void reportsAnOptionWithoutSeries() {
        assertThat(draw(map("tooltip", map())).problems().toString())
                .contains("error[missing-key]: echarts 'q' needs 'series'");
    }

    @Test
    void reportsColumnsThatAreNotThere() {
        YamlValue.Mapping body = map("series", list(map("type", "bar", "encode", map("x", "chanel", "y", "visitors"))));
        assertThat(draw(body).problems().toString())
                .contains("error[unknown-column]: echarts 'q' encodes chanel")
                .contains("Did you mean channel?");
    }

    @Test
    void reportsAddressesOutsideOfThePage() {
        for (String address : List.of(
                "image://https://x.y/a.png", "//x.y/a.png", "HTTPS://x.y", "a url(b.png)", "javascript:alert(1)")) {
            assertThat(draw(map("series", list(map("symbol", address))))
                            .problems()
                            .toString())
                    .as(address)
                    .contains("outside-request");
        }
        for (String fine : List.of("image://data:image/png;base64,iVBO//Rw0", "a // b", "path://M0 0")) {
            assertThat(draw(map("series", list(map("symbol", fine)))).problems().isEmpty())
                    .as(fine)
                    .isTrue();
        }
        YamlValue.Mapping linked = map("series", "{}", "title", map("text", "t", "link", "https://x.y"));
        assertThat(draw(linked).problems().isEmpty()).isTrue();
    }
}
