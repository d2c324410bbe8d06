package io.broadsheet.engine.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.engine.html.Html;
import java.util.List;
import org.junit.jupiter.api.Test;

class PageScriptTest {
    private static final PageScript SCRIPT = PageScript.of("""
            //always
            begin();
            //when data-a|data-b
            // Of both.
            ab();
            //when data-c
            c();
            //always
            end();
            """);

    private static String sent(String... markup) {
        return SCRIPT.forPage(List.of(markup).stream().map(Html::trusted).toList())
                .text();
    }

    @Test
    void aPageGetsThePartsThatItHasSomethingFor() {
        assertThat(sent("<p>")).isEqualTo("begin();\nend();");
        assertThat(sent("<p>", "<p data-b>")).isEqualTo("begin();\nab();\nend();");
        assertThat(sent("<p data-a>", "<p data-c>"))
                .isEqualTo("begin();\nab();\nc();\nend();")
                .isEqualTo(SCRIPT.all().text());
    }

    @Test
    void theHashIsOfWhatIsSent() {
        PageScript.Cut cut = SCRIPT.forPage(List.of(Html.trusted("<p data-c>")));
        assertThat(cut.hash()).isEqualTo(Theme.sha256(cut.text()));
    }

    @Test
    void aPageOfWordsGetsLittleOfTheScript() {
        PageScript own = Theme.builtIn().script();
        String words = own.forPage(List.of(Html.trusted("<p>words</p>"))).text();
        String table =
                own.forPage(List.of(Html.trusted("<table data-csv=\"CSV\">"))).text();
        assertThat(words).hasSizeLessThan(300);
        assertThat(table).hasSizeLessThan(3000).doesNotContain("pointermove");
        assertThat(own.all().text()).hasSizeLessThan(9000).doesNotContain("//");
    }
}
