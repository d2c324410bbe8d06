package io.broadsheet.engine.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StyleRulesTest {
    private static String cut(String css, String... names) {
        return StyleRules.of(css).forPage(Set.of(names), Set.of());
    }

    @Test
    void leavesOutRulesWhoseClassesThePageDoesNotHave() {
        assertThat(cut(".a{x:1}.b{x:2}p .a.c{x:3}p{x:4}", "a", "<p")).isEqualTo(".a{x:1}p{x:4}");
    }

    @Test
    void keepsARuleOfWhichOneSelectorMayMatch() {
        assertThat(cut(".a,.b{x:1}.b,.c{x:2}", "a")).isEqualTo(".a,.b{x:1}");
    }

    @Test
    void classesInBracketsDoNotCount() {
        assertThat(cut("p:not(.a){x:1}p:has(.b){x:2}[data-x='.a']{x:3}", "<p"))
                .isEqualTo("p:not(.a){x:1}p:has(.b){x:2}[data-x='.a']{x:3}");
    }

    @Test
    @Timeout(10)
    void bracketsMayLieAsDeepAsTheyLike() {
        String css = ".a{x:" + "(".repeat(100_000) + ")".repeat(100_000) + "}.b{x:1}";
        assertThat(cut(css, "a")).isEqualTo(css.substring(0, css.length() - ".b{x:1}".length()));
        assertThat(cut(".a{x:" + "(".repeat(100_000), "a")).startsWith(".a{x:((");
    }

    @Test
    void oneOfTheSelectorsThatMayStandForOneIsEnough() {
        String css = ":is(.a,b) :where(.c>i,.d){x:1}";
        assertThat(cut(css, "a", "d")).isEqualTo(css);
        assertThat(cut(css, "<b", "c", "<i")).isEqualTo(css);
        assertThat(cut(css, "a", "c")).isEmpty();
        assertThat(cut(css, "d", "<i")).isEmpty();
        assertThat(cut(":is(.a:not(.b,.c),.d) p{x:1}", "a", "<p")).isNotEmpty();
    }

    @Test
    void leavesOutRulesWhoseElementsThePageDoesNotHave() {
        assertThat(cut("pre code{x:1}H2+P::before{x:2}*{x:3}a#pre:hover{x:4}", "<h2", "<p", "<a"))
                .isEqualTo("H2+P::before{x:2}*{x:3}a#pre:hover{x:4}");
    }

    @Test
    void leavesOutVariablesThatNothingSpeaksOf() {
        String css = ":root{--a:1;--b:var(--c);--c:2;--d:var(--e);--e:';--f:3'}.x{color:var(--b)}.y{color:var(--d)}";
        assertThat(cut(css, "x")).isEqualTo(":root{--b:var(--c);--c:2}.x{color:var(--b)}");
        assertThat(StyleRules.of(css).forPage(Set.of(), StyleRules.variablesOf("<i style=\"width: var( --d )\">")))
                .isEqualTo(":root{--d:var(--e);--e:';--f:3'}");
        assertThat(cut("@media print{:root{--a:1}}p{x:1}", "<p")).isEqualTo("p{x:1}");
    }

    @Test
    void leavesOutVariablesThatThemesSetAnew() {
        String parent = ":root{--a:1;--b:2}@media print{:root{--a:3}}p{--a:4}";
        assertThat(StyleRules.of(parent + ":root{--a:5}@media print{:root{--a:6}}p{x:var(--a) var(--b)}")
                        .withoutOverridden()
                        .forPage(Set.of("<p"), Set.of()))
                .isEqualTo(":root{--b:2}p{--a:4}:root{--a:5}@media print{:root{--a:6}}p{x:var(--a) var(--b)}");
    }

    @Test
    void rulesInRulesStay() {
        String css = ".a{x:1;&:hover{y:2}z:3}";
        assertThat(cut(css, "a")).isEqualTo(".a{x:1;&:hover{y:2};z:3}");
    }

    @Test
    void leavesOutGroupsThatAreEmpty() {
        assertThat(cut("@media print{.a{x:1}}@media (width>1px){.b{x:2}p{x:3}}", "c", "<p"))
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
        assertThat(StyleRules.namesOf("<P class=\"a b-c\"><i class=\"\"></i><b class=\"d\" id=\"e\">1 < 2"))
                .containsExactlyInAnyOrder("a", "b-c", "d", "<p", "<i", "<b");
        assertThat(StyleRules.wordsOf("x.className = 'tip on'; y.classList.add(\"off\"); make('Button'); all('.ret')"))
                .contains("tip", "on", "off", "<button")
                .doesNotContain("ret", "className");
    }
}
