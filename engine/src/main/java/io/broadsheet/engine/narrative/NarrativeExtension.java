package io.broadsheet.engine.narrative;

import io.broadsheet.engine.format.Formats;
import io.broadsheet.engine.format.ValueFormat;
import io.pebbletemplates.pebble.attributes.AttributeResolver;
import io.pebbletemplates.pebble.extension.AbstractExtension;
import io.pebbletemplates.pebble.extension.AbstractNodeVisitor;
import io.pebbletemplates.pebble.extension.Filter;
import io.pebbletemplates.pebble.extension.Function;
import io.pebbletemplates.pebble.extension.NodeVisitorFactory;
import io.pebbletemplates.pebble.extension.Test;
import io.pebbletemplates.pebble.extension.escaper.SafeString;
import io.pebbletemplates.pebble.node.ForNode;
import io.pebbletemplates.pebble.node.MacroNode;
import io.pebbletemplates.pebble.node.PrintNode;
import io.pebbletemplates.pebble.node.expression.BinaryExpression;
import io.pebbletemplates.pebble.operator.Associativity;
import io.pebbletemplates.pebble.operator.BinaryOperator;
import io.pebbletemplates.pebble.operator.BinaryOperatorImpl;
import io.pebbletemplates.pebble.operator.BinaryOperatorType;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.EvaluationContextImpl;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import io.pebbletemplates.pebble.template.PebbleTemplateImpl;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What Broadsheet adds to Pebble: formats as filters, values printed as text, division that is division.
final class NarrativeExtension extends AbstractExtension {
    private static final int ADD_PRECEDENCE = 40;
    private static final int DIVIDE_PRECEDENCE = 60;
    private static final int CONCATENATE_PRECEDENCE = 110;
    private static final int RANGE_PRECEDENCE = 120;
    private static final int MOST_DECIMALS = 20;

    @Override
    public Map<String, Filter> getFilters() {
        Map<String, Filter> filters = new HashMap<>();
        for (ValueFormat.Kind kind : ValueFormat.Kind.values()) {
            filters.put(
                    kind.id(),
                    filter(
                            List.of("decimals"),
                            (input, args) -> input == null
                                    ? null
                                    : new ValueFormat(kind, decimals(args)).apply(input, formats())));
        }
        filters.put(
                "change",
                filter(
                        List.of("before", "decimals"),
                        (input, args) -> formats()
                                .change(
                                        number(input, "change"),
                                        number(args.get("before"), "change"),
                                        decimals(args))));
        filters.put(
                "points",
                filter(
                        List.of("before", "decimals"),
                        (input, args) -> formats()
                                .points(
                                        number(input, "points"),
                                        number(args.get("before"), "points"),
                                        decimals(args))));
        filters.put(
                "join",
                filter(List.of("separator"), (input, args) -> LimitedGrowth.join(input, text(args.get("separator")))));
        filters.put("replace", filter(List.of("replace_pairs"), (input, args) -> {
            if (!(args.get("replace_pairs") instanceof Map<?, ?> pairs)) {
                throw new NarrativeException("replace takes a map: replace({'from': 'to'})");
            }
            return input == null ? null : LimitedGrowth.replace(input.toString(), pairs);
        }));
        filters.put("merge", filter(List.of("items"), (input, args) -> LimitedGrowth.merge(input, args.get("items"))));
        filters.put("length", filter(List.of(), (input, args) -> (long) length(input)));
        return filters;
    }

    @Override
    public Map<String, Test> getTests() {
        return Map.of("empty", new Test() {
            @Override
            public List<String> getArgumentNames() {
                return List.of();
            }

            @Override
            public boolean apply(
                    @Nullable Object input,
                    Map<String, Object> args,
                    PebbleTemplate self,
                    EvaluationContext context,
                    int lineNumber) {
                return input == null || length(input) == 0;
            }
        });
    }

    @Override
    public Map<String, Function> getFunctions() {
        return Map.of("range", new Function() {
            @Override
            public List<String> getArgumentNames() {
                return List.of("start", "end");
            }

            @Override
            public Object execute(
                    Map<String, Object> args, PebbleTemplate self, EvaluationContext context, int lineNumber) {
                try {
                    return LimitedGrowth.range(
                            LimitedGrowth.whole(args.get("start")), LimitedGrowth.whole(args.get("end")));
                } catch (NarrativeException e) {
                    throw e.at(lineNumber);
                }
            }
        });
    }

    @Override
    public List<BinaryOperator> getBinaryOperators() {
        return List.of(
                operator("/", DIVIDE_PRECEDENCE, Quotient::new),
                operator("+", ADD_PRECEDENCE, LimitedGrowth.Add::new),
                operator("~", CONCATENATE_PRECEDENCE, LimitedGrowth.Concatenate::new),
                operator("..", RANGE_PRECEDENCE, LimitedGrowth.Range::new));
    }

    private static BinaryOperator operator(
            String symbol, int precedence, Supplier<? extends BinaryExpression<?>> expression) {
        return new BinaryOperatorImpl(symbol, precedence, expression, BinaryOperatorType.NORMAL, Associativity.LEFT);
    }

    @Override
    public List<AttributeResolver> getAttributeResolver() {
        return List.of(new NarrativeResolver());
    }

    @Override
    public List<NodeVisitorFactory> getNodeVisitors() {
        return List.of(template -> new AbstractNodeVisitor((PebbleTemplateImpl) template) {
            @Override
            public void visit(PrintNode node) {
                node.setExpression(new PrintedExpression(node.getExpression()));
            }

            @Override
            public void visit(ForNode node) {
                super.visit(node);
                node.getBody().getChildren().addFirst(new StepNode(node.getLineNumber()));
            }

            @Override
            public void visit(MacroNode node) {
                super.visit(node);
                node.getBody().getChildren().addFirst(new StepNode(node.getLineNumber()));
            }
        });
    }

    /// What a value looks like where it is printed: text in one line, numbers and dates as the reader writes them.
    static String printed(@Nullable Object value) {
        return switch (value) {
            case SafeString markup -> markup.toString();
            case QueryRows rows ->
                throw new NarrativeException("'" + rows.name() + "' is a query; print one of its columns: "
                        + String.join(", ", rows.columnNames()));
            case QueryRows.Row row ->
                throw new NarrativeException("a row can't be printed; print one of its columns: "
                        + String.join(", ", row.rows().columnNames()));
            case Map<?, ?> map ->
                throw new NarrativeException("a map can't be printed; print one of its keys: "
                        + String.join(
                                ", ",
                                map.keySet().stream()
                                        .map(String::valueOf)
                                        .sorted()
                                        .toList()));
            case null, default -> ValueText.encode(formats().write(value));
        };
    }

    private static Formats formats() {
        return NarrativeScope.current().formats();
    }

    private static int length(@Nullable Object value) {
        return switch (value) {
            case null -> 0;
            case QueryRows rows -> rows.size();
            case java.util.Collection<?> c -> c.size();
            case Map<?, ?> m -> m.size();
            case CharSequence s -> s.length();
            default -> 1;
        };
    }

    private static int decimals(Map<String, @Nullable Object> args) {
        Object value = args.get("decimals");
        if (value == null) {
            return -1;
        }
        int decimals = number(value, "decimals").intValue();
        if (decimals < 0 || decimals > MOST_DECIMALS) {
            throw new NarrativeException("a format has 0 to " + MOST_DECIMALS + " decimals");
        }
        return decimals;
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    private static Number number(@Nullable Object value, String use) {
        return switch (value) {
            case Number n -> n;
            case null -> Double.NaN;
            default -> throw new NarrativeException(use + " works on numbers, not on text");
        };
    }

    private interface FilterBody {
        @Nullable
        Object apply(@Nullable Object input, Map<String, @Nullable Object> args);
    }

    private static Filter filter(List<String> arguments, FilterBody body) {
        return new Filter() {
            @Override
            public List<String> getArgumentNames() {
                return arguments;
            }

            @Override
            public @Nullable Object apply(
                    @Nullable Object input,
                    Map<String, @Nullable Object> args,
                    PebbleTemplate self,
                    EvaluationContext context,
                    int lineNumber) {
                try {
                    return body.apply(input, args);
                } catch (NarrativeException e) {
                    throw e.at(lineNumber);
                }
            }
        };
    }

    /// `/` of two whole numbers is a fraction, as an analyst means it; by zero there is no value.
    private static final class Quotient extends BinaryExpression<@Nullable Object> {
        @Override
        public @Nullable Object evaluate(PebbleTemplateImpl self, EvaluationContextImpl context) {
            Object left = getLeftExpression().evaluate(self, context);
            Object right = getRightExpression().evaluate(self, context);
            if (left == null || right == null) {
                return null;
            }
            double dividend = number(left, "/").doubleValue();
            double divisor = number(right, "/").doubleValue();
            if (divisor == 0) {
                return null;
            }
            if (left instanceof BigDecimal || right instanceof BigDecimal || left instanceof BigInteger) {
                return new BigDecimal(left.toString())
                        .divide(new BigDecimal(right.toString()), java.math.MathContext.DECIMAL128);
            }
            return dividend / divisor;
        }
    }
}
