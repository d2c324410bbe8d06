package io.broadsheet.engine.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MinifyTest {
    @Test
    void takesCommentsAndBlanksOutOfCss() {
        assertThat(Minify.css("""
                /* A comment; with { braces } */
                .a > .b, .c :hover {
                  margin: 0 auto;   /* and another */
                  width: calc(1px + 2px);
                }
                @media (max-width: 640px) { p { color: red; } }
                """))
                .isEqualTo(
                        ".a>.b,.c :hover{margin:0 auto;width:calc(1px + 2px)}@media (max-width:640px){p{color:red}}");
    }

    @Test
    void leavesStringsAsTheyAre() {
        assertThat(Minify.css("a::after { content: \" /* ; } \\\" : \"; } b { font: 'A  B'; }"))
                .isEqualTo("a::after{content:\" /* ; } \\\" : \"}b{font:'A  B'}");
        assertThat(Minify.css("a{content:\"open")).isEqualTo("a{content:\"open");
        assertThat(Minify.css("a{}/* open")).isEqualTo("a{}");
    }

    @Test
    void takesIndentationAndCommentLinesOutOfScripts() {
        assertThat(Minify.script("// What it does\nif (a) {\n  b('// no'); \n\n}\n"))
                .isEqualTo("if (a) {\nb('// no');\n}");
    }

    @Test
    void takesBlanksAroundOperatorsOutOfOurOwnScript() {
        assertThat(Minify.ownScript("const a = ({b: 'x = y'}) => a ? -1 : b.replace(/\\d+/g, ' - ');\nif (a) return;"))
                .isEqualTo("const a=({b:'x = y'})=>a?-1:b.replace(/\\d+/g,' - ');\nif(a)return;");
    }

    @Test
    void shortensNamesThatOurOwnScriptDeclares() {
        assertThat(Minify.ownScript("""
                const table = all('table').table;
                let [rows, b] = [...table.rows];
                for (const row of rows) use({table: table, rows: row ? table : rows}, name => other(name, 1e4));
                """)).isEqualTo("""
                const a=all('table').table;
                let[c,b]=[...a.rows];
                for(const d of c)use({table:a,rows:d?a:c},e=>other(e,1e4));""");
    }
}
