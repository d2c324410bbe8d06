package io.broadsheet.engine.narrative;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.engine.format.Words;
import io.broadsheet.engine.html.Html;
import io.broadsheet.engine.problem.Problems;
import io.broadsheet.engine.source.ReportParser;
import io.broadsheet.engine.source.SourceText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CalloutTest {
    private static String render(String markdown) {
        return NarrativeHtml.render(
                        markdown,
                        slot -> Html.trusted("<b>" + slot + "</b>"),
                        path -> Optional.empty(),
                        Words.of(Locale.KOREAN))
                .html()
                .markup();
    }

    private static String problems(String markdown) {
        Problems problems = new Problems();
        ReportParser.parse("r", SourceText.of("r.md", "---\ntitle: t\n---\n\n" + markdown), List.of("line"), problems);
        return problems.list().stream().map(Object::toString).collect(Collectors.joining("\n"));
    }

    @Test
    void isAQuoteThatBeginsWithItsKind() {
        assertThat(render("> [!NOTE]\n> 하나 *둘*\n>\n> - 셋")).isEqualTo("""
                <aside class="note k-note">
                <p class="note-title">참고</p>
                <p>하나 <em>둘</em></p>
                <ul>
                <li>셋</li>
                </ul>
                </aside>
                """);
        assertThat(render("> [!WARNING] 잠깐만요 & 봐요\n> 하나"))
                .contains("<aside class=\"note k-warning\">", "<p class=\"note-title\">잠깐만요 &amp; 봐요</p>", "<p>하나</p>");
        assertThat(render("> [!tip]")).contains("note k-tip", "도움말");
    }

    @Test
    void leavesQuotesQuotes() {
        assertThat(render("> 하나\n> [!NOTE]")).startsWith("<blockquote>");
        assertThat(render("> [!NOTICE]\n> 하나")).startsWith("<blockquote>");
        assertThat(render("> **[!NOTE]** 하나")).startsWith("<blockquote>");
    }

    @Test
    void columnsStandBesideEachOther() {
        assertThat(render("::: columns\n하나\n\n둘\n:::\n셋")).isEqualTo("""
                <div class="cols">
                <p>하나</p>
                <p>둘</p>
                </div>
                <p>셋</p>
                """);
        assertThat(render("::: columns\n```\n:::\n```\n:::")).isEqualTo("""
                <div class="cols">
                <pre><code>:::
                </code></pre>
                </div>
                """);
    }

    @Test
    void saysWhereAMarkMeansNothing() {
        assertThat(problems("> [!NOET]\n> 하나\n"))
                .startsWith("r.md:5:5 error[bad-value]: no callout is called [!NOET]")
                .contains("Did you mean NOTE?");
        assertThat(problems("::: colums\n하나\n:::\n"))
                .contains("r.md:5:1 error[bad-fence]: 'colums' can't stand behind :::")
                .contains("r.md:7:1 error[bad-fence]");
        assertThat(problems("::: columns\n하나\n"))
                .contains("r.md:5:1 error[unclosed-fence]: the columns that begin here are not closed");
        assertThat(problems("::: columns\n```line\ny: a\n```\n:::\n")).isEmpty();
    }
}
