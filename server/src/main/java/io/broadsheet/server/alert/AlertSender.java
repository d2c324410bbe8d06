package io.broadsheet.server.alert;

import io.broadsheet.engine.project.Secrets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// One thread that tells the team what is due to be told: at most one message in a while, so that a storm stays
/// readable. Thread-safe.
final class AlertSender {
    static final Duration POLL = Duration.ofSeconds(1);
    /// Between two messages [#DEFAULT_GAP]: Slack takes one a second.
    static final Duration DEFAULT_GAP = Duration.ofSeconds(2);

    static final int MOST_ATTEMPTS = 12;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(30);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Logger LOG = LoggerFactory.getLogger(AlertSender.class);

    private final AlertLedger ledger;
    private final List<AlertChannel> channels;
    private final Secrets secrets;
    private final ZoneId zone;
    private final Duration gap;
    private final Semaphore wakes = new Semaphore(0);
    private volatile CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean running;
    private @Nullable Thread thread;

    AlertSender(AlertLedger ledger, List<AlertChannel> channels, Secrets secrets, ZoneId zone, Duration gap) {
        this.ledger = ledger;
        this.channels = List.copyOf(channels);
        this.secrets = secrets;
        this.zone = zone;
        this.gap = gap;
    }

    synchronized void start() {
        if (!running) {
            running = true;
            stopped = new CountDownLatch(1);
            thread = Thread.ofVirtual().name("alerts").start(this::work);
        }
    }

    synchronized void stop() {
        running = false;
        stopped.countDown();
        wakes.release();
        @Nullable Thread ending = thread;
        thread = null;
        if (ending != null) {
            try {
                ending.join(PATIENCE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    boolean isRunning() {
        return running;
    }

    void wakeAfterCommit() {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    wakes.release();
                }
            });
        } else {
            wakes.release();
        }
    }

    private void work() {
        while (running) {
            try {
                if (tellNext()) {
                    rest();
                } else {
                    await();
                }
            } catch (RuntimeException e) {
                LOG.warn("alerts can't be sent at the moment: {}", secrets.redact(String.valueOf(e.getMessage())));
                rest();
            }
        }
    }

    private void await() {
        try {
            if (wakes.tryAcquire(POLL.toNanos(), TimeUnit.NANOSECONDS)) {
                wakes.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            running = false;
        }
    }

    /// However many wake us: nothing is said before the gap is over.
    private void rest() {
        try {
            if (stopped.await(gap.toNanos(), TimeUnit.NANOSECONDS)) {
                running = false;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            running = false;
        }
    }

    /// @return whether there was one
    boolean tellNext() {
        Optional<AlertLedger.Due> next = ledger.take();
        next.ifPresent(this::tell);
        return next.isPresent();
    }

    private void tell(AlertLedger.Due due) {
        AlertText text = AlertText.of(due, zone);
        List<String> told = new ArrayList<>(
                due.told().isEmpty() ? List.of() : List.of(due.told().split(",", -1)));
        Optional<Duration> wait = Optional.empty();
        boolean all = true;
        for (AlertChannel channel : channels) {
            if (!told.contains(channel.name())) {
                AlertChannel.Answer answer = channel.tell(due, text);
                if (answer.taken()) {
                    told.add(channel.name());
                    ledger.told(due.id(), String.join(",", told));
                } else {
                    all = false;
                    wait = answer.after().or(() -> Optional.of(pauseAfter(due.attempts())));
                    LOG.warn("an alert could not be sent: {}", secrets.redact(answer.trouble()));
                }
            }
        }
        if (all) {
            ledger.sent(due.id());
        } else if (due.attempts() >= MOST_ATTEMPTS) {
            ledger.failed(due.id());
        } else {
            ledger.delayed(due.id(), wait.orElse(FIRST_PAUSE));
        }
    }

    private static Duration pauseAfter(int attempts) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(20, Math.max(0, attempts - 1)));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }
}
