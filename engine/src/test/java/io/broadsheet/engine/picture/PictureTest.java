package io.broadsheet.engine.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PictureTest {
    private static final ThemeColours DAY = ThemeColours.of(":root{--text:#191c22;--accent:#2f5bea}", false);

    private static Picture text(String text) {
        return Picture.draw(
                "<svg viewBox=\"0 0 60 40\" fill=\"var(--text)\"><title>t</title><text x=\"30\" y=\"30\" font-size=\"28\""
                        + " text-anchor=\"middle\">" + text + "</text></svg>",
                DAY,
                "#ffffff");
    }

    private static BufferedImage image(Picture picture) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(picture.png()));
    }

    private static long ink(BufferedImage image) {
        long dark = 0;
        for (int pixel : image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth())) {
            dark += (pixel & 0xff) < 128 ? 1 : 0;
        }
        return dark;
    }

    /// No font of the machine is asked: glyphs come from the engine's own file, and differ from one another and from
    /// the box that stands for a missing one.
    @Test
    void drawsKoreanWithoutAFontOfTheMachine() throws IOException {
        Set<Long> inks = new HashSet<>();
        for (String text : new String[] {"가", "힣", "똠", "뷁", "방", "A", "9", "▼", "₩", "\u4e00"}) {
            BufferedImage image = image(text(text));
            assertThat(ink(image)).as(text).isGreaterThan(60);
            inks.add(ink(image));
        }
        assertThat(inks).hasSize(10);
        assertThat(GlyphFont.regular().has('똠')).isTrue();
        assertThat(GlyphFont.regular().has(0x4e00)).isFalse();
    }

    /// As many boxes as characters that the font does not have; what only changes its neighbour is none.
    @ParameterizedTest
    @CsvSource({"漢, 1", "かな, 2", "😀, 1", "👍🏽, 1", "❤️, 1", "\u200d漢\u200d字, 2"})
    void showsABoxForEachCharacterThatTheFontDoesNotHave(String text, int boxes) throws IOException {
        long box = ink(image(text("漢")));
        assertThat(box).isGreaterThan(60);
        assertThat(ink(image(text(text)))).isCloseTo(boxes * box, withinPercentage(15));
        assertThat(text(text).unread()).containsExactly(text.strip());
        assertThat(text("가나 AZ 1,200원 ▲").unread()).isEmpty();
    }

    @Test
    void hasTwiceThePixelsAndTheSameBytesEveryTime() throws IOException {
        Picture picture = text("주");
        assertThat(picture.widthPx()).isEqualTo(60);
        assertThat(image(picture).getWidth()).isEqualTo(120);
        assertThat(image(picture).getHeight()).isEqualTo(80);
        assertThat(text("주").png()).isEqualTo(picture.png());
    }

    @Test
    void drawsColoursOfTheThemeAndWeightsAndLines() throws IOException {
        BufferedImage image = image(Picture.draw("""
                <svg viewBox="0 0 100 100"><path fill="var(--accent)" d="M0 0h50v50h-50z"/>\
                <rect x="50" y="0" width="50" height="50" fill="color-mix(in srgb, var(--accent) 50%, var(--bg))"/>\
                <path stroke="var(--none, #f00)" stroke-width="20" d="M0 75H100"/></svg>""", DAY, "#ffffff"));
        assertThat(image.getRGB(20, 20) & 0xffffff).isEqualTo(0x2f5bea);
        assertThat(image.getRGB(150, 20) & 0xffffff).isEqualTo(0x97adf5);
        assertThat(image.getRGB(20, 150) & 0xffffff).isEqualTo(0xff0000);
        assertThat(GlyphFont.strong().width("방문자", 12)).isGreaterThan(30);
        assertThat(GlyphFont.regular().width("a\u200bb", 10))
                .isEqualTo(GlyphFont.regular().width("ab", 10));
    }

    @Test
    void refusesWhatIsNoDrawing() {
        for (String bad : new String[] {
            "<svg>", "<svg/>", "<!DOCTYPE svg><svg viewBox=\"0 0 1 1\"/>", "<svg viewBox=\"0 0 90000 9\"/>"
        }) {
            assertThatThrownBy(() -> Picture.draw(bad, DAY, "#ffffff"))
                    .as(bad)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
