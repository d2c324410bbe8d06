package io.broadsheet.engine.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.engine.format.Formats;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class JsonTextTest {
    private static final Formats FORMATS = Formats.of(Locale.KOREAN, ZoneOffset.UTC, "KRW");

    @Test
    void neverEndsTheScriptThatHoldsIt() {
        String hostile = "</script><!--<script> & \u2028 \" \\ \uD83D 😀 가";
        String json = new JsonText().text(hostile).toString();
        assertThat(json)
                .doesNotContain("<")
                .doesNotContain(">")
                .doesNotContain("&")
                .contains("가");
        assertThat(JsonMapper.shared().readTree(json).asString()).isEqualTo(hostile);
    }

    @Test
    void writesValuesAsJsonHasThem() {
        assertThat(written(Double.NaN)).isEqualTo("null");
        assertThat(written(-0.0)).isEqualTo("0");
        assertThat(written(new BigDecimal("1e400"))).isEqualTo("1E+400");
        assertThat(written(12.5)).isEqualTo("12.5");
        assertThat(written(true)).isEqualTo("true");
        assertThat(written(LocalDate.of(2021, 10, 25))).isEqualTo("\"2021-10-25\"");
        assertThat(written("abcdef")).isEqualTo("\"abcd…\"");
    }

    private static String written(Object value) {
        return new JsonText().value(value, FORMATS, 4).toString();
    }
}
