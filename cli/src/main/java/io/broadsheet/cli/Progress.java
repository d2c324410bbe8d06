package io.broadsheet.cli;

import io.broadsheet.engine.RunEvent;
import io.broadsheet.engine.source.TerminalText;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Tells on standard error how work goes that takes over a second: on a terminal one line that is written again and
/// again, elsewhere a line every few seconds. Thread-safe; close it to wipe the line.
final class Progress implements AutoCloseable {
    private static final Duration BEFORE_FIRST = Duration.ofSeconds(1);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);
    private static final Duration TICK = Duration.ofMillis(200);
    private static final String WIPE = "\r\u001B[K";

    private final PrintStream err;
    /// Where the terminal is narrower than we know, it cuts the line: wrapped, the line could not be wiped.
    private static final String WRAP_OFF = "\u001B[?7l";
    private static final String WRAP_ON = "\u001B[?7h";

    /// The first pages take longer than the others.
    private static final int ENOUGH_TO_GUESS = 5;

    private final boolean terminal;
    private final int columns;
    private final InstantSource clock;

    private Optional<Activity> activity = Optional.empty();
    private boolean lineShown;
    private Instant lastPrinted = Instant.MIN;
    private volatile boolean closed;

    /// @param total 0 where nothing is counted
    private record Activity(String text, Instant since, String unit, long done, long total) {
        Activity at(long newDone, long newTotal) {
            return new Activity(text, since, unit, newDone, newTotal);
        }
    }

    Progress(Surroundings surroundings) {
        this.err = surroundings.err();
        this.terminal = surroundings.terminal();
        this.columns = surroundings.columns();
        this.clock = surroundings.clock();
    }

    /// Lets time show: without it only [#tick()] writes.
    Progress start() {
        Thread.ofPlatform().daemon().name("progress").start(() -> {
            while (!closed) {
                try {
                    Thread.sleep(TICK);
                } catch (InterruptedException e) {
                    return;
                }
                tick();
            }
        });
        return this;
    }

    /// Something new begins, of which nothing is counted yet.
    synchronized void begin(String text, String unit) {
        activity = Optional.of(new Activity(text, clock.instant(), unit, 0, 0));
    }

    synchronized void count(long done, long total) {
        activity = activity.map(a -> a.at(done, total));
    }

    synchronized void accept(RunEvent event) {
        switch (event) {
            case RunEvent.DataMaking e -> begin("making the data of " + TerminalText.visible(e.source()), "");
            case RunEvent.DataMade e -> end("made the data of " + TerminalText.visible(e.source()), e.took());
            case RunEvent.DatasetReading e -> begin("reading " + TerminalText.visible(e.dataset()), "row");
            case RunEvent.DatasetProgress e -> count(e.rows(), 0);
            case RunEvent.DatasetRead e ->
                end("read " + Figures.count(e.rows(), "row") + " of " + TerminalText.visible(e.dataset()), e.took());
            case RunEvent.SiteDone e -> count(e.done(), e.total());
        }
    }

    private void end(String text, Duration took) {
        activity = Optional.empty();
        if (took.compareTo(BEFORE_FIRST) >= 0) {
            say(text + " in " + Figures.duration(took));
        }
    }

    /// Writes a line of its own.
    synchronized void say(String line) {
        wipe();
        err.println(line);
    }

    /// Shows how it goes, if it is time to.
    synchronized void tick() {
        Instant now = clock.instant();
        if (closed
                || activity.isEmpty()
                || Duration.between(activity.get().since(), now).compareTo(BEFORE_FIRST) < 0) {
            return;
        }
        String line = line(activity.get(), now);
        if (terminal) {
            err.print(WIPE + WRAP_OFF + TerminalText.cut(line, columns - 1) + WRAP_ON);
            err.flush();
            lineShown = true;
        } else if (lastPrinted.equals(Instant.MIN)
                || Duration.between(lastPrinted, now).compareTo(BETWEEN_LINES) >= 0) {
            err.println(line);
            lastPrinted = now;
        }
    }

    private static String line(Activity activity, Instant now) {
        Duration taken = Duration.between(activity.since(), now);
        StringBuilder line = new StringBuilder(activity.text());
        if (activity.total() > 0) {
            line.append(": ")
                    .append(Figures.count(activity.done()))
                    .append(" of ")
                    .append(Figures.count(activity.total(), activity.unit()))
                    .append(", ")
                    .append(activity.done() * 100 / activity.total())
                    .append('%');
            if (activity.done() >= ENOUGH_TO_GUESS || activity.done() * 10 > activity.total()) {
                line.append(", about ").append(left(activity, taken)).append(" left");
            }
        } else if (activity.done() > 0) {
            line.append(": ").append(Figures.count(activity.done(), activity.unit()));
        }
        return line.append(" (").append(Figures.duration(taken)).append(')').toString();
    }

    private static String left(Activity activity, Duration taken) {
        long remaining = activity.total() - activity.done();
        double millis = (double) taken.toMillis() / activity.done() * remaining;
        // A guess needs no tenths.
        Duration left = Duration.ofSeconds(Math.round(millis / 1000));
        return left.toSeconds() < 60 ? left.toSeconds() + " s" : Figures.duration(left);
    }

    private void wipe() {
        if (lineShown) {
            err.print(WIPE);
            err.flush();
            lineShown = false;
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        wipe();
    }
}
