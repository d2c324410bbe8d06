package io.broadsheet.engine.narrative;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.engine.format.Words;
import io.broadsheet.engine.html.Html;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Words of Korean, Chinese and Japanese have no spaces where those of English have them.
class EmphasisTest {
    private static String html(String markdown) {
        return NarrativeHtml.render(markdown, slot -> Html.empty(), path -> Optional.empty(), Words.of(Locale.KOREAN))
                .html()
                .toString()
                .strip();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
            **12%**입니다                   | <p><strong>12%</strong>입니다</p>
            재구매율은 **평균 12%**로 낮다   | <p>재구매율은 <strong>평균 12%</strong>로 낮다</p>
            이것은**“새 고객”**의 일        | <p>이것은<strong>“새 고객”</strong>의 일</p>
            **(참고)**는 **“가”**나          | <p><strong>(참고)</strong>는 <strong>“가”</strong>나</p>
            ***주의!***라고                 | <p><em><strong>주의!</strong></em>라고</p>
            これは**「はい」**です           | <p>これは<strong>「はい」</strong>です</p>
            `**12%**입니다`                 | <p><code>**12%**입니다</code></p>
            할인 10%*수량, 5%*가격           | <p>할인 10%*수량, 5%*가격</p>
            12%\\*가                        | <p>12%*가</p>
            [가](x%**나)                    | <p><a href="x%**나">가</a></p>
            **bold.**Then                   | <p>**bold.**Then</p>
            """)
    void endsAndBeginsBesideALetter(String markdown, String html) {
        assertThat(html(markdown)).isEqualTo(html);
    }
}
