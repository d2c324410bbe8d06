package io.broadsheet.engine.chart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LinearScaleTest {
    @Test
    void mapsEndsToEnds() {
        LinearScale scale = new LinearScale(0, 10, 300, 0);
        assertThat(scale.at(0)).isEqualTo(300);
        assertThat(scale.at(10)).isEqualTo(0);
        assertThat(scale.at(5)).isEqualTo(150);
    }

    @Test
    void putsASingleValueInTheMiddle() {
        assertThat(new LinearScale(7, 7, 0, 100).at(7)).isEqualTo(50);
    }

    @Test
    void holdsWhatLiesOutsideAtTheEnds() {
        LinearScale scale = new LinearScale(0, 10, 0, 100);
        assertThat(scale.at(-1e300)).isEqualTo(0);
        assertThat(scale.at(Double.POSITIVE_INFINITY)).isEqualTo(100);
    }

    @Test
    void doesNotOverflow() {
        assertThat(new LinearScale(-Double.MAX_VALUE, Double.MAX_VALUE, 0, 100).at(0))
                .isEqualTo(50);
        assertThat(new LinearScale(0, 1e-300, 0, 100).at(5e-301)).isEqualTo(50);
    }
}
