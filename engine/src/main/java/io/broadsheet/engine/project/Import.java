package io.broadsheet.engine.project;

import io.broadsheet.engine.option.KeyType;
import io.broadsheet.engine.option.Shape;
import io.broadsheet.engine.problem.ProblemCode;
import io.broadsheet.engine.problem.Problems;
import io.broadsheet.engine.source.Name;
import io.broadsheet.engine.source.Snippet;
import io.broadsheet.engine.source.YamlValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One name that a report takes from a shared file: `retention from shared/cohort.sql`.
public record Import(Name name, Name file) {
    private static final Pattern FORM = Pattern.compile("\\s*(\\S.*?)\\s+from\\s+(\\S+)\\s*");
    private static final Pattern WORD = Pattern.compile("[^,\\s]+");

    static final KeyType<List<Import>> LIST = new KeyType<>() {
        @Override
        public String expects() {
            return "a list of `NAME from FILE`";
        }

        @Override
        public Shape shape() {
            return new Shape.ListOf(new Shape.NameOf(Shape.Thing.IMPORT), true);
        }

        @Override
        public Optional<List<Import>> read(String key, YamlValue value, Problems problems) {
            List<YamlValue> items = value instanceof YamlValue.Sequence s ? s.items() : List.of(value);
            List<Import> imports = new ArrayList<>();
            for (YamlValue item : items) {
                imports.addAll(parse(item, problems));
            }
            return Optional.of(imports);
        }
    };

    private static List<Import> parse(YamlValue item, Problems problems) {
        if (!(item instanceof YamlValue.Scalar scalar)) {
            problems.add(
                    ProblemCode.WRONG_TYPE,
                    item.span(),
                    "an entry of use must be `NAME from FILE`, not " + item.kind());
            return List.of();
        }
        Matcher m = FORM.matcher(scalar.text());
        if (!m.matches()) {
            problems.add(
                    ProblemCode.BAD_VALUE,
                    scalar.span(),
                    "an entry of use must be `NAME from FILE`",
                    "For example: retention from shared/cohort.sql");
            return List.of();
        }
        Snippet text = Snippet.ofScalar(scalar.span(), scalar.text(), scalar.quoted());
        Name file = new Name(m.group(2), text.span(m.start(2), m.group(2).length()));
        List<Import> imports = new ArrayList<>();
        Matcher word = WORD.matcher(m.group(1));
        while (word.find()) {
            Name name = new Name(
                    word.group(),
                    text.span(m.start(1) + word.start(), word.group().length()));
            imports.add(new Import(name, file));
        }
        return imports;
    }
}
