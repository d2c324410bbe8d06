package io.broadsheet.engine.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PaletteTest {
    @Test
    void fewColoursStayWhatTheyAre() {
        int[] pixels = {0xff102030, 0xffffffff, 0xff102030, 0xff000000};
        Palette palette = Palette.of(pixels, 256);
        assertThat(palette.colours()).hasSize(9);
        assertThat(IntStream.of(pixels).map(p -> shown(palette, p & 0xffffff)).toArray())
                .containsExactly(0x102030, 0xffffff, 0x102030, 0);
    }

    @Test
    void manyColoursBecomeNearOnes() {
        Random random = new Random(7);
        int[] pixels = random.ints(50_000, 0, 1 << 24).toArray();
        Palette palette = Palette.of(pixels, 256);
        assertThat(palette.colours()).hasSize(3 * 256);
        double apart = IntStream.of(pixels)
                .mapToDouble(p -> {
                    int shown = shown(palette, p);
                    int worst = 0;
                    for (int shift = 0; shift <= 16; shift += 8) {
                        worst = Math.max(worst, Math.abs(((p >> shift) & 0xff) - ((shown >> shift) & 0xff)));
                    }
                    return worst;
                })
                .average()
                .orElseThrow();
        assertThat(apart).isLessThan(32);
    }

    @Test
    void theSameImageHasTheSamePalette() {
        int[] pixels = new Random(3).ints(20_000, 0, 1 << 24).toArray();
        assertThat(Palette.of(pixels, 64).colours())
                .isEqualTo(Palette.of(pixels, 64).colours());
    }

    private static int shown(Palette palette, int colour) {
        int at = 3 * (palette.number(colour) & 0xff);
        byte[] colours = palette.colours();
        return ((colours[at] & 0xff) << 16) | ((colours[at + 1] & 0xff) << 8) | (colours[at + 2] & 0xff);
    }
}
