package io.broadsheet.server.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.support.CronExpression;

/// When a schedule is due: five fields of cron, meant as the clock on the wall shows it in a zone.
///
/// One that a change to summer time leaves out is due as much later as the clock jumped. One that comes twice is due
/// the first time, unless the hour is `*` or says the same otherwise: what is due every hour is due in the
/// second of two equal hours too.
final class DueTimes {
    /// No zone ever jumped further: Samoa left out a day.
    private static final Duration FURTHEST_JUMP = Duration.ofHours(25);
    private static final int HOUR = 1;

    private final CronExpression cron;
    private final ZoneId zone;
    private final boolean everyHour;

    /// @param fields minute, hour, day of month, month, day of week
    DueTimes(String fields, ZoneId zone) {
        this.cron = CronExpression.parse("0 " + fields.strip());
        this.zone = zone;
        this.everyHour = isEveryHour(fields.strip().split("\\s+", -1)[HOUR]);
    }

    private static boolean isEveryHour(String hours) {
        CronExpression onTheHour = CronExpression.parse("0 0 " + hours + " * * *");
        LocalDateTime last = LocalDateTime.of(2021, 1, 1, 23, 0);
        LocalDateTime hour = last.minusDays(1);
        while (hour != null && hour.isBefore(last) && hour.plusHours(1).equals(onTheHour.next(hour))) {
            hour = hour.plusHours(1);
        }
        return last.equals(hour);
    }

    /// After the one and until the other, which is included; in order.
    List<Instant> between(Instant after, Instant until) {
        if (!after.isBefore(until)) {
            return List.of();
        }
        Duration slack = jumps(after, until) ? FURTHEST_JUMP : Duration.ZERO;
        LocalDateTime last = local(until).plus(slack);
        TreeSet<Instant> due = new TreeSet<>();
        LocalDateTime next = cron.next(local(after).minus(slack));
        while (next != null && !next.isAfter(last)) {
            at(next).filter(at -> at.isAfter(after) && !at.isAfter(until)).forEach(due::add);
            next = cron.next(next);
        }
        return List.copyOf(due);
    }

    /// The next ones; fewer where the expression has no more.
    List<Instant> next(Instant after, int most) {
        TreeSet<Instant> due = new TreeSet<>();
        LocalDateTime next = cron.next(local(after).minus(FURTHEST_JUMP));
        while (next != null && !isEnough(due, most, next)) {
            at(next).filter(at -> at.isAfter(after)).forEach(due::add);
            while (due.size() > most) {
                due.pollLast();
            }
            next = cron.next(next);
        }
        return List.copyOf(due);
    }

    /// Whether nothing that is still to come can be among the first.
    private boolean isEnough(SortedSet<Instant> due, int most, LocalDateTime next) {
        return due.size() >= most && next.isAfter(local(due.last()).plus(FURTHEST_JUMP));
    }

    private boolean jumps(Instant after, Instant until) {
        @Nullable ZoneOffsetTransition jump = zone.getRules().nextTransition(after.minus(FURTHEST_JUMP));
        return jump != null && jump.getInstant().isBefore(until.plus(FURTHEST_JUMP));
    }

    private LocalDateTime local(Instant instant) {
        return LocalDateTime.ofInstant(instant, zone);
    }

    private Stream<Instant> at(LocalDateTime local) {
        ZonedDateTime first = ZonedDateTime.ofLocal(local, zone, null);
        ZonedDateTime last = everyHour ? first.withLaterOffsetAtOverlap() : first;
        return Stream.of(first.toInstant(), last.toInstant()).distinct();
    }
}
