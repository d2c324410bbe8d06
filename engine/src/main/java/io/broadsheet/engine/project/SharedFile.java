package io.broadsheet.engine.project;

import io.broadsheet.engine.problem.ProblemCode;
import io.broadsheet.engine.problem.Problems;
import io.broadsheet.engine.query.SqlScript;
import io.broadsheet.engine.source.Name;
import io.broadsheet.engine.source.Snippet;
import io.broadsheet.engine.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A file of macros that reports import by name: SQL (`.sql`) or text (`.md`).
public record SharedFile(SourceText text, List<SqlMacro> sqlMacros, List<TextMacro> textMacros) {
    private static final Pattern SQL_HEAD = Pattern.compile(
            "\\bcreate\\s+(?:or\\s+replace\\s+)?(?:temp(?:orary)?\\s+)?(?:macro|function)\\s+"
                    + "([\\p{L}_][\\p{L}\\p{N}_]*)\\s*\\(([^)]*)\\)\\s*as\\s+(table\\s+)?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern SQL_MACRO = Pattern.compile(
            "\\bcreate\\s+(?:or\\s+replace\\s+)?(?:temp(?:orary)?\\s+)?(?:macro|function)\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern TEXT_MACRO = Pattern.compile(
            "\\{%-?\\s*macro\\s+([\\p{L}_][\\p{L}\\p{N}_]*)\\s*\\(.*?\\{%-?\\s*endmacro\\b[^%]*%}", Pattern.DOTALL);

    public SharedFile {
        sqlMacros = List.copyOf(sqlMacros);
        textMacros = List.copyOf(textMacros);
    }

    static SharedFile read(SourceText text, Problems problems) {
        return text.path().endsWith(".sql")
                ? new SharedFile(text, sqlMacros(text, problems), List.of())
                : new SharedFile(text, List.of(), textMacros(text));
    }

    private static List<SqlMacro> sqlMacros(SourceText text, Problems problems) {
        List<SqlMacro> macros = new ArrayList<>();
        Snippet whole = Snippet.of(text);
        for (SqlScript.Range range : SqlScript.statements(whole, problems)) {
            String statement = whole.text().substring(range.start(), range.end());
            Matcher m = SQL_HEAD.matcher(statement);
            if (m.lookingAt()) {
                Name name = new Name(
                        m.group(1),
                        whole.span(range.start() + m.start(1), m.group(1).length()));
                macros.add(new SqlMacro(
                        name, m.group(2), m.group(3) != null, whole.part(range.start() + m.end(), range.end())));
            } else if (SQL_MACRO.matcher(statement).lookingAt()) {
                problems.add(
                        ProblemCode.BAD_SQL,
                        whole.span(range.start(), Math.min(12, statement.length())),
                        "the name and parameters of this macro can't be read",
                        "Write create macro NAME(a, b := 12) as ..., with plain values as defaults");
            } else {
                problems.add(
                        ProblemCode.REFUSED_SQL,
                        whole.span(range.start(), Math.min(12, statement.length())),
                        "a shared SQL file holds macros only",
                        "Write `create macro NAME(a, b) as table select ...;`");
            }
        }
        return macros;
    }

    private static List<TextMacro> textMacros(SourceText text) {
        List<TextMacro> macros = new ArrayList<>();
        Matcher m = TEXT_MACRO.matcher(text.text());
        while (m.find()) {
            Name name = new Name(m.group(1), text.span(m.start(1), m.group(1).length()));
            macros.add(new TextMacro(name, m.group(), text.lineOf(m.start())));
        }
        return macros;
    }

    public List<String> names() {
        List<String> names = new ArrayList<>();
        sqlMacros.forEach(m -> names.add(m.name().text()));
        textMacros.forEach(m -> names.add(m.name().text()));
        return names;
    }

    public Optional<SqlMacro> sqlMacro(String name) {
        return sqlMacros.stream().filter(m -> m.name().text().equals(name)).findFirst();
    }

    public Optional<TextMacro> textMacro(String name) {
        return textMacros.stream().filter(m -> m.name().text().equals(name)).findFirst();
    }
}
