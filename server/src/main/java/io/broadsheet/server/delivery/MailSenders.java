package io.broadsheet.server.delivery;

import io.broadsheet.engine.project.Secrets;
import io.broadsheet.server.delivery.MessageLedger.Taken;
import io.broadsheet.server.schedule.FailureClass;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Threads that take messages from the ledger and send them, one at a time each. Thread-safe.
final class MailSenders {
    static final int THREADS = 4;
    static final Duration POLL = Duration.ofSeconds(1);
    /// The first pause when nobody is there to talk to; each further one is twice as long.
    static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Logger LOG = LoggerFactory.getLogger(MailSenders.class);

    private final MessageLedger ledger;
    private final SuppressionList suppressions;
    private final MailWriter writer;
    private final Channel channel;
    private final Secrets secrets;
    private final Pace pace;

    /// Who holds it may look for work; whoever wakes us never waits for that.
    private final ReentrantLock gate = new ReentrantLock();

    private final ReentrantLock lock = new ReentrantLock();
    private final Semaphore wakes = new Semaphore(0);
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicLong looked = new AtomicLong();
    private volatile boolean running;
    private long pausedUntil;
    private Duration pause = FIRST_PAUSE;

    MailSenders(
            MessageLedger ledger,
            SuppressionList suppressions,
            MailWriter writer,
            Channel channel,
            Secrets secrets,
            Pace pace) {
        this.ledger = ledger;
        this.suppressions = suppressions;
        this.writer = writer;
        this.channel = channel;
        this.secrets = secrets;
        this.pace = pace;
    }

    synchronized void start() {
        if (!running) {
            running = true;
            pausedUntil = System.nanoTime();
            for (int i = 0; i < THREADS; i++) {
                threads.add(Thread.ofVirtual().name("mail-" + i).start(this::work));
            }
        }
    }

    /// There may be something to send.
    void wake() {
        wakes.release();
    }

    /// Ends after the mails that are under way.
    synchronized void stop() {
        running = false;
        wakes.release(THREADS);
        List<Thread> ending = List.copyOf(threads);
        threads.clear();
        long end = System.nanoTime() + PATIENCE.toNanos();
        try {
            for (Thread thread : ending) {
                thread.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    boolean isRunning() {
        return running;
    }

    private void work() {
        while (isRunning()) {
            try {
                Optional<Taken> taken = next();
                if (taken.isPresent()) {
                    send(taken.get());
                } else if (isRunning()) {
                    channel.rest();
                    expire();
                    await(POLL);
                }
            } catch (RuntimeException e) {
                // The database, most likely. The ledger still says what is to be done.
                LOG.warn("mails can't be sent at the moment: {}", secrets.redact(String.valueOf(e.getMessage())));
                await(AFTER_TROUBLE);
            }
        }
    }

    /// Looks for lost leases now and then, not with every look for work.
    private void expire() {
        long now = System.nanoTime();
        long last = looked.get();
        if ((last == 0 || now - last > POLL.toNanos() * 5) && looked.compareAndSet(last, now)) {
            int lost = ledger.expire();
            if (lost > 0) {
                LOG.warn("{} messages were being sent when their process ended; nobody knows whether they left", lost);
            }
        }
    }

    private void await(Duration most) {
        try {
            if (running && wakes.tryAcquire(most.toNanos(), TimeUnit.NANOSECONDS)) {
                wakes.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            running = false;
        }
    }

    /// One thread at a time looks, at the pace that is allowed.
    private Optional<Taken> next() {
        gate.lock();
        try {
            long wait = waitNanos();
            while (isRunning() && wait > 0) {
                await(Duration.ofNanos(wait));
                wait = waitNanos();
            }
            Optional<Taken> taken = isRunning() ? ledger.take() : Optional.empty();
            if (taken.isPresent()) {
                pace.count();
            }
            return taken;
        } finally {
            gate.unlock();
        }
    }

    private long waitNanos() {
        lock.lock();
        try {
            return Math.max(pausedUntil - System.nanoTime(), pace.untilNext().toNanos());
        } finally {
            lock.unlock();
        }
    }

    private void send(Taken taken) {
        if (!taken.wanted()) {
            ledger.suppressed(taken);
            return;
        }
        Mail mail;
        try {
            mail = writer.write(taken);
        } catch (BadTemplate e) {
            ledger.failed(taken, BadTemplate.WHY, safe(e.getMessage()));
            return;
        } catch (RuntimeException e) {
            later(
                    taken,
                    new Outcome.Delayed(
                            FailureClass.INTERNAL,
                            "The mail could not be made: " + e.getMessage(),
                            true,
                            Optional.empty()));
            return;
        }
        switch (channel.send(mail)) {
            case Outcome.Sent() -> {
                ledger.sent(taken);
                reached();
            }
            case Outcome.Refused refused -> {
                // First the list: whoever dies in between has forgotten nothing.
                if (refused.mailboxGone()) {
                    suppressions.add(taken.siteId(), taken.address(), SuppressionList.BOUNCED, "mail server");
                }
                ledger.failed(taken, refused.why(), safe(refused.text()));
                reached();
            }
            case Outcome.Delayed delayed -> later(taken, delayed);
            case Outcome.Unknown unknown -> ledger.unknown(taken, safe(unknown.text()));
        }
    }

    private void later(Taken taken, Outcome.Delayed delayed) {
        if (BackOff.isOver(taken.attempts())) {
            ledger.failed(taken, delayed.why(), safe(delayed.text()));
        } else {
            ledger.delayed(
                    taken,
                    delayed.why(),
                    safe(delayed.text()),
                    delayed.after().orElse(BackOff.after(taken.attempts())));
        }
        if (!delayed.reached()) {
            unreached();
        }
    }

    private void reached() {
        lock.lock();
        try {
            pause = FIRST_PAUSE;
        } finally {
            lock.unlock();
        }
    }

    private void unreached() {
        lock.lock();
        try {
            pausedUntil = System.nanoTime() + pause.toNanos();
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        } finally {
            lock.unlock();
        }
    }

    private String safe(@org.jspecify.annotations.Nullable String text) {
        return secrets.redact(String.valueOf(text));
    }
}
