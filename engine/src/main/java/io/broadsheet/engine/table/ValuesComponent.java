package io.broadsheet.engine.table;

import io.broadsheet.engine.component.Component;
import io.broadsheet.engine.component.DrawContext;
import io.broadsheet.engine.component.Headline;
import io.broadsheet.engine.frame.Column;
import io.broadsheet.engine.frame.ColumnType;
import io.broadsheet.engine.frame.Frame;
import io.broadsheet.engine.html.Html;
import io.broadsheet.engine.html.HtmlWriter;
import io.broadsheet.engine.option.Key;
import io.broadsheet.engine.option.KeyType;
import io.broadsheet.engine.option.Options;
import io.broadsheet.engine.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// `values`: a few big numbers, each with its change, from a query's first row.
final class ValuesComponent implements Component {
    private static final String PREVIOUS_PREFIX = "previous_";

    private static final Key<List<ValueItem>> ITEMS = Key.of(
            "items", KeyType.listOf("a list of items", ValueItem.TYPE), "One card each: value, previous, label, ...");

    @Override
    public String name() {
        return "values";
    }

    @Override
    public String says() {
        return "Big numbers with their change, from a query's first row; without items every column is one,"
                + " and `previous_NAME` is what NAME was before.";
    }

    @Override
    public List<Key<?>> keys() {
        return Key.join(List.of(ITEMS), ValueItem.KEYS);
    }

    @Override
    public Html draw(Options options, Frame frame, DrawContext context) {
        if (options.has(ITEMS) && options.has(ValueItem.VALUE)) {
            context.problems()
                    .add(
                            ProblemCode.BAD_VALUE,
                            options.span(ValueItem.VALUE),
                            context.owner() + " has both items and a value of its own",
                            "Move it into items");
        }
        if (frame.isEmpty()) {
            return Markup.nothing(context);
        }
        HtmlWriter out = new HtmlWriter().open("dl", "cards").attribute("id", context.id());
        cards(options, frame, context).forEach(card -> card.write(out));
        return out.close().toHtml();
    }

    @Override
    public List<Headline> headlines(Options options, Frame frame, DrawContext context) {
        return frame.isEmpty()
                ? List.of()
                : cards(options, frame, context).stream()
                        .map(ValueCard::headline)
                        .toList();
    }

    private static List<ValueCard> cards(Options options, Frame frame, DrawContext context) {
        List<ValueCard> cards = new ArrayList<>();
        for (ValueItem item : items(options, frame)) {
            Optional<Column> value = frame.find(item.value().name());
            Optional<Column> previous = item.previous().flatMap(p -> frame.find(p.name()));
            Optional<Column> spark =
                    item.spark().flatMap(s -> frame.find(s.name())).filter(column -> isList(column, item, context));
            Optional<Number> target = item.target().flatMap(t -> t.in(frame));
            value.ifPresent(v -> cards.add(new ValueCard(item, v, previous, spark, target, context)));
        }
        return cards;
    }

    private static boolean isList(Column column, ValueItem item, DrawContext context) {
        boolean isList = column.type() == ColumnType.LIST;
        if (!isList) {
            item.spark()
                    .ifPresent(ref -> context.problems()
                            .add(
                                    ProblemCode.WRONG_COLUMN_TYPE,
                                    ref.span(),
                                    context.owner() + " draws a line of " + column.name() + ", which holds no lists",
                                    "Collect the values in the query: `list(" + column.name() + " order by week)`"));
        }
        return isList;
    }

    private static List<ValueItem> items(Options options, Frame frame) {
        return options.find(ITEMS)
                .orElseGet(() -> ValueItem.of(options).map(List::of).orElseGet(() -> all(frame)));
    }

    private static List<ValueItem> all(Frame frame) {
        return frame.columnNames().stream()
                .filter(name -> !isPrevious(name, frame))
                .map(name ->
                        ValueItem.of(name, frame.find(PREVIOUS_PREFIX + name).map(Column::name)))
                .toList();
    }

    private static boolean isPrevious(String name, Frame frame) {
        return name.toLowerCase(Locale.ROOT).startsWith(PREVIOUS_PREFIX)
                && frame.find(name.substring(PREVIOUS_PREFIX.length())).isPresent();
    }
}
