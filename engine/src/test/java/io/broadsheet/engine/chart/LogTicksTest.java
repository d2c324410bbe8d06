package io.broadsheet.engine.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LogTicksTest {
    private static void assertTicks(double low, double high, String... ticks) {
        assertThat(LogTicks.around(low, high, 4).values().stream().map(BigDecimal::toPlainString))
                .containsExactly(ticks);
    }

    @Test
    void cutsShortRangesAtOneTwoAndFive() {
        assertTicks(3, 40, "2", "5", "10", "20", "50");
        assertTicks(0.1, 1, "0.1", "0.2", "0.5", "1");
    }

    @Test
    void cutsLongRangesAtPowersOfTen() {
        assertTicks(3, 4000, "1", "10", "100", "1000", "10000");
        assertTicks(1, 4_782_969, "1", "100", "10000", "1000000");
        assertThat(LogTicks.around(1, 4_782_969, 4).to()).isEqualByComparingTo("10000000");
    }

    @Test
    void cutsWithinADecadeEvenly() {
        assertTicks(410, 560, "400", "450", "500", "550", "600");
    }

    @Test
    void givesOneValueARange() {
        assertTicks(7, 7, "5", "10");
        assertTicks(10, 10, "10", "20");
    }

    @Test
    void holdsWhateverTheRange() {
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            double low = Math.pow(10, random.nextDouble() * 600 - 300);
            double high = low * Math.pow(10, random.nextDouble() * (i % 3 == 0 ? 1 : 250));
            if (Double.isInfinite(high)) {
                continue;
            }
            LogTicks ticks = LogTicks.around(low, high, 4);
            List<BigDecimal> values = ticks.values();
            assertThat(values).hasSizeBetween(2, 9).isSorted().doesNotHaveDuplicates();
            assertThat(ticks.from().doubleValue()).isPositive().isLessThanOrEqualTo(low * (1 + 1e-12));
            assertThat(ticks.to().doubleValue()).isGreaterThanOrEqualTo(high * (1 - 1e-12));
        }
    }
}
