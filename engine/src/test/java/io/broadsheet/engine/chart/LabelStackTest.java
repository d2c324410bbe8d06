package io.broadsheet.engine.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LabelStackTest {
    @Test
    void leavesLabelsThatHaveRoom() {
        assertThat(LabelStack.spread(List.of(10.0, 50.0, 30.0), 15, 0, 100)).containsExactly(10.0, 50.0, 30.0);
    }

    @Test
    void movesCollidingLabelsApartEvenly() {
        assertThat(LabelStack.spread(List.of(50.0, 50.0), 10, 0, 100)).containsExactly(45.0, 55.0);
    }

    @Test
    void staysBetweenTopAndBottom() {
        assertThat(LabelStack.spread(List.of(99.0, 100.0, 98.0), 10, 0, 100)).containsExactly(90.0, 100.0, 80.0);
    }

    @Test
    void neverLetsLabelsTouchNorLeaveWhereThereIsRoom() {
        Random random = new Random(3);
        for (int round = 0; round < 500; round++) {
            List<Double> wanted = new ArrayList<>();
            for (int i = 0; i < 1 + random.nextInt(18); i++) {
                wanted.add(random.nextDouble() * 280);
            }
            List<Double> placed =
                    LabelStack.spread(wanted, 15, 0, 280).stream().sorted().toList();
            assertThat(placed).allMatch(y -> y >= -1e-6 && y <= 280 + 1e-6);
            for (int i = 1; i < placed.size(); i++) {
                assertThat(placed.get(i) - placed.get(i - 1)).isGreaterThanOrEqualTo(15 - 1e-6);
            }
        }
    }
}
