package io.broadsheet.engine.table;

import io.broadsheet.engine.chart.RetentionCurves;
import io.broadsheet.engine.component.DrawContext;
import io.broadsheet.engine.format.Formats;
import io.broadsheet.engine.format.PlainValues;
import io.broadsheet.engine.frame.Column;
import io.broadsheet.engine.html.Html;
import io.broadsheet.engine.html.HtmlWriter;
import io.broadsheet.engine.option.Options;
import io.broadsheet.engine.project.PeriodKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Writes a cohort table. Cohort and size stay in place while the weeks scroll, so both have a width of their
/// own.
final class RetentionHtml {
    private static final int LONGEST_LABEL = 60;
    private static final double WIDEST_LABEL = 14;

    private final Options options;
    private final Cohorts cohorts;
    private final List<Cohorts.Cohort> shown;
    private final Optional<Column> people;
    private final DrawContext context;
    private final Formats formats;
    private final PeriodKind unit;
    private final int first;
    private final int last;
    private final boolean sized;
    private final double largest;

    RetentionHtml(Options options, Cohorts cohorts, Optional<Column> people, DrawContext context) {
        this.options = options;
        this.cohorts = cohorts;
        int most = context.limits().tableRows();
        this.shown = cohorts.list().subList(0, Math.min(most, cohorts.list().size()));
        this.people = people;
        this.context = context;
        this.formats = context.formats();
        this.unit =
                options.find(RetentionComponent.UNIT).orElse(context.period().kind());
        this.first = cohorts.firstOffset();
        this.last = Math.min(cohorts.lastOffset(), first + RetentionComponent.MOST_OFFSETS - 1);
        this.sized = cohorts.hasSizes();
        this.largest = shown.stream()
                .flatMap(c -> c.size().stream())
                .mapToDouble(Number::doubleValue)
                .max()
                .orElse(0);
    }

    Html write() {
        return write(options.get(RetentionComponent.TITLE), options.get(RetentionComponent.CAPTION));
    }

    /// The same numbers as lines, with the table folded under them.
    Html curves() {
        List<Integer> offsets = IntStream.rangeClosed(first, last).boxed().toList();
        int from = Math.max(0, shown.size() - context.limits().series());
        List<RetentionCurves.Curve> curves = shown.subList(from, shown.size()).stream()
                .map(c -> new RetentionCurves.Curve(label(c.key()), rates(c, offsets)))
                .toList();
        Optional<RetentionCurves.Curve> average = Optional.of(new RetentionCurves.Curve(average(), averages(offsets)))
                .filter(a -> options.get(RetentionComponent.AVERAGE));
        HtmlWriter folded = new HtmlWriter(8192).open("details", "nums");
        folded.element("summary", context.words().say("numbers.show"));
        folded.raw(write("", "")).close();
        return new RetentionCurves(
                        options, context, offsets.stream().map(this::offset).toList(), curves, average)
                .draw(folded.toHtml());
    }

    private static List<@Nullable Double> rates(Cohorts.Cohort cohort, List<Integer> offsets) {
        List<@Nullable Double> rates = new ArrayList<>();
        for (int offset : offsets) {
            OptionalDouble rate = cohort.rate(offset);
            rates.add(rate.isPresent() ? Double.valueOf(rate.getAsDouble()) : null);
        }
        return rates;
    }

    private List<@Nullable Double> averages(List<Integer> offsets) {
        List<@Nullable Double> rates = new ArrayList<>();
        for (int offset : offsets) {
            double rate = cohorts.average(offset);
            rates.add(Double.isNaN(rate) ? null : Double.valueOf(rate));
        }
        return rates;
    }

    private String offset(int offset) {
        return context.words().say("retention.offset." + unit.name().toLowerCase(Locale.ROOT), offset);
    }

    private Html write(String title, String caption) {
        String head = options.find(RetentionComponent.LABEL)
                .orElseGet(() -> context.words().say("retention.cohort"));
        List<String> labels = shown.stream().map(c -> label(c.key())).toList();
        HtmlWriter out = new HtmlWriter(shown.size() * Math.max(3, last - first + 3) * 24 + 1024);
        Markup.openWide(out, "wide", context.id(), !title.isEmpty() || !caption.isEmpty(), head);
        out.open("table", sized ? "ret sized" : "ret").attribute("id", context.id());
        out.attribute("style", widths(head, labels));
        if (options.get(RetentionComponent.CSV)) {
            out.attribute("data-csv", context.words().say("table.save"));
        }
        Markup.caption(out, context.id(), title, caption);
        head(out, head);
        body(out, labels);
        return out.close().close().toHtml();
    }

    /// How wide the first column is where there is room (`--w`), and on a phone (`--v`), where its head may
    /// wrap.
    private String widths(String head, List<String> labels) {
        double narrow = labels.stream().mapToDouble(Markup::width).max().orElse(0);
        double wide = Math.max(narrow, Math.max(Markup.width(head), Markup.width(average())));
        return "--w:" + em(wide + 0.8) + ";--v:" + em(narrow + 0.3);
    }

    private static String em(double width) {
        return HtmlWriter.coordinate(Math.min(WIDEST_LABEL, Math.round(width * 10) / 10.0)) + "em";
    }

    private String label(@Nullable Object key) {
        return formats.dayOf(key)
                .map(day -> switch (unit) {
                    case DAY -> formats.dayOfMonth(day);
                    case WEEK -> formats.week(day);
                    case MONTH -> formats.month(day);
                })
                .orElseGet(() -> Markup.cut(formats.write(key), LONGEST_LABEL));
    }

    private String average() {
        return context.words().say(sized ? "retention.average" : "retention.average-plain");
    }

    private void head(HtmlWriter out, String label) {
        out.open("thead").open("tr");
        out.open("th").attribute("scope", "col").text(label).close();
        if (sized) {
            out.open("th")
                    .attribute("scope", "col")
                    .text(context.words().say("retention.size"))
                    .close();
        }
        for (int offset = first; offset <= last; offset++) {
            out.open("th").attribute("scope", "col").text(offset(offset)).close();
        }
        out.close().close();
    }

    private void body(HtmlWriter out, List<String> labels) {
        List<Shade> shades = shades();
        out.open("tbody").newLine();
        for (int i = 0; i < shown.size(); i++) {
            row(out, labels.get(i), shown.get(i), shades);
        }
        out.close();
        if (options.get(RetentionComponent.AVERAGE) && last >= first) {
            averages(out);
        }
    }

    /// One scale for each offset, or the same one for all.
    private List<Shade> shades() {
        RetentionComponent.ShadeBy by = options.get(RetentionComponent.SHADE);
        Shade all = Shade.over(
                by != RetentionComponent.ShadeBy.TABLE
                        ? new double[0]
                        : IntStream.rangeClosed(first, last)
                                .mapToObj(this::rates)
                                .flatMapToDouble(Arrays::stream)
                                .toArray());
        return IntStream.rangeClosed(first, last)
                .mapToObj(offset -> by == RetentionComponent.ShadeBy.COLUMN ? Shade.over(rates(offset)) : all)
                .toList();
    }

    private double[] rates(int offset) {
        return shown.stream()
                .map(c -> c.rate(offset))
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .toArray();
    }

    private void row(HtmlWriter out, String label, Cohorts.Cohort cohort, List<Shade> shades) {
        int reached = Math.min(cohort.last(), last);
        String size = cohort.size().map(this::people).orElse(Formats.MISSING);
        out.open("tr");
        if (options.get(RetentionComponent.CSV)) {
            plain(out, cohort, label, size, reached);
        }
        out.open("th").attribute("scope", "row").text(label).close();
        if (sized) {
            out.open("td");
            cohort.size().ifPresent(n -> bar(out, n.doubleValue()));
            out.text(size).close();
        }
        for (int offset = first; offset <= reached; offset++) {
            cell(out, cohort, offset, shades.get(offset - first));
        }
        filler(out, last - Math.max(reached, first - 1));
        out.close().newLine();
    }

    /// What the script saves where the texts say less.
    private void plain(HtmlWriter out, Cohorts.Cohort cohort, String label, String size, int reached) {
        PlainValues plain = new PlainValues();
        plain.add(cohort.key(), label);
        if (sized) {
            plain.add(cohort.size().orElse(null), size);
        }
        for (int offset = first; offset <= reached; offset++) {
            OptionalDouble rate = cohort.rate(offset);
            plain.add(
                    rate.isPresent() ? Double.valueOf(rate.getAsDouble()) : null,
                    rate.isPresent() ? formats.percent(rate.getAsDouble(), 1) : "");
        }
        if (!plain.toString().isEmpty()) {
            out.attribute("data-v", plain.toString());
        }
    }

    private void bar(HtmlWriter out, double size) {
        if (options.get(RetentionComponent.SIZE_BAR) && size > 0 && largest > 0) {
            out.attribute("style", "--b:" + Math.round(100 * (size / largest)) + "%");
        }
    }

    /// What the cohort has not reached yet, as one empty cell.
    private static void filler(HtmlWriter out, int columns) {
        if (columns > 0) {
            out.open("td");
            if (columns > 1) {
                out.attribute("colspan", columns);
            }
            out.close();
        }
    }

    private void cell(HtmlWriter out, Cohorts.Cohort cohort, int offset, Shade shade) {
        OptionalDouble rate = cohort.rate(offset);
        out.open("td");
        if (rate.isEmpty()) {
            out.text(Formats.MISSING).close();
            return;
        }
        String cssClass = shade.cssClass(rate.getAsDouble());
        if (!cssClass.isEmpty()) {
            out.attribute("class", cssClass);
        }
        count(cohort, offset).ifPresent(text -> out.attribute("title", text));
        out.text(formats.percent(rate.getAsDouble(), 1)).close();
    }

    /// `51,024명 가운데 4,006명`
    private Optional<String> count(Cohorts.Cohort cohort, int offset) {
        Cohorts.Cell cell = cohort.cells().get(offset);
        if (people.isEmpty() || cell == null || !(people.get().get(cell.row()) instanceof Number n)) {
            return Optional.empty();
        }
        String counted = people(n);
        return Optional.of(cohort.size()
                .map(size -> context.words().say("retention.of", counted, people(size)))
                .orElse(counted));
    }

    private String people(Number count) {
        return context.words().say("retention.people", formats.number(count, 0));
    }

    private void averages(HtmlWriter out) {
        out.open("tfoot").open("tr");
        out.open("th").attribute("scope", "row").text(average()).close();
        if (sized) {
            out.open("td").close();
        }
        for (int offset = first; offset <= last; offset++) {
            out.element("td", formats.percent(cohorts.average(offset), 1));
        }
        out.close().close();
    }
}
