package io.broadsheet.server.console;

import io.broadsheet.server.pages.Pages;
import io.broadsheet.server.schedule.RunSummary;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/// How the console writes moments, durations and states in a language. Templates call it.
public final class Shown {
    private static final String NONE = "–";

    private final Pages pages;
    private final Locale language;
    private final ZoneId zone;
    private final InstantSource clock;
    private final DateTimeFormatter moment;
    private final DateTimeFormatter day;

    Shown(Pages pages, Locale language, ZoneId zone, InstantSource clock) {
        boolean korean = language.getLanguage().equals("ko");
        this.pages = pages;
        this.language = language;
        this.zone = zone;
        this.clock = clock;
        this.moment = DateTimeFormatter.ofPattern(korean ? "yyyy년 M월 d일 (E) HH:mm" : "EEE d MMM yyyy HH:mm", language);
        this.day = DateTimeFormatter.ofPattern(korean ? "yyyy년 M월 d일 (E)" : "EEE d MMM yyyy", language);
    }

    public String moment(Instant instant) {
        return moment.format(instant.atZone(zone));
    }

    public String moment(Optional<Instant> instant) {
        return instant.map(this::moment).orElse(NONE);
    }

    public String day(LocalDate date) {
        return day.format(date);
    }

    public String zone() {
        return zone.getId();
    }

    /// How long ago, or how soon.
    public String ago(Instant instant) {
        Duration since = Duration.between(instant, clock.instant());
        return since.isNegative()
                ? pages.say(language, "console.in", length(since.negated()))
                : pages.say(language, "console.ago", length(since));
    }

    public String between(Instant start, Instant end) {
        return length(Duration.between(start, end));
    }

    public String length(Optional<Duration> took) {
        return took.map(this::length).orElse(NONE);
    }

    public String length(Duration took) {
        long seconds = took.toSeconds();
        if (seconds < 1) {
            return pages.say(language, "console.milliseconds", took.toMillis());
        }
        if (seconds < 120) {
            return pages.say(language, "console.seconds", seconds);
        }
        if (seconds < 7_200) {
            return pages.say(language, "console.minutes", seconds / 60);
        }
        return seconds < 172_800
                ? pages.say(language, "console.hours", seconds / 3_600)
                : pages.say(language, "console.days", seconds / 86_400);
    }

    public String bytes(long bytes) {
        return bytes < 10_000 ? bytes + " B" : bytes / 1_000 + " KB";
    }

    /// A state as somebody reads it; a word that nobody translated is said as it is.
    public String state(String word) {
        return pages.find(language, "console.state." + word).orElse(word);
    }

    /// What somebody did.
    public String action(String word) {
        return pages.find(language, "console.action." + word.replace(' ', '-')).orElse(word);
    }

    /// The schedule of a run, or how it came to be.
    public String kind(RunSummary run) {
        return run.schedule().orElseGet(() -> pages.say(language, "console.kind." + word(run.kind())));
    }

    /// A state in lower case, for keys and for classes.
    public String word(Enum<?> state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    /// The sign that goes with a state: state is never told by colour alone.
    public String sign(String state) {
        return switch (state.toLowerCase(Locale.ROOT)) {
            case "published", "succeeded", "sent", "recovered" -> "●";
            case "held", "partial", "unknown", "waiting" -> "◐";
            case "failed", "missed", "lost", "bounced" -> "▲";
            case "running", "sending" -> "◌";
            case "cancelled", "dropped", "suppressed" -> NONE;
            default -> "○";
        };
    }

    public String share(int part, int whole) {
        return whole == 0 ? NONE : Math.round(100.0 * part / whole) + " %";
    }
}
