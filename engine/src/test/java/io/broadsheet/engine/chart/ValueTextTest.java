package io.broadsheet.engine.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.engine.format.Formats;
import io.broadsheet.engine.format.ValueFormat;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ValueTextTest {
    private static final Formats KOREAN = Formats.of(Locale.KOREAN, ZoneOffset.UTC, "KRW");
    private static final Formats ENGLISH = Formats.of(Locale.ENGLISH, ZoneOffset.UTC, "USD");

    private static ValueText text(Formats formats, String format, String unit) {
        return new ValueText(formats, ValueFormat.parse(format), unit);
    }

    private static String tick(Formats formats, String format, String value) {
        return text(formats, format, "").tick(new BigDecimal(value));
    }

    @Test
    void writesTicksShortAndExactly() {
        assertThat(tick(KOREAN, "number", "12500")).isEqualTo("1.25만");
        assertThat(tick(KOREAN, "number", "5000")).isEqualTo("5,000");
        assertThat(tick(ENGLISH, "number", "12500")).isEqualTo("12.5K");
        assertThat(tick(ENGLISH, "number", "0.00005")).isEqualTo("0.00005");
        assertThat(tick(ENGLISH, "percent(1)", "0.05")).isEqualTo("5%");
        assertThat(tick(ENGLISH, "percent", "0.0025")).isEqualTo("0.25%");
        assertThat(tick(KOREAN, "money", "20000")).isEqualTo("2만원");
        assertThat(tick(ENGLISH, "money", "-1500")).isEqualTo("-$1.5K");
    }

    /// 100.000015만 was under 100.00001만 on one axis.
    @Test
    void writesAnAxisInFullWhereTheShortFormWouldNeedManyDecimals() {
        List<BigDecimal> fine = List.of(new BigDecimal("1000000"), new BigDecimal("1000000.05"));
        assertThat(text(KOREAN, "number", "").ticks(fine)).containsExactly("1,000,000", "1,000,000.05");
        assertThat(text(ENGLISH, "money", "").ticks(fine)).containsExactly("1,000,000", "$1,000,000.05");
        assertThat(ValueText.plain(KOREAN).positions(fine))
                .extracting(t -> t.lines().getFirst())
                .containsExactly("1,000,000", "1,000,000.05");
        List<BigDecimal> round = List.of(new BigDecimal("10000"), new BigDecimal("12500"));
        assertThat(text(KOREAN, "number", "").ticks(round)).containsExactly("1만", "1.25만");
    }

    @Test
    void writesVeryLargeAndVerySmallTicksWithAnExponent() {
        assertThat(tick(KOREAN, "number", "2E+300")).isEqualTo("2e300");
        assertThat(tick(ENGLISH, "number", "-5E-301")).isEqualTo("-5e-301");
    }

    @Test
    void setsAUnitInLettersApart() {
        assertThat(text(KOREAN, "number", "명").exact(51_024L)).isEqualTo("51,024명");
        assertThat(text(ENGLISH, "number", "visitors").exact(51_024L)).isEqualTo("51,024 visitors");
    }

    @Test
    void keepsDigitsOfSmallNumbers() {
        ValueText plain = ValueText.plain(ENGLISH);
        assertThat(plain.exact(0.000123)).isEqualTo("0.000123");
        assertThat(plain.exact(1e-300)).isEqualTo("1e-300");
        assertThat(plain.exact(-0.0)).isEqualTo("0");
        assertThat(plain.exact(null)).isEqualTo("–");
    }

    @Test
    void writesYearsAlongTheBottomWithoutGroups() {
        ValueText plain = new ValueText(ENGLISH, Optional.empty(), "");
        assertThat(plain.positions(List.of(new BigDecimal("2021"), new BigDecimal("20000"))))
                .extracting(t -> t.lines().getFirst())
                .containsExactly("2021", "20K");
        assertThat(plain.name(2021L)).isEqualTo("2021");
    }
}
