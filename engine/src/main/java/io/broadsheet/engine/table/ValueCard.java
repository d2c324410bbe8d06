package io.broadsheet.engine.table;

import io.broadsheet.engine.chart.SparkLine;
import io.broadsheet.engine.component.DrawContext;
import io.broadsheet.engine.component.Headline;
import io.broadsheet.engine.format.Formats;
import io.broadsheet.engine.format.ValueFormat;
import io.broadsheet.engine.frame.Column;
import io.broadsheet.engine.html.HtmlWriter;
import io.broadsheet.engine.project.PeriodKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Writes one card: what it is, the number, and `▼ 6.8% 지난주 54,726명`: how it changed, against what. Shares
/// change in percentage points.
final class ValueCard {
    /// Numbers of more characters are written smaller.
    private static final int LONG_NUMBER = 9;
    /// Numbers of more have no room on a phone, where they would break between two digits: they are written short.
    private static final int LONGEST_NUMBER = 17;

    private static final int MOST_SPARK_VALUES = 400;
    private static final double SPARK_WIDTH = 152;
    private static final double SPARK_HEIGHT = 36;

    private final ValueItem item;
    private final Column value;
    private final Optional<Column> previous;
    private final Optional<Column> spark;
    private final Optional<Number> target;
    private final DrawContext context;
    private final Optional<ValueFormat> format;

    ValueCard(
            ValueItem item,
            Column value,
            Optional<Column> previous,
            Optional<Column> spark,
            Optional<Number> target,
            DrawContext context) {
        this.item = item;
        this.value = value;
        this.previous = previous;
        this.spark = spark;
        this.target = target;
        this.context = context;
        this.format = item.format().or(() -> ValueFormat.byName(value.name(), value.type()));
    }

    void write(HtmlWriter out) {
        String number = text(value.get(0));
        out.open("div", "card");
        out.element("dt", label());
        out.open("dd", number.length() + item.unit().length() > LONG_NUMBER ? "v long" : "v")
                .text(number);
        if (!item.unit().isEmpty() && !value.isNull(0)) {
            out.element("span", "u", item.unit());
        }
        out.close();
        if (previous.isPresent()) {
            change(out, previous.get().get(0));
        }
        target.ifPresent(t -> target(out, t));
        spark.ifPresent(column -> spark(out, column));
        out.close().newLine();
    }

    /// The same number for a mail.
    Headline headline() {
        Object before = previous.map(p -> p.get(0)).orElse(null);
        Direction direction = direction(value.get(0), before);
        return new Headline(
                label(),
                text(value.get(0)) + (value.isNull(0) ? "" : item.unit()),
                direction == Direction.UNKNOWN ? "" : sentence(direction, before),
                switch (direction) {
                    case UP -> Headline.Direction.UP;
                    case DOWN -> Headline.Direction.DOWN;
                    case SAME, UNKNOWN -> Headline.Direction.NONE;
                });
    }

    private String label() {
        return item.label().orElseGet(() -> Names.spaced(value.name()));
    }

    private String text(@Nullable Object of) {
        int length = context.limits().cellLength();
        Object shown = of instanceof String s ? Markup.cut(s, length) : of;
        Formats formats = context.formats();
        String written =
                Markup.cut(format.map(f -> f.apply(shown, formats)).orElseGet(() -> formats.write(shown)), length);
        return shown instanceof Number n && format.isEmpty() && written.length() > LONGEST_NUMBER
                ? formats.compact(n, -1)
                : written;
    }

    private void change(HtmlWriter out, @Nullable Object before) {
        Direction direction = direction(value.get(0), before);
        out.open("dd", ("d " + direction.tone(item.better())).strip());
        if (direction != Direction.UNKNOWN) {
            out.element("b", sentence(direction, before)).text(" ");
        }
        if (direction == Direction.UP || direction == Direction.DOWN) {
            String tone = direction.tone(item.better());
            String way = context.words().say(direction == Direction.UP ? "values.up" : "values.down");
            // What grew from zero says so already.
            boolean fromZero = before instanceof Number n && n.doubleValue() == 0 && !isShare();
            if (!fromZero) {
                out.element("b", way);
            }
            if (!tone.isEmpty()) {
                out.element("span", "vh", " (" + context.words().say("values." + tone) + ")");
            }
            out.text(" ");
        }
        String note = item.note().orElseGet(() -> context.words().say("values.before." + kind()));
        String earlier = text(before) + (before == null ? "" : item.unit());
        out.element("span", "was", context.words().say("values.against", note, earlier));
        out.close();
    }

    /// `목표 60,000명의 85.0%`, over a bar of that length.
    private void target(HtmlWriter out, Number wanted) {
        String shown = text(wanted) + item.unit();
        double part = value.number(0) / wanted.doubleValue();
        out.open("dd", "goal");
        if (!Double.isFinite(part) || part < 0) {
            out.text(context.words().say("values.target", shown)).close();
            return;
        }
        out.text(
                context.words().say("values.of-target", shown, context.formats().percent(part, 0)));
        out.open("span", "meter")
                .attribute("style", "--b:" + Math.round(100 * Math.min(1, part)) + "%")
                .close();
        out.close();
    }

    private void spark(HtmlWriter out, Column column) {
        List<@Nullable Number> values = new ArrayList<>();
        if (column.get(0) instanceof List<?> list) {
            list.stream().limit(MOST_SPARK_VALUES).forEach(v -> values.add(v instanceof Number n ? n : null));
        }
        SparkLine line = new SparkLine(values, SPARK_WIDTH, SPARK_HEIGHT);
        if (line.isEmpty()) {
            return;
        }
        List<Number> there = values.stream().filter(Objects::nonNull).toList();
        out.open("dd", "course");
        line.write(out, context.words().say("spark.course", text(there.getFirst()), text(there.getLast())));
        out.close();
    }

    private String kind() {
        PeriodKind kind = context.period().kind();
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private String sentence(Direction direction, @Nullable Object before) {
        if (direction == Direction.SAME || !(value.get(0) instanceof Number now) || !(before instanceof Number was)) {
            return context.words().say("change.none");
        }
        return direction.arrow() + " " + size(now, was);
    }

    private String size(Number now, Number was) {
        Formats formats = context.formats();
        if (isShare()) {
            double points = Math.abs(now.doubleValue() - was.doubleValue()) * 100;
            return context.words().say("values.points", formats.number(points, shareDecimals()));
        }
        if (was.doubleValue() == 0) {
            return context.words().say(now.doubleValue() > 0 ? "change.from-zero" : "change.from-zero-down");
        }
        return formats.percent(Math.abs((now.doubleValue() - was.doubleValue()) / was.doubleValue()), 1);
    }

    private boolean isShare() {
        return format.map(f -> f.kind() == ValueFormat.Kind.PERCENT).orElse(false);
    }

    private int shareDecimals() {
        return format.map(ValueFormat::decimals).filter(d -> d >= 0).orElse(1);
    }

    /// Which way it went; what would be written as a change of 0.0 % is no change.
    private Direction direction(@Nullable Object now, @Nullable Object before) {
        if (!(now instanceof Number n) || !(before instanceof Number b)) {
            return Direction.UNKNOWN;
        }
        double from = b.doubleValue();
        double to = n.doubleValue();
        if (!Double.isFinite(from) || !Double.isFinite(to)) {
            return Direction.UNKNOWN;
        }
        boolean same = from == to || ((from != 0 || isShare()) && size(n, b).equals(size(n, n)));
        return same ? Direction.SAME : to > from ? Direction.UP : Direction.DOWN;
    }

    private enum Direction {
        UP("▲"),
        DOWN("▼"),
        SAME(""),
        UNKNOWN("");

        private final String arrow;

        Direction(String arrow) {
            this.arrow = arrow;
        }

        String arrow() {
            return arrow;
        }

        /// The class that colours it: `good`, `bad`, or none.
        String tone(ValueItem.Better better) {
            if (better == ValueItem.Better.NONE || this == SAME || this == UNKNOWN) {
                return "";
            }
            return (this == UP) == (better == ValueItem.Better.UP) ? "good" : "bad";
        }
    }
}
