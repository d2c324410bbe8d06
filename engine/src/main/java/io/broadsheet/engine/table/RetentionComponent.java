package io.broadsheet.engine.table;

import io.broadsheet.engine.component.Component;
import io.broadsheet.engine.component.DrawContext;
import io.broadsheet.engine.component.MailPart;
import io.broadsheet.engine.frame.Column;
import io.broadsheet.engine.frame.Frame;
import io.broadsheet.engine.html.Html;
import io.broadsheet.engine.option.ColumnRef;
import io.broadsheet.engine.option.Key;
import io.broadsheet.engine.option.Options;
import io.broadsheet.engine.problem.ProblemCode;
import io.broadsheet.engine.project.PeriodKind;
import java.util.List;
import java.util.Optional;

/// `retention`: of the people who began in a week (day, month), how many were there one, two, ... weeks
/// later. One row per cohort, one column per offset, shaded.
final class RetentionComponent implements Component {
    /// What the shades are relative to.
    enum ShadeBy {
        TABLE,
        COLUMN,
        /// No shades
        NONE
    }

    /// How cohorts are drawn.
    enum As {
        TABLE,
        CURVES
    }

    /// Offsets that a table has columns for; more is a problem.
    static final int MOST_OFFSETS = 120;

    static final Key<ColumnRef> COHORT = Key.column("cohort", "When the cohort began: its first day, or any name.")
            .require();
    static final Key<ColumnRef> SIZE = Key.column("size", "How many began.");
    static final Key<ColumnRef> OFFSET = Key.column("offset", "Weeks (days, months) since it began: 0, 1, 2, ...")
            .require();
    static final Key<ColumnRef> RATE = Key.column("rate", "The share that was there at the offset: 0.079 is 7.9%.")
            .require();
    static final Key<ColumnRef> PEOPLE =
            Key.column("people", "How many that share is; shown when a cell is pointed at.");
    static final Key<String> LABEL = Key.words("label", "What the cohorts are: 첫방문자 코호트.");
    static final Key<PeriodKind> UNIT =
            Key.choice("unit", PeriodKind.class, "day, week or month; the report's period by default.");
    static final Key<String> TITLE =
            Key.words("title", "The heading of the table.").orElse("");
    static final Key<String> CAPTION =
            Key.words("caption", "What it shows, over which time.").orElse("");
    static final Key<ShadeBy> SHADE = Key.choice(
                    "shade",
                    ShadeBy.class,
                    "Whether shades compare the whole table or each column by itself; none for no shades.")
            .orElse(ShadeBy.TABLE);
    static final Key<Boolean> AVERAGE = Key.flag("average", "Whether a last row has the averages, weighted by size.")
            .orElse(true);
    static final Key<Boolean> SIZE_BAR = Key.flag(
                    "size-bar", "Whether a bar behind each cohort's size compares it with the largest.")
            .orElse(true);
    static final Key<As> AS = Key.choice(
                    "as", As.class, "A shaded table, or curves: a line for each cohort, with the table folded under.")
            .orElse(As.TABLE);
    static final Key<Boolean> CSV =
            Key.flag("csv", "Whether readers can save the rates as CSV.").orElse(true);

    @Override
    public String name() {
        return "retention";
    }

    @Override
    public String says() {
        return "A cohort table: one row per cohort, one column per week since, shaded, with the weighted average.";
    }

    @Override
    public List<Key<?>> keys() {
        return List.of(
                COHORT, SIZE, OFFSET, RATE, PEOPLE, LABEL, UNIT, TITLE, CAPTION, AS, SHADE, AVERAGE, SIZE_BAR, CSV);
    }

    @Override
    public boolean drawsChart(Options options) {
        return options.get(AS) == As.CURVES;
    }

    @Override
    public Html draw(Options options, Frame frame, DrawContext context) {
        Optional<Column> cohort = column(COHORT, options, frame);
        Optional<Column> offset = numbers(OFFSET, options, frame, context);
        Optional<Column> rate = numbers(RATE, options, frame, context);
        if (frame.isEmpty() || cohort.isEmpty() || offset.isEmpty() || rate.isEmpty()) {
            return Markup.nothing(context);
        }
        Cohorts cohorts =
                Cohorts.of(frame, cohort.get(), numbers(SIZE, options, frame, context), offset.get(), rate.get());
        report(cohorts, options, context);
        RetentionHtml table = new RetentionHtml(options, cohorts, column(PEOPLE, options, frame), context);
        return options.get(AS) == As.TABLE ? table.write() : table.curves();
    }

    @Override
    public Optional<MailPart> mailPart(Options options, Frame frame, DrawContext context) {
        Optional<Column> cohort = column(COHORT, options, frame);
        Optional<Column> offset = numbers(OFFSET, options, frame, context);
        Optional<Column> rate = numbers(RATE, options, frame, context);
        if (frame.isEmpty() || cohort.isEmpty() || offset.isEmpty() || rate.isEmpty()) {
            return Optional.empty();
        }
        RetentionPicture picture = new RetentionPicture(
                Cohorts.of(frame, cohort.get(), numbers(SIZE, options, frame, context), offset.get(), rate.get()),
                options.find(UNIT).orElse(context.period().kind()),
                options.get(AVERAGE),
                context);
        return picture.isEmpty() ? Optional.empty() : Optional.of(picture.draw());
    }

    private static Optional<Column> column(Key<ColumnRef> key, Options options, Frame frame) {
        return options.find(key).flatMap(ref -> frame.find(ref.name()));
    }

    private static Optional<Column> numbers(Key<ColumnRef> key, Options options, Frame frame, DrawContext context) {
        Optional<Column> column = column(key, options, frame);
        if (column.isPresent() && !column.get().type().isNumber() && !frame.isEmpty()) {
            context.problems()
                    .add(
                            ProblemCode.WRONG_COLUMN_TYPE,
                            options.span(key),
                            context.owner() + " needs numbers for " + key.name() + "; "
                                    + column.get().name() + " is "
                                    + column.get().type().name().toLowerCase(java.util.Locale.ROOT));
            return Optional.empty();
        }
        return column;
    }

    private static void report(Cohorts cohorts, Options options, DrawContext context) {
        if (!cohorts.duplicates().isEmpty()) {
            int[] first = cohorts.duplicates().getFirst();
            context.problems()
                    .add(
                            ProblemCode.BAD_ROWS,
                            options.span(OFFSET),
                            context.owner() + " has two rows for one cohort and offset (rows " + first[0] + " and "
                                    + first[1] + ", " + cohorts.duplicates().size() + " in all)",
                            "Group by cohort and offset in the query; the first of each is drawn");
        }
        if (!cohorts.badOffsets().isEmpty()) {
            context.problems()
                    .add(
                            ProblemCode.BAD_ROWS,
                            options.span(OFFSET),
                            context.owner() + " has offsets that are not 0, 1, 2, ... (row "
                                    + cohorts.badOffsets().getFirst() + ", "
                                    + cohorts.badOffsets().size() + " in all)",
                            "Count whole periods since the cohort began");
        }
        if (!cohorts.badRates().isEmpty()) {
            context.problems()
                    .add(
                            ProblemCode.BAD_ROWS,
                            options.span(RATE),
                            context.owner() + " has rates below 0 or above 1 (row "
                                    + cohorts.badRates().getFirst() + ", "
                                    + cohorts.badRates().size() + " in all)",
                            "A rate is a share of the cohort: 0.079 is 7.9%; divide percents by 100");
        }
        if (cohorts.lastOffset() - cohorts.firstOffset() >= MOST_OFFSETS) {
            context.problems()
                    .add(
                            ProblemCode.TOO_MANY_ROWS,
                            options.span(OFFSET),
                            context.owner() + " has " + (cohorts.lastOffset() - cohorts.firstOffset() + 1)
                                    + " offsets; a table shows " + MOST_OFFSETS,
                            "Keep the first ones in the query, or count in longer periods");
        }
        if (cohorts.list().size() > context.limits().tableRows()) {
            context.problems()
                    .add(
                            ProblemCode.TOO_MANY_ROWS,
                            options.span(COHORT),
                            context.owner() + " has " + cohorts.list().size() + " cohorts; a table shows "
                                    + context.limits().tableRows(),
                            "Keep the last ones in the query, or make cohorts of longer periods");
        }
    }
}
