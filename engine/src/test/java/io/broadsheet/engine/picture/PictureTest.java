package io.broadsheet.engine.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PictureTest {
    private static final Colours DAY = Colours.of(":root{--text:#191c22;--accent:#2f5bea}", false);

    @Test
    void drawsWithoutAFontOfTheMachine() throws IOException {
        Picture picture = Picture.draw("""
                <svg viewBox="0 0 358 120" width="358" font-size="12" fill="var(--text)"><title>t</title>\
                <text x="10" y="30" font-size="20">첫방문자 51,024명 ▼ 6.8%</text>\
                <text x="348" y="60" text-anchor="end" font-weight="600" fill="var(--accent)">네이버 검색 10월 4주</text>\
                <path fill="var(--accent)" d="M10 80h100v20h-100z"/></svg>""", DAY, "#ffffff");
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(picture.png()));
        assertThat(image.getWidth()).isEqualTo(716);
        Files.write(Path.of("/tmp/theme/a.png"), picture.png());
    }
}
