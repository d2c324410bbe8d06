package io.broadsheet.engine.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BinsTest {
    @Test
    void countsBetweenRoundEdges() {
        Bins bins = Bins.of(new double[] {1, 2, 2.5, 9.9}, 5);
        assertThat(bins.edges().stream().map(e -> e.toPlainString())).containsExactly("0", "2", "4", "6", "8", "10");
        assertThat(bins.counts()).containsExactly(1, 2, 0, 0, 1);
    }

    @Test
    void countsAValueOnAnEdgeInTheBinThatBeginsThere() {
        assertThat(Bins.of(new double[] {0, 1, 2, 3, 4}, 4).counts()).containsExactly(1, 1, 1, 1, 1);
    }

    @Test
    void givesOneBinForOneValue() {
        assertThat(Bins.of(new double[] {5, 5, 5}, 10).counts()).containsExactly(3);
        assertThat(Bins.of(new double[] {0.5}, 10).counts()).containsExactly(1);
    }

    @Test
    void losesNoValue() {
        Random random = new Random(5);
        for (int round = 0; round < 300; round++) {
            double size = Math.pow(10, random.nextInt(600) - 300);
            double[] values = random.doubles(1 + random.nextInt(200))
                    .map(v -> (v - 0.5) * size)
                    .toArray();
            Bins bins = Bins.of(values, 1 + random.nextInt(40));
            assertThat(bins.counts().stream().mapToInt(i -> i).sum()).isEqualTo(values.length);
            assertThat(bins.edges()).hasSize(bins.counts().size() + 1);
        }
    }
}
