package io.broadsheet.engine.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StyleRulesTest {
    private static String cut(String css, String... classes) {
        return StyleRules.of(css).forPage(Set.of(classes));
    }

    @Test
    void leavesOutRulesWhoseClassesThePageDoesNotHave() {
        assertThat(cut(".a{x:1}.b{x:2}p .a.c{x:3}p{x:4}", "a")).isEqualTo(".a{x:1}p{x:4}");
    }

    @Test
    void keepsARuleOfWhichOneSelectorMayMatch() {
        assertThat(cut(".a,.b{x:1}.b,.c{x:2}", "a")).isEqualTo(".a,.b{x:1}");
    }

    @Test
    void classesInBracketsDoNotCount() {
        assertThat(cut("p:not(.a){x:1}:is(.a,.b){x:2}[data-x='.a']{x:3}"))
                .isEqualTo("p:not(.a){x:1}:is(.a,.b){x:2}[data-x='.a']{x:3}");
    }

    @Test
    void leavesOutGroupsThatAreEmpty() {
        assertThat(cut("@media print{.a{x:1}}@media (width>1px){.b{x:2}p{x:3}}", "c"))
                .isEqualTo("@media (width>1px){p{x:3}}");
    }

    @Test
    void keepsWhatIsNoRule() {
        String css = "@charset \"utf-8\";@font-face{src:url(data:x;base64,}{)}@page{margin:1cm}@keyframes a{0%{x:1}}";
        assertThat(cut(css)).isEqualTo(css);
    }

    @Test
    void bracesInTextAreText() {
        String css = ".a::before{content:\"}.b{\"}.c{x:'\\'}'}";
        assertThat(cut(css, "a", "c")).isEqualTo(css);
        assertThat(cut(css, "a")).isEqualTo(".a::before{content:\"}.b{\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "}", "{", ".a{", "@media{", ".a{x:\"", "a(b{", "}}.a{}", "\\"})
    void brokenSheetsAreNoReasonToFail(String css) {
        assertThat(cut(css, "a")).hasSizeLessThanOrEqualTo(css.length() + 1);
    }

    @Test
    void findsClassesAndWords() {
        assertThat(StyleRules.classesOf("<p class=\"a b-c\"><i class=\"\"></i><b class=\"d\" id=\"e\">"))
                .containsExactlyInAnyOrder("a", "b-c", "d");
        assertThat(StyleRules.wordsOf("x.className = 'tip on'; y.classList.add(\"off\")"))
                .contains("tip", "on", "off");
    }
}
