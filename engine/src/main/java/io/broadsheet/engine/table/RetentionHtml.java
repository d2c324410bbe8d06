package io.broadsheet.engine.table;

import io.broadsheet.engine.component.DrawContext;
import io.broadsheet.engine.format.Formats;
import io.broadsheet.engine.frame.Column;
import io.broadsheet.engine.html.Html;
import io.broadsheet.engine.html.HtmlWriter;
import io.broadsheet.engine.option.Options;
import io.broadsheet.engine.project.PeriodKind;
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
    }

    Html write() {
        String title = options.get(RetentionComponent.TITLE);
        String caption = options.get(RetentionComponent.CAPTION);
        String head = options.find(RetentionComponent.LABEL)
                .orElseGet(() -> context.words().say("retention.cohort"));
        List<String> labels = shown.stream().map(c -> label(c.key())).toList();
        HtmlWriter out = new HtmlWriter(shown.size() * (last - first + 3) * 24 + 1024);
        Markup.openWide(out, context.id(), !title.isEmpty() || !caption.isEmpty(), head);
        out.open("table", sized ? "ret sized" : "ret").attribute("id", context.id());
        out.attribute("style", widths(head, labels));
        Markup.caption(out, context.id(), title, caption);
        head(out, head);
        body(out, labels);
        return out.close().close().toHtml();
    }

    /// How wide the first column is where there is room (`--w`), and on a phone (`--v`), where its head may
    /// wrap.
    private String widths(String head, List<String> labels) {
        double narrow = labels.stream().mapToDouble(RetentionHtml::width).max().orElse(0);
        double wide = Math.max(narrow, Math.max(width(head), width(average())));
        return "--w:" + em(wide + 0.8) + ";--v:" + em(narrow + 0.3);
    }

    private static String em(double width) {
        return HtmlWriter.coordinate(Math.min(WIDEST_LABEL, Math.round(width * 10) / 10.0)) + "em";
    }

    /// In em: Korean and the like are as wide as high, the rest about half.
    private static double width(String text) {
        return text.codePoints()
                .mapToDouble(c -> c >= 0x1100 ? (c >= 0x2000 && c < 0x2E80 ? 0.6 : 0.95) : 0.56)
                .sum();
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
        String offsetKey = "retention.offset." + unit.name().toLowerCase(Locale.ROOT);
        out.open("thead").open("tr");
        out.open("th").attribute("scope", "col").text(label).close();
        if (sized) {
            out.open("th")
                    .attribute("scope", "col")
                    .text(context.words().say("retention.size"))
                    .close();
        }
        for (int offset = first; offset <= last; offset++) {
            out.open("th")
                    .attribute("scope", "col")
                    .text(context.words().say(offsetKey, offset))
                    .close();
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
        boolean byColumn = options.get(RetentionComponent.SHADE) == RetentionComponent.ShadeBy.COLUMN;
        Shade all = Shade.over(IntStream.rangeClosed(first, last)
                .mapToObj(this::rates)
                .flatMapToDouble(Arrays::stream)
                .toArray());
        return IntStream.rangeClosed(first, last)
                .mapToObj(offset -> byColumn ? Shade.over(rates(offset)) : all)
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
        out.open("tr").open("th").attribute("scope", "row").text(label).close();
        if (sized) {
            out.element("td", cohort.size().map(this::people).orElse(Formats.MISSING));
        }
        int reached = Math.min(cohort.last(), last);
        for (int offset = first; offset <= reached; offset++) {
            cell(out, cohort, offset, shades.get(offset - first));
        }
        filler(out, last - Math.max(reached, first - 1));
        out.close().newLine();
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
