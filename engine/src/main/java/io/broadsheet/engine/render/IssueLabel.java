package io.broadsheet.engine.render;

import io.broadsheet.engine.format.Formats;
import io.broadsheet.engine.project.Period;
import java.util.Locale;

/// An edition's label: `11월 [01주차]`, `November, week 1`. It belongs to the month of the issue date and counts
/// that weekday in the month; daily editions are called by their day, monthly ones by the month that they speak of.
public final class IssueLabel {
    private IssueLabel() {}

    public static String of(Period period, Formats formats) {
        String key = "page.label." + period.kind().name().toLowerCase(Locale.ROOT);
        int week = period.issueWeekOfMonth();
        return switch (period.kind()) {
            case DAY -> formats.words().say(key, formats.dayOfMonth(period.issue()));
            case WEEK -> formats.words().say(key, formats.monthName(period.issue()), week, "0" + week);
            case MONTH -> formats.words().say(key, formats.monthName(period.start()));
        };
    }
}
