package io.broadsheet.engine.chart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LabelTextTest {
    @Test
    void makesOneLineOfAnyText() {
        assertThat(LabelText.of("  a\n\tb\u0000c\u00a0d ")).isEqualTo("a b c d");
    }

    @Test
    void dropsMarksThatTurnTheDirection() {
        assertThat(LabelText.of("a\u202Egnp.exe\u2066")).isEqualTo("agnp.exe");
    }

    @Test
    void replacesHalfASurrogatePair() {
        assertThat(LabelText.of("a\uD83D")).isEqualTo("a\uFFFD");
    }

    @Test
    void cutsAtHundredAndTwentyCharacters() {
        assertThat(LabelText.of("가".repeat(10_000_000))).hasSize(121).endsWith("…");
    }

    @Test
    void isolatesWhatReadsFromRightToLeft() {
        assertThat(LabelText.isolated("متجر")).isEqualTo("\u2068متجر\u2069");
        assertThat(LabelText.isolated("shop")).isEqualTo("shop");
    }
}
