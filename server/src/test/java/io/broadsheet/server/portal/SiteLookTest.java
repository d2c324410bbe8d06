package io.broadsheet.server.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.engine.render.BrandColour;
import io.broadsheet.server.site.SiteView;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SiteLookTest {
    private static final Pattern TOKENS =
            Pattern.compile("--accent:(#\\w{6});--accent-weak:(#\\w{6});--on-accent:(#\\w{3,6})");

    @Test
    void everyColorCanBeReadByDayAndByNight() {
        for (String color :
                List.of("#f5b700", "#ffffff", "#000", "#ff0000", "#0f766e", "#777777", "#0000ff", "#7cfc00")) {
            String css = BrandColour.parse(color).orElseThrow().accentCss();
            Matcher tokens = TOKENS.matcher(css);
            for (String card : List.of("#ffffff", "#171b21")) {
                assertThat(tokens.find()).isTrue();
                BrandColour accent = BrandColour.parse(tokens.group(1)).orElseThrow();
                BrandColour weak = BrandColour.parse(tokens.group(2)).orElseThrow();
                BrandColour on = BrandColour.parse(tokens.group(3)).orElseThrow();
                assertThat(accent.contrast(BrandColour.parse(card).orElseThrow()))
                        .as(css)
                        .isGreaterThanOrEqualTo(4.5);
                assertThat(accent.contrast(weak)).as(css).isGreaterThanOrEqualTo(4.5);
                assertThat(accent.contrast(on)).as(css).isGreaterThanOrEqualTo(4.5);
            }
        }
    }

    @Test
    void aColorThatCanBeReadStaysAsItIs() {
        assertThat(BrandColour.parse("#0f766e").orElseThrow().accentCss()).startsWith(":root{--accent:#0f766e;");
    }

    private static SiteLook look(String color, String logo) {
        return SiteLook.of(new SiteView(
                "a1",
                "<b>A",
                Locale.KOREA,
                ZoneId.of("Asia/Seoul"),
                "KRW",
                Map.of("brand_color", color, "logo", logo),
                "project",
                true,
                Instant.EPOCH));
    }

    @Test
    void onlyWhatIsSurelyAColorPasses() {
        for (String color :
                List.of("red", "#12", "#12345g", "#fff}body{display:none", "url(x)", "var(--x)", "#fff;", "")) {
            assertThat(look(color, "").style()).as(color).isEmpty();
        }
    }

    @Test
    void onlyWhatIsSurelyAnImagePasses() {
        for (String logo : List.of(
                "http://example.com/a.png",
                "javascript:alert(1)",
                "https://a@b.example/x.png",
                "https://example.com",
                "https://example.com/a.png; script-src *",
                "https://example.com/'x",
                "https://exa mple.com/x",
                "data:text/html;base64,AAAA",
                "data:image/svg+xml,<svg onload=alert(1)>",
                "//example.com/a.png")) {
            assertThat(look("", logo).logo()).as(logo).isEmpty();
            assertThat(look("", logo).logoOrigin()).as(logo).isEmpty();
        }
        assertThat(look("", "https://cdn.example.com:8443/a/b.png?x=1").logoOrigin())
                .contains("https://cdn.example.com:8443");
        assertThat(look("", "data:image/png;base64,AAAA").logo()).isEqualTo("data:image/png;base64,AAAA");
        assertThat(look("", "").initial()).isEqualTo("B");
    }
}
