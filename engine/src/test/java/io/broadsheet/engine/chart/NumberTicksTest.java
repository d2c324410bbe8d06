package io.broadsheet.engine.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NumberTicksTest {
    private static List<String> around(double from, double to, int wanted) {
        return NumberTicks.around(from, to, wanted).values().stream()
                .map(v -> v.toPlainString())
                .toList();
    }

    @Test
    void stepsByOneTwoOrFive() {
        assertThat(around(0, 13_400, 4)).containsExactly("0", "5000", "10000", "15000");
        assertThat(around(0, 7, 4)).containsExactly("0", "2", "4", "6", "8");
        assertThat(around(0, 100, 10)).hasSize(11);
    }

    @Test
    void isExactInDecimals() {
        assertThat(around(0, 0.3, 3)).containsExactly("0", "0.1", "0.2", "0.3");
    }

    @Test
    void reachesBelowZero() {
        assertThat(around(-3, 8, 4)).containsExactly("-5", "0", "5", "10");
    }

    @Test
    void staysWithinWhenAsked() {
        assertThat(NumberTicks.within(3, 17, 5).values().stream().map(v -> v.intValue()))
                .containsExactly(5, 10, 15);
    }

    @Test
    void takesTheLargestAndTheSmallestDoubles() {
        assertThat(around(-Double.MAX_VALUE, Double.MAX_VALUE, 4)).hasSizeBetween(3, 6);
        assertThat(NumberTicks.around(0, Double.MIN_VALUE, 4).values()).hasSizeBetween(2, 7);
        assertThat(NumberTicks.around(0, Double.MAX_VALUE, 4).last()).isFinite();
    }

    @Test
    void givesOneTickForOneValue() {
        assertThat(around(5, 5, 4)).containsExactly("5");
    }

    @Test
    void coversWhateverIsGivenWithFewTicks() {
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            double a = random.nextGaussian() * Math.pow(10, random.nextInt(600) - 300);
            double b = a + Math.abs(random.nextGaussian()) * Math.pow(10, random.nextInt(300) - 150);
            NumberTicks ticks = NumberTicks.around(a, b, 5);
            assertThat(ticks.first()).as("%s..%s", a, b).isLessThanOrEqualTo(a);
            assertThat(ticks.last()).as("%s..%s", a, b).isGreaterThanOrEqualTo(b);
            assertThat(ticks.values().size()).as("%s..%s", a, b).isLessThanOrEqualTo(7);
        }
    }
}
