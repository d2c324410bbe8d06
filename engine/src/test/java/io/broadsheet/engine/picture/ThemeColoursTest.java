package io.broadsheet.engine.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.engine.render.Theme;
import org.junit.jupiter.api.Test;

class ThemeColoursTest {
    @Test
    void readsAThemeByDayAndByNight() {
        String css = Theme.builtIn().css();
        assertThat(ThemeColours.of(css, false).find("--bg")).contains("#fff");
        assertThat(ThemeColours.of(css, true).find("--bg")).contains("#0f1216");
        assertThat(ThemeColours.of(css, true).find("--font")).isPresent();
    }

    @Test
    void takesTheLastAndLeavesOutPrintAndPhones() {
        String css = ":root{--a:#111}@media print{:root{--a:#222}}@media (max-width:9px){:root{--a:#333}}"
                + "p{--a:#444}:root{--b:var(--a)}";
        assertThat(ThemeColours.of(css, false).resolve("var(--b)")).isEqualTo("#111");
        assertThat(ThemeColours.of(css, false).resolve("var(--no,var(--b))")).isEqualTo("#111");
        assertThat(ThemeColours.of(":root{--a:var(--b);--b:var(--a)}", false).resolve("var(--a)"))
                .isNotEmpty();
    }

    @Test
    void mixesColours() {
        ThemeColours colours = ThemeColours.of(":root{--a:#fff}", false);
        assertThat(colours.resolve("color-mix(in srgb, #000 25%, var(--a))")).isEqualTo("#bfbfbf");
        assertThat(colours.resolve("color-mix(in srgb, #f00 25%, transparent)")).isEqualTo("rgba(255,0,0,0.25)");
        assertThat(colours.resolve("color-mix(in oklch, red, blue)")).isEqualTo("#000");
    }
}
