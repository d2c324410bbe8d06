package io.broadsheet.server.console;

import io.broadsheet.server.project.ServedProject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// How the console writes moments, durations and states. Templates call it.
@Component
public final class Shown {
    private static final DateTimeFormatter FULL = DateTimeFormatter.ofPattern("EEE d MMM yyyy HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM yyyy", Locale.ENGLISH);

    private final ZoneId zone;
    private final InstantSource clock;

    Shown(ServedProject project, InstantSource clock) {
        this.zone = project.project().zone();
        this.clock = clock;
    }

    public String moment(Instant instant) {
        return FULL.format(instant.atZone(zone));
    }

    public String moment(Optional<Instant> instant) {
        return instant.map(this::moment).orElse("–");
    }

    public String time(Instant instant) {
        return CLOCK.format(instant.atZone(zone));
    }

    public String day(LocalDate date) {
        return DAY.format(date);
    }

    public String zone() {
        return zone.getId();
    }

    /// How long ago, or how soon.
    public String ago(Instant instant) {
        Duration since = Duration.between(instant, clock.instant());
        return since.isNegative() ? "in " + length(since.negated()) : length(since) + " ago";
    }

    public String between(Instant start, Instant end) {
        return length(Duration.between(start, end));
    }

    public String length(Optional<Duration> took) {
        return took.map(this::length).orElse("–");
    }

    public String length(Duration took) {
        long seconds = took.toSeconds();
        if (seconds < 1) {
            return took.toMillis() + " ms";
        }
        if (seconds < 120) {
            return seconds + " s";
        }
        if (seconds < 7_200) {
            return seconds / 60 + " min";
        }
        return seconds < 172_800 ? seconds / 3_600 + " h" : seconds / 86_400 + " days";
    }

    public String bytes(long bytes) {
        return bytes < 10_000 ? bytes + " B" : bytes / 1_000 + " KB";
    }

    /// A state in lower case, for words and for classes.
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
            case "cancelled", "dropped", "suppressed" -> "–";
            default -> "○";
        };
    }

    public String share(int part, int whole) {
        return whole == 0 ? "–" : Math.round(100.0 * part / whole) + " %";
    }
}
