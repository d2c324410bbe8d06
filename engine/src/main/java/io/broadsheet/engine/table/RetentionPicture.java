package io.broadsheet.engine.table;

import io.broadsheet.engine.component.DrawContext;
import io.broadsheet.engine.component.MailPart;
import io.broadsheet.engine.format.Formats;
import io.broadsheet.engine.html.HtmlWriter;
import io.broadsheet.engine.project.PeriodKind;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A cohort table as a drawing for a mail: the newest cohorts and their first weeks, so that a phone can show it.
final class RetentionPicture {
    private static final int MOST_COHORTS = 8;
    private static final int MOST_OFFSETS = 5;
    private static final double ROW = 30;
    private static final double CELL = 42;
    private static final double GAP = 2;
    private static final double LABEL = 92;
    private static final double SIZE = 60;
    private static final int FIRST_DARK = 10;
    private static final int LONGEST_LABEL = 12;

    private final Cohorts cohorts;
    private final List<Cohorts.Cohort> shown;
    private final DrawContext context;
    private final PeriodKind unit;
    private final int first;
    private final int last;
    private final boolean average;
    private final Shade shade;
    private final HtmlWriter out = new HtmlWriter(8192);

    RetentionPicture(Cohorts cohorts, PeriodKind unit, boolean average, DrawContext context) {
        this.cohorts = cohorts;
        this.context = context;
        this.unit = unit;
        this.average = average;
        this.first = cohorts.firstOffset();
        this.last = Math.min(cohorts.lastOffset(), first + MOST_OFFSETS - 1);
        List<Cohorts.Cohort> begun =
                cohorts.list().stream().filter(c -> c.last() >= first).toList();
        this.shown = begun.subList(Math.max(0, begun.size() - MOST_COHORTS), begun.size());
        this.shade = Shade.over(shown.stream()
                .flatMapToDouble(c -> IntStream.rangeClosed(first, last)
                        .mapToObj(c::rate)
                        .filter(OptionalDouble::isPresent)
                        .mapToDouble(OptionalDouble::getAsDouble))
                .toArray());
    }

    boolean isEmpty() {
        return shown.isEmpty() || last < first;
    }

    MailPart.Drawn draw() {
        double left = LABEL + (cohorts.hasSizes() ? SIZE : 0);
        double width = left + (last - first + 1) * (CELL + GAP);
        double height = ROW * (shown.size() + (average ? 2 : 1));
        out.open("svg").attribute("viewBox", "0 0 " + number(width) + " " + number(height));
        out.attribute("font-size", "12").attribute("fill", "var(--muted)");
        head(left);
        for (int i = 0; i < shown.size(); i++) {
            row(shown.get(i), left, ROW * (i + 1));
        }
        if (average) {
            averages(left, ROW * (shown.size() + 1));
        }
        return new MailPart.Drawn(out.close().toHtml().markup(), description());
    }

    private static String number(double value) {
        return HtmlWriter.coordinate(value);
    }

    private void head(double left) {
        if (cohorts.hasSizes()) {
            text(context.words().say("retention.size"), left - 12, baseline(0), "end");
        }
        String key = "retention.offset." + unit.name().toLowerCase(Locale.ROOT);
        for (int offset = first; offset <= last; offset++) {
            text(context.words().say(key, offset), middle(left, offset), baseline(0), "middle");
        }
    }

    private double middle(double left, int offset) {
        return left + (offset - first) * (CELL + GAP) + CELL / 2;
    }

    private static double baseline(double top) {
        return top + ROW / 2 + 4;
    }

    private void text(String text, double x, double y, String anchor, String... attributes) {
        out.open("text").attribute("x", x).attribute("y", y).attribute("text-anchor", anchor);
        for (int i = 0; i < attributes.length; i += 2) {
            out.attribute(attributes[i], attributes[i + 1]);
        }
        out.text(text).close();
    }

    private void row(Cohorts.Cohort cohort, double left, double top) {
        text(label(cohort.key()), 0, baseline(top), "start", "fill", "var(--text)");
        cohort.size().ifPresent(size -> text(context.formats().number(size, 0), left - 12, baseline(top), "end"));
        for (int offset = first; offset <= last; offset++) {
            OptionalDouble rate = cohort.rate(offset);
            if (rate.isPresent()) {
                cell(rate.getAsDouble(), left, offset, top);
            }
        }
    }

    private void cell(double rate, double left, int offset, double top) {
        String level = shade.cssClass(rate);
        int step = level.isEmpty() ? 0 : Integer.parseInt(level.substring(1));
        if (step > 0) {
            double share = 8 + 84.0 * (step - 1) / (Shade.LEVELS - 1);
            out.open("rect")
                    .attribute("x", middle(left, offset) - CELL / 2)
                    .attribute("y", top + GAP / 2)
                    .attribute("width", CELL)
                    .attribute("height", ROW - GAP)
                    .attribute("rx", 4)
                    .attribute("fill", "color-mix(in srgb, var(--heat) " + number(share) + "%, var(--bg))")
                    .close();
        }
        String ink = step >= FIRST_DARK ? "var(--on-heat)" : "var(--ink)";
        text(context.formats().percent(rate, 1), middle(left, offset), baseline(top), "middle", "fill", ink);
    }

    private void averages(double left, double top) {
        String name = context.words().say(cohorts.hasSizes() ? "retention.average" : "retention.average-plain");
        text(name, 0, baseline(top), "start", "fill", "var(--text)", "font-weight", "600");
        for (int offset = first; offset <= last; offset++) {
            double rate = cohorts.average(offset);
            if (Double.isFinite(rate)) {
                text(
                        context.formats().percent(rate, 1),
                        middle(left, offset),
                        baseline(top),
                        "middle",
                        "fill",
                        "var(--text)",
                        "font-weight",
                        "600");
            }
        }
    }

    private String label(@Nullable Object key) {
        Formats formats = context.formats();
        return formats.dayOf(key)
                .map(day -> switch (unit) {
                    case DAY -> formats.dayOfMonth(day);
                    case WEEK -> formats.week(day);
                    case MONTH -> formats.month(day);
                })
                .orElseGet(() -> Markup.cut(formats.write(key), LONGEST_LABEL));
    }

    /// How many cohorts, and the average of the first offset.
    private String description() {
        return context.words()
                .say(
                        "retention.desc",
                        shown.size(),
                        context.words().say("retention.offset." + unit.name().toLowerCase(Locale.ROOT), first),
                        context.formats().percent(cohorts.average(first), 1));
    }
}
