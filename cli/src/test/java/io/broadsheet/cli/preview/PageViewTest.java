package io.broadsheet.cli.preview;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class PageViewTest {
    private static final String PAGE = """
            <!doctype html><html><head>
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'sha256-abc'; base-uri 'none'">
            <style>@media (max-width:640px){a{}}@media screen and (prefers-color-scheme: dark){b{}}@media print{c{}}</style>
            </head><body><p>@media print{</p></body></html>
            """;

    private static String of(String medium, String scheme) {
        return PageView.of(Optional.of(medium), Optional.of(scheme)).of(PAGE);
    }

    @Test
    void leavesThePageAsItIsButForItsBridge() {
        assertThat(of("screen", "auto"))
                .contains(
                        "@media screen and (prefers-color-scheme: dark){b{}}@media print{c{}}",
                        "script-src 'sha256-",
                        "' 'sha256-abc'; base-uri")
                .contains("</p><script>// In the page");
        assertThat(of("nonsense", "nonsense")).isEqualTo(of("screen", "auto"));
    }

    @Test
    void answersWhichColoursAreWanted() {
        assertThat(of("screen", "dark"))
                .contains("@media screen and (min-width:0){b{}}", "color-scheme:dark!important");
        assertThat(of("screen", "light"))
                .contains("@media screen and (max-width:0){b{}}", "color-scheme:light!important");
    }

    @Test
    void showsHowItPrints() {
        assertThat(of("print", "dark"))
                .contains("@media (max-width:640px){a{}}", "@media print and (max-width:0){b{}}", "@media screen{c{}}")
                .contains("<p>@media print{</p>");
    }
}
