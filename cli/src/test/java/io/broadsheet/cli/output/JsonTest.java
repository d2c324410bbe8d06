package io.broadsheet.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class JsonTest {
    @Test
    void writesEveryKindOfValue() {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("text", "한글 \"quoted\" \\ \n");
        value.put("big", new BigInteger("123456789012345678901234567890"));
        value.put("decimal", new BigDecimal("0.10"));
        value.put("tiny", new BigDecimal("1E-9"));
        value.put("double", 0.1);
        value.put("nan", Double.NaN);
        value.put("date", LocalDate.of(2021, 11, 1));
        value.put("list", Arrays.asList(1L, null, true));
        value.put("nothing", Map.of());
        assertThat(Json.of(value)).isEqualTo("""
                        {"text":"한글 \\"quoted\\" \\\\ \\n","big":123456789012345678901234567890,"decimal":0.10,\
                        "tiny":0.000000001,"double":0.1,"nan":null,"date":"2021-11-01","list":[1,null,true],"nothing":{}}""");
        assertThat(Json.of(null)).isEqualTo("null");
        assertThat(Json.of(List.of())).isEqualTo("[]");
        assertThat(Json.of(new BigDecimal("1E+1000"))).isEqualTo("1E+1000");
    }

    @Test
    void everyCharacterComesBack() {
        StringBuilder all = new StringBuilder();
        for (int c = 0; c <= 0xFFFF; c++) {
            all.append((char) c);
        }
        all.append("\uD83D\uDE00");
        String json = Json.of(all.toString());
        assertThat(JsonMapper.shared().readValue(json, String.class)).isEqualTo(all.toString());
        // Nothing in it is lost in UTF-8, and it stays on its line.
        assertThat(new String(
                        json.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo(json);
        assertThat(json.lines()).hasSize(1);
        assertThat(json).doesNotContain("\u2028", "\u2029");
    }

    @Test
    void keysAreEscapedToo() {
        assertThat(Json.of(Collections.singletonMap("a\"b", 1))).isEqualTo("{\"a\\\"b\":1}");
    }
}
