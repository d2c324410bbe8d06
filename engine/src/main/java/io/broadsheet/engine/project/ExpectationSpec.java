package io.broadsheet.engine.project;

import io.broadsheet.engine.option.Key;
import io.broadsheet.engine.option.KeyType;
import io.broadsheet.engine.option.Options;
import io.broadsheet.engine.option.Shape;
import io.broadsheet.engine.problem.ProblemCode;
import io.broadsheet.engine.problem.Problems;
import io.broadsheet.engine.source.Name;
import io.broadsheet.engine.source.Snippet;
import io.broadsheet.engine.source.Span;
import io.broadsheet.engine.source.YamlValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What must be true of the data before a page may leave.
public sealed interface ExpectationSpec {
    Span span();

    Optional<String> message();

    /// `{ query: visits, rows: ">= 1" }`
    record Rows(Span span, Optional<String> message, Name query, Comparison comparison) implements ExpectationSpec {}

    /// `{ sql: "select ...", message: ... }`: the first column of the first row must be true.
    record Condition(Span span, Optional<String> message, Snippet sql) implements ExpectationSpec {}

    /// How many rows: `>= 1`, `= 12`, or `12`.
    record Comparison(String operator, long value) {
        private static final Pattern FORM = Pattern.compile("\\s*(>=|<=|!=|<>|==|=|>|<)?\\s*(\\d{1,12})\\s*");

        static Optional<Comparison> parse(String text) {
            Matcher m = FORM.matcher(text);
            if (!m.matches()) {
                return Optional.empty();
            }
            String operator =
                    m.group(1) == null ? "=" : m.group(1).replace("==", "=").replace("<>", "!=");
            return Optional.of(new Comparison(operator, Long.parseLong(m.group(2))));
        }

        public boolean holds(long rows) {
            return switch (operator) {
                case ">=" -> rows >= value;
                case "<=" -> rows <= value;
                case ">" -> rows > value;
                case "<" -> rows < value;
                case "!=" -> rows != value;
                default -> rows == value;
            };
        }

        @Override
        public String toString() {
            return operator + " " + value;
        }
    }

    Key<Name> QUERY = Key.of(
            "query",
            KeyType.scalar("the name of a query", s -> Optional.of(new Name(s.text(), s.span())))
                    .shaped(new Shape.NameOf(Shape.Thing.QUERY)),
            "A query.");
    Key<Comparison> ROWS = Key.of(
            "rows",
            KeyType.scalar("a comparison such as \">= 1\"", s -> Comparison.parse(s.text())),
            "How many rows it must give.");
    Key<Snippet> SQL = Key.of(
            "sql",
            KeyType.scalar("a SELECT", s -> Optional.of(Snippet.ofScalar(s.span(), s.text(), s.quoted()))),
            "A SELECT whose first value must be true.");
    Key<String> MESSAGE = Key.text("message", "What is said when it is not met.");

    KeyType<List<ExpectationSpec>> LIST = new KeyType<>() {
        @Override
        public String expects() {
            return "a list of expectations";
        }

        @Override
        public Shape shape() {
            return new Shape.ListOf(new Shape.MapOf(List.of(QUERY, ROWS, SQL, MESSAGE)), false);
        }

        @Override
        public Optional<List<ExpectationSpec>> read(String key, YamlValue value, Problems problems) {
            if (!(value instanceof YamlValue.Sequence list)) {
                problems.add(
                        ProblemCode.WRONG_TYPE,
                        value.span(),
                        key + " must be a list, not " + value.kind(),
                        "For example: - { query: visits, rows: \">= 1\" }");
                return Optional.empty();
            }
            List<ExpectationSpec> specs = new ArrayList<>();
            for (YamlValue item : list.items()) {
                parse(item, problems).ifPresent(specs::add);
            }
            return Optional.of(specs);
        }
    };

    private static Optional<ExpectationSpec> parse(YamlValue item, Problems problems) {
        if (!(item instanceof YamlValue.Mapping map)) {
            problems.add(
                    ProblemCode.WRONG_TYPE,
                    item.span(),
                    "an expectation must be a map, not " + item.kind(),
                    "For example: - { query: visits, rows: \">= 1\" }");
            return Optional.empty();
        }
        Span span =
                map.entries().isEmpty() ? item.span() : map.entries().getFirst().keySpan();
        Options options = Options.read("the expectation", span, map, List.of(QUERY, ROWS, SQL, MESSAGE), problems);
        Optional<String> message = options.find(MESSAGE);
        if (options.has(SQL) && !options.has(QUERY) && !options.has(ROWS)) {
            return Optional.of(new Condition(span, message, options.get(SQL)));
        }
        if (options.has(QUERY) && options.has(ROWS) && !options.has(SQL)) {
            return Optional.of(new Rows(span, message, options.get(QUERY), options.get(ROWS)));
        }
        boolean rows = map.find("query").isPresent() && map.find("rows").isPresent();
        boolean sql = map.find("sql").isPresent();
        // Where all is there that should be, its values are wrong, and that is said.
        if (rows == sql) {
            problems.add(
                    ProblemCode.MISSING_KEY,
                    span,
                    "an expectation has either `query` and `rows`, or `sql`",
                    "For example: - { query: visits, rows: \">= 1\" }");
        }
        return Optional.empty();
    }
}
