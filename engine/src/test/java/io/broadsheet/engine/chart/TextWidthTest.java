package io.broadsheet.engine.chart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextWidthTest {
    @Test
    void givesKoreanTheWidthOfItsWidestFace() {
        assertThat(TextWidth.of("네이버")).isEqualTo(3 * 61 / 64.0 * TextWidth.FONT_PX);
    }

    @Test
    void givesCombiningMarksNothing() {
        assertThat(TextWidth.of("e\u0301\u0301\u0301")).isEqualTo(TextWidth.of("e"));
    }

    @Test
    void cutsBetweenCharactersNeverInsideOne() {
        String cut = TextWidth.cut("😀😀😀😀", 48);
        assertThat(cut).isEqualTo("😀😀…");
        assertThat(TextWidth.of(cut)).isLessThanOrEqualTo(48);
    }

    @Test
    void leavesWhatFits() {
        assertThat(TextWidth.cut("짧음", 100)).isEqualTo("짧음");
    }

    @Test
    void cutsTheNameBeforeANumberNeverTheNumber() {
        String cut = TextWidth.cutBefore("last year's average", " £11.4K", 96);
        assertThat(cut).isEqualTo("last y… £11.4K");
        assertThat(TextWidth.bold(cut)).isLessThanOrEqualTo(96);
        assertThat(TextWidth.cutBefore("goal", " £9K", 96)).isEqualTo("goal £9K");
    }

    @Test
    void wrapsAtSpacesAndCutsTheLastLine() {
        assertThat(TextWidth.wrap("프리미엄 캐시미어 100% 니트 가디건", 58, 2)).containsExactly("프리미엄", "캐시미어…");
        assertThat(TextWidth.wrap("오버사이즈 울 코트", 90, 2)).containsExactly("오버사이즈 울", "코트");
    }
}
