package io.broadsheet.engine.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyntaxHintTest {
    /// `▲` stands where the parser stopped.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            emptyValue = "",
            value = {
                "select 1 as n ▲m from orders | Is there a comma missing before m?",
                "select sum(a) total ▲orders from t | Is there a comma missing before orders?",
                "select 'a' ▲'b' 'c' from t | Is there a comma missing before it?",
                "select a frm ▲visits | Did you mean from instead of frm?",
                "select a from t grup ▲by 1 | Did you mean group instead of grup?",
                "select a, ▲from t | The comma before from is one too many",
                "select a from ▲order | 'order' is a word of SQL; as a name it is written \"order\". Did you mean orders?",
                "select ▲user, b from t | 'user' is a word of SQL; as a name it is written \"user\"",
                "select (a + b▲ | Something is missing at its end",
                "select a from t where ▲= 3 | ''",
                "▲selct 1 | ''"
            })
    void saysWhatWasMostLikelyMeant(String sql, String hint) {
        int position = sql.indexOf('▲');
        String text = sql.replace("▲", "");
        assertThat(SyntaxHint.of(text, position, List.of("orders", "visits")).orElse(""))
                .isEqualTo(hint.equals("''") ? "" : hint);
    }
}
