package io.broadsheet.engine.narrative;

import io.pebbletemplates.pebble.node.expression.AddExpression;
import io.pebbletemplates.pebble.node.expression.BinaryExpression;
import io.pebbletemplates.pebble.node.expression.ConcatenateExpression;
import io.pebbletemplates.pebble.template.EvaluationContextImpl;
import io.pebbletemplates.pebble.template.PebbleTemplateImpl;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What grows in a template stays small: texts, lists and ranges that double in a loop would take all memory long
/// before a page is too large.
final class LimitedGrowth {
    static final int LONGEST_TEXT = 1_000_000;
    static final int LONGEST_LIST = 100_000;
    private static final int LONGEST_RANGE = 10_000;

    private LimitedGrowth() {}

    static @Nullable Object checked(@Nullable Object value) {
        if (value instanceof CharSequence s && s.length() > LONGEST_TEXT) {
            throw new NarrativeException("the narrative makes a text of more than " + LONGEST_TEXT + " characters");
        }
        if ((value instanceof Collection<?> c && c.size() > LONGEST_LIST)
                || (value instanceof Map<?, ?> m && m.size() > LONGEST_LIST)) {
            throw new NarrativeException("the narrative makes a list of more than " + LONGEST_LIST + " items");
        }
        return value;
    }

    private static @Nullable Object checked(@Nullable Object value, int line) {
        try {
            return checked(value);
        } catch (NarrativeException e) {
            throw e.at(line);
        }
    }

    static List<Long> range(long start, long end) {
        if (end - start >= LONGEST_RANGE) {
            throw new NarrativeException("the range has more than " + LONGEST_RANGE + " items");
        }
        return IntStream.range(0, (int) Math.max(0, end - start + 1))
                .mapToObj(i -> start + i)
                .toList();
    }

    static String join(@Nullable Object items, String glue) {
        List<@Nullable Object> list = new ArrayList<>();
        switch (items) {
            case null -> {}
            case Iterable<?> many -> many.forEach(list::add);
            case Map<?, ?> map -> list.addAll(map.values());
            default -> list.add(items);
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < list.size(); i++) {
            out.append(i > 0 ? glue : "").append(list.get(i) == null ? "" : list.get(i));
            checked(out);
        }
        return out.toString();
    }

    static String replace(String text, Map<?, ?> pairs) {
        String result = text;
        for (Map.Entry<?, ?> pair : pairs.entrySet()) {
            String from = String.valueOf(pair.getKey());
            String to = String.valueOf(pair.getValue());
            StringBuilder out = new StringBuilder();
            int last = 0;
            for (int at = from.isEmpty() ? -1 : result.indexOf(from);
                    at >= 0;
                    at = result.indexOf(from, at + from.length())) {
                out.append(result, last, at).append(to);
                last = at + from.length();
                checked(out);
            }
            result = out.append(result, last, result.length()).toString();
            checked(result);
        }
        return result;
    }

    static Object merge(@Nullable Object first, @Nullable Object second) {
        if (first instanceof Map<?, ?> a && second instanceof Map<?, ?> b) {
            Map<Object, @Nullable Object> all = new LinkedHashMap<>(a);
            all.putAll(b);
            checked(all);
            return all;
        }
        if (first instanceof Collection<?> a && second instanceof Collection<?> b) {
            List<@Nullable Object> all = new ArrayList<>(a);
            all.addAll(b);
            checked(all);
            return all;
        }
        throw new NarrativeException("merge takes two lists or two maps");
    }

    /// `+`
    static final class Add extends AddExpression {
        @Override
        public @Nullable Object evaluate(PebbleTemplateImpl self, EvaluationContextImpl context) {
            return checked(super.evaluate(self, context), getLineNumber());
        }
    }

    /// `~`
    static final class Concatenate extends ConcatenateExpression {
        @Override
        public String evaluate(PebbleTemplateImpl self, EvaluationContextImpl context) {
            String text = super.evaluate(self, context);
            checked(text, getLineNumber());
            return text;
        }
    }

    /// `1..12`
    static final class Range extends BinaryExpression<Object> {
        @Override
        public Object evaluate(PebbleTemplateImpl self, EvaluationContextImpl context) {
            Object start = getLeftExpression().evaluate(self, context);
            Object end = getRightExpression().evaluate(self, context);
            try {
                return range(whole(start), whole(end));
            } catch (NarrativeException e) {
                throw e.at(getLineNumber());
            }
        }
    }

    static long whole(@Nullable Object value) {
        if (value instanceof Number n) {
            return n.longValue();
        }
        throw new NarrativeException("a range goes from one number to another");
    }
}
