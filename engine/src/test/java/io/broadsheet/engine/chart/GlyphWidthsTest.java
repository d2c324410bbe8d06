package io.broadsheet.engine.chart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The table of widths against font files. `GlyphWidths.java` is written from them by
///
///     mvn -pl engine test -Dtest=GlyphWidthsTest -Dgolden.update=true -Dfonts=FOLDER
///
/// where FOLDER holds Pretendard (npm `pretendard`, folder `dist/public/static`), NanumGothic (Debian `fonts-nanum`),
/// Liberation Sans, whose widths are Arial's and Helvetica's (Debian `fonts-liberation`), and Roboto (Debian
/// `fonts-roboto-unhinted`), each regular and bold.
class GlyphWidthsTest {
    private static final Path SOURCE = Path.of("src/main/java/io/broadsheet/engine/chart/GlyphWidths.java");
    private static final Path NANUM = Path.of("/usr/share/fonts/truetype/nanum");
    private static final List<String> REGULAR =
            List.of("Pretendard-Regular.otf", "NanumGothic.ttf", "LiberationSans-Regular.ttf", "Roboto-Regular.ttf");
    private static final List<String> BOLD = List.of(
            "Pretendard-SemiBold.otf",
            "Pretendard-Bold.otf",
            "NanumGothicBold.ttf",
            "LiberationSans-Bold.ttf",
            "Roboto-Bold.ttf");

    /// Latin, Greek, Cyrillic; punctuation; currency; letterlike, arrows; circled digits; shapes and marks; kana; jamo.
    private static final int[][] RANGES = {
        {0x20, 0x7E}, {0xA0, 0x17F}, {0x391, 0x3C9}, {0x401, 0x451}, {0x2010, 0x2044}, {0x20A0, 0x20BF},
        {0x2103, 0x2126}, {0x2190, 0x2199}, {0x2200, 0x2265}, {0x2460, 0x2473}, {0x25A0, 0x25CF}, {0x2605, 0x2666},
        {0x2713, 0x2714}, {0x3000, 0x301F}, {0x3041, 0x30FF}, {0x3131, 0x318E}
    };

    /// Digits of one width, as `tabular-nums` asks of Pretendard; its features are not read here.
    private static final int TABULAR = 614;

    private static final int TABULAR_BOLD = 654;

    @Test
    void isWrittenFromTheFonts() throws IOException {
        String folder = System.getProperty("fonts", "");
        assumeTrue(!folder.isEmpty(), "-Dfonts=FOLDER names the fonts");
        String written = source(fonts(Path.of(folder), REGULAR), fonts(Path.of(folder), BOLD));
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(SOURCE, written, UTF_8);
        }
        assertThat(Files.readString(SOURCE, UTF_8)).isEqualTo(written);
    }

    @Test
    void isNowhereNarrowerThanNanumGothic() throws IOException {
        assumeTrue(Files.exists(NANUM), "fonts-nanum is installed");
        FontFile regular = FontFile.read(NANUM.resolve("NanumGothic.ttf"));
        FontFile bold = FontFile.read(NANUM.resolve("NanumGothicBold.ttf"));
        for (int[] range : RANGES) {
            for (int c = range[0]; c <= range[1]; c++) {
                assertWideEnough(c, regular, bold);
            }
        }
        for (int c = 0xAC00; c <= 0xD7A3; c++) {
            assertWideEnough(c, regular, bold);
        }
        for (int c : "中國日本語漢字東京北京上海".codePoints().toArray()) {
            assertWideEnough(c, regular, bold);
        }
    }

    private static void assertWideEnough(int c, FontFile regular, FontFile bold) {
        String text = Character.toString(c);
        double px = TextWidth.FONT_PX / 1000;
        assertThat(TextWidth.of(text)).as("U+%04X", c).isGreaterThanOrEqualTo(regular.width(c) * px - 1e-9);
        assertThat(TextWidth.bold(text)).as("bold U+%04X", c).isGreaterThanOrEqualTo(bold.width(c) * px - 1e-9);
    }

    private static List<FontFile> fonts(Path folder, List<String> names) throws IOException {
        List<FontFile> fonts = new ArrayList<>();
        for (String name : names) {
            fonts.add(FontFile.read(folder.resolve(name)));
        }
        return fonts;
    }

    private static String source(List<FontFile> regular, List<FontFile> bold) {
        StringBuilder out = new StringBuilder("""
                package io.broadsheet.engine.chart;

                /// Advance widths by code point, the widest of several sans faces; written by `GlyphWidthsTest`, which says which and
                /// how. One letter for each code point of a range: a 64th of an em is a letter after `#`, `#` itself is unknown.
                final class GlyphWidths {
                    static final double UNIT = 1 / 64.0;
                    static final char NONE = '#';

                """);
        out.append("    static final int HANGUL = ").append(hangul(regular)).append(";\n");
        out.append("    static final int HANGUL_BOLD = ").append(hangul(bold)).append(";\n\n");
        out.append("    static final char[] STARTS = {\n");
        for (int i = 0; i < RANGES.length; i++) {
            String end = i == RANGES.length - 1 ? "\n    };\n\n" : i % 8 == 7 ? ",\n" : ", ";
            out.append(i % 8 == 0 ? "        " : "")
                    .append("0x%04X".formatted(RANGES[i][0]))
                    .append(end);
        }
        out.append("    static final String[] REGULAR = {\n").append(letters(regular, TABULAR));
        out.append("    };\n\n    static final String[] BOLD = {\n").append(letters(bold, TABULAR_BOLD));
        return out.append("    };\n\n    private GlyphWidths() {}\n}\n").toString();
    }

    private static int hangul(List<FontFile> fonts) {
        int widest = 0;
        for (int c = 0xAC00; c <= 0xD7A3; c++) {
            widest = Math.max(widest, widest(fonts, c));
        }
        return units(widest);
    }

    private static int widest(List<FontFile> fonts, int c) {
        return fonts.stream().mapToInt(f -> f.width(c)).max().orElse(-1);
    }

    private static int units(int thousandths) {
        return (int) Math.ceil(thousandths * 64 / 1000.0);
    }

    private static String letters(List<FontFile> fonts, int tabular) {
        StringBuilder out = new StringBuilder();
        for (int r = 0; r < RANGES.length; r++) {
            StringBuilder line = new StringBuilder();
            int[] range = RANGES[r];
            for (int c = range[0]; c <= range[1]; c++) {
                int width = widest(fonts, c);
                width = c >= '0' && c <= '9' ? Math.max(width, tabular) : width;
                line.append((char) (GlyphWidths.NONE + units(Math.max(0, width))));
            }
            lines(line.toString(), r == RANGES.length - 1 ? "" : ",", out);
        }
        return out.toString();
    }

    private static void lines(String letters, String end, StringBuilder out) {
        for (int i = 0; i < letters.length(); i += 64) {
            String part = letters.substring(i, Math.min(letters.length(), i + 64));
            boolean last = i + 64 >= letters.length();
            out.append(i == 0 ? "        \"" : "                + \"")
                    .append(part.replace("\\", "\\\\"))
                    .append('"')
                    .append(last ? end : "")
                    .append('\n');
        }
    }
}
