package io.broadsheet.engine.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PlainTextTest {
    @Test
    void writesNumbersDaysAndMomentsForPrograms() {
        assertThat(PlainText.of(51_024L)).isEqualTo("51024");
        assertThat(PlainText.of(0.07853199)).isEqualTo("0.078532");
        assertThat(PlainText.of(-3.0)).isEqualTo("-3");
        assertThat(PlainText.of(1e300)).isEqualTo("1.0E300");
        assertThat(PlainText.of(new BigDecimal("12.40"))).isEqualTo("12.4");
        assertThat(PlainText.of(new BigDecimal("1e900000"))).isEqualTo("Infinity");
        assertThat(PlainText.of(LocalDate.of(2021, 10, 25))).isEqualTo("2021-10-25");
        assertThat(PlainText.of(LocalDateTime.of(2021, 10, 25, 14, 3))).isEqualTo("2021-10-25 14:03:00");
        assertThat(PlainText.of(List.of(1L, 2.5))).isEqualTo("1 2.5");
        assertThat(PlainText.of("text")).isEmpty();
        assertThat(PlainText.of(Double.NaN)).isEmpty();
        assertThat(PlainText.of(null)).isEmpty();
    }

    @Test
    void saysNothingWhereTheShownTextReadsAsTheValue() {
        assertThat(PlainText.unlessRead(51_024L, "51,024명")).isEmpty();
        assertThat(PlainText.unlessRead(-12.4, "-$12.40")).isEmpty();
        assertThat(PlainText.unlessRead(0.25, "25.0%")).isEmpty();
        assertThat(PlainText.unlessRead(0.0785, "7.9%")).isEqualTo("0.0785");
        assertThat(PlainText.unlessRead(12_040L, "1.2만")).isEqualTo("12040");
        assertThat(PlainText.unlessRead(5L, "5m2")).isEqualTo("5");
        assertThat(PlainText.unlessRead(0L, "–")).isEqualTo("0");
    }

    @Test
    void leavesNoValueUnread() {
        Random random = new Random(7);
        for (Locale locale : List.of(Locale.KOREAN, Locale.ENGLISH, Locale.GERMANY, Locale.FRANCE)) {
            Formats formats = Formats.of(locale, ZoneId.of("Asia/Seoul"), "EUR");
            for (int i = 0; i < 4_000; i++) {
                double value = Math.round(random.nextGaussian() * Math.pow(10, random.nextInt(12))) / 1000.0;
                for (ValueFormat.Kind kind : ValueFormat.Kind.values()) {
                    String shown = formats.write(ValueFormat.of(kind), value);
                    String plain = PlainText.unlessRead(value, shown);
                    String read = plain.isEmpty() ? asTheScriptReads(shown) : plain;
                    assertThat(Double.parseDouble(read)).as(shown).isEqualTo(Double.parseDouble(PlainText.of(value)));
                }
            }
        }
    }

    private static String asTheScriptReads(String shown) {
        String digits = shown.replaceAll("[^\\d.-]", "");
        return shown.endsWith("%") ? new BigDecimal(digits).movePointLeft(2).toPlainString() : digits;
    }

    @Test
    void oneAttributeHoldsTheValuesOfARow() {
        PlainValues values = new PlainValues();
        values.add("name", "name")
                .add(0.0785, "7.9%")
                .add(3L, "3")
                .add(12_040L, "1.2만")
                .add(null, "–");
        assertThat(values.toString()).isEqualTo(",0.0785,,12040");
    }
}
