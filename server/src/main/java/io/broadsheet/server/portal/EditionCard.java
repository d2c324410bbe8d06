package io.broadsheet.server.portal;

import io.broadsheet.engine.format.Formats;
import io.broadsheet.server.edition.EditionView;
import io.broadsheet.server.edition.Headline;
import io.broadsheet.server.pages.Pages;
import java.time.LocalDate;
import java.util.Optional;

/// One edition on the list, in the reader's language.
///
/// @param week what it is the edition of, such as `[04주차]`
/// @param period its days, such as `10.25 – 10.31`
/// @param headline its first number
record EditionCard(
        String href,
        String week,
        String label,
        String period,
        Optional<Headline> headline,
        boolean fresh,
        boolean read) {

    static EditionCard of(EditionView edition, ReadingState state, Visitor visitor, Pages pages) {
        return new EditionCard(
                href(edition),
                week(edition, visitor, pages),
                edition.label(),
                period(edition, visitor),
                edition.headlines().stream().findFirst(),
                state == ReadingState.NEW,
                state == ReadingState.READ);
    }

    static String href(EditionView edition) {
        return "/portal/editions/" + edition.publicId();
    }

    /// Weeks are counted as the issue's weekday in its month; days and months are called by their names.
    static String week(EditionView edition, Visitor visitor, Pages pages) {
        Formats formats = visitor.formats();
        LocalDate issue = edition.issueDate();
        return switch (edition.periodKind()) {
            case "day" -> "[" + formats.dayOfMonth(edition.periodStart()) + "]";
            case "month" -> "[" + formats.monthShort(edition.periodStart()) + "]";
            default -> {
                int number = (issue.getDayOfMonth() - 1) / 7 + 1;
                yield pages.say(visitor.language(), "portal.week", "0" + number, number);
            }
        };
    }

    static String period(EditionView edition, Visitor visitor) {
        return visitor.formats().days(edition.periodStart(), edition.periodEnd().minusDays(1));
    }

    /// With its month, for places that speak of one edition alone: `10월 [04주차]`.
    static String issue(EditionView edition, Visitor visitor, Pages pages) {
        String week = week(edition, visitor, pages);
        return edition.periodKind().equals("week")
                ? visitor.formats().monthShort(edition.issueDate()) + " " + week
                : week;
    }
}
