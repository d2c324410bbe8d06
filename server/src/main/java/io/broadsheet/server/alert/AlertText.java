package io.broadsheet.server.alert;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// An alert in words: a headline, what is known of the first one, and where to look.
///
/// @param headline such as `weekly, issue of 2021-11-01: 3 of 12 editions have trouble (USER unknown-column)`
/// @param where report, site and period of the first; empty where no single edition is meant
/// @param line the first line of what is wrong
/// @param link where to look
record AlertText(String headline, String where, String line, String link) {
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    static AlertText of(AlertLedger.Due due, ZoneId zone) {
        java.util.List<String> lines = due.text().lines().toList();
        String link = lines.isEmpty() ? "" : lines.getLast();
        String first = lines.isEmpty() ? "" : lines.getFirst();
        String run = (due.schedule().isEmpty() ? "run by hand" : due.schedule()) + ", issue of " + due.issueDate();
        if (due.isRecovery()) {
            String cause = due.cause().substring(AlertLedger.RECOVERED.length());
            return new AlertText("Recovered – " + run + ": no more " + cause, "", "", link);
        }
        if (due.isLate()) {
            String dueAt = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT)
                    .withZone(zone)
                    .format(due.due());
            return new AlertText("Late – " + run + ", due " + dueAt + " (" + zone + ")", "", first, link);
        }
        if (due.isMail()) {
            String mails = due.count() == 1 ? "1 mail" : due.count() + " mails";
            String what = due.cause().substring(AlertLedger.MAIL.length());
            return new AlertText(
                    run + ": " + mails
                            + (what.equals("unknown") ? " may not have left" : " did not leave (" + what + ")"),
                    first,
                    lines.size() > 2 ? lines.get(1) : "",
                    link);
        }
        String of = due.tasks() > due.count() ? " of " + due.tasks() : "";
        boolean one = due.count() == 1 && of.isEmpty();
        return new AlertText(
                run + ": " + due.count() + of + (one ? " edition has trouble (" : " editions: trouble (") + due.cause()
                        + ")",
                first,
                lines.size() > 2 ? lines.get(1) : "",
                link);
    }

    static String moment(Instant instant) {
        return MOMENT.format(instant);
    }
}
