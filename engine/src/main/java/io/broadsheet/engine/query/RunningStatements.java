package io.broadsheet.engine.query;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/// Statements under way: each with a deadline, all of them stoppable at once. Thread-safe.
final class RunningStatements {
    private static final ScheduledExecutorService CLOCK = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("query-deadlines").factory());

    private static final ScopedValue<Thread> ASKER = ScopedValue.newInstance();

    private final Set<Guard> running = ConcurrentHashMap.newKeySet();
    private final Set<Thread> stoppedThreads = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;

    /// Work on a statement.
    interface Work<T> {
        T run() throws SQLException;
    }

    /// How a statement was ended from outside.
    enum End {
        BY_ITSELF,
        BY_DEADLINE,
        BY_STOP
    }

    /// A statement that did not end well, and whether it was made to end.
    static final class Ended extends Exception {
        private final End end;
        private final SQLException failure;

        Ended(End end, SQLException failure) {
            super(failure);
            this.end = end;
            this.failure = failure;
        }

        End end() {
            return end;
        }

        SQLException failure() {
            return failure;
        }
    }

    /// What ends a statement that runs.
    interface Cancel {
        void run() throws SQLException;
    }

    /// Runs work on this thread that another asked for: what stops that one stops this.
    void onBehalfOf(Thread asker, Runnable work) {
        ScopedValue.where(ASKER, asker).run(work);
    }

    private static Thread asker() {
        return ASKER.orElse(Thread.currentThread());
    }

    /// Runs work on a statement in this process, and cancels the statement when the time is over or all are stopped.
    <T> T guard(Statement statement, Duration timeout, Work<T> work) throws Ended {
        return guard(statement::cancel, timeout, work);
    }

    /// Runs work on a statement of a server. Asking a server to cancel may take as long as a connection takes, and be
    /// in vain: it is done aside, and nobody waits for it.
    <T> T guardRemote(Statement statement, Duration timeout, Work<T> work) throws Ended {
        return guard(
                () -> Thread.ofVirtual().name("source-cancel").start(() -> cancelQuietly(statement)), timeout, work);
    }

    private static void cancelQuietly(Statement statement) {
        try {
            statement.cancel();
        } catch (SQLException e) {
            // The network timeout ends what can't be cancelled.
            return;
        }
    }

    private <T> T guard(Cancel cancel, Duration timeout, Work<T> work) throws Ended {
        Guard guard = new Guard(cancel, asker());
        running.add(guard);
        ScheduledFuture<?> alarm =
                CLOCK.schedule(() -> guard.cancel(End.BY_DEADLINE), timeout.toMillis(), TimeUnit.MILLISECONDS);
        try {
            if (isStopped()) {
                throw new Ended(End.BY_STOP, new SQLException("stopped"));
            }
            return work.run();
        } catch (SQLException e) {
            throw new Ended(guard.end(), e);
        } finally {
            guard.finish();
            running.remove(guard);
            Future<?> timer = alarm;
            timer.cancel(false);
        }
    }

    /// Cancels what runs, and lets nothing new begin.
    void stop() {
        stopped = true;
        running.forEach(g -> g.cancel(End.BY_STOP));
    }

    /// Cancels what runs on these threads, and lets nothing new begin on them.
    void stop(Collection<Thread> threads) {
        stoppedThreads.addAll(threads);
        running.stream().filter(g -> threads.contains(g.thread)).forEach(g -> g.cancel(End.BY_STOP));
    }

    /// These threads have ended.
    void forget(Collection<Thread> threads) {
        stoppedThreads.removeAll(Set.copyOf(threads));
    }

    /// Whether nothing may begin, on this thread or on any.
    boolean isStopped() {
        return stopped || stoppedThreads.contains(asker());
    }

    /// How many statements run.
    int count() {
        return running.size();
    }

    private static final class Guard {
        private final Cancel cancel;
        private final Thread thread;
        private boolean finished;
        private End end = End.BY_ITSELF;

        Guard(Cancel cancel, Thread thread) {
            this.cancel = cancel;
            this.thread = thread;
        }

        /// Under the lock, so that a cancel never hits the connection's next statement.
        synchronized void cancel(End by) {
            if (finished || end != End.BY_ITSELF) {
                return;
            }
            end = by;
            try {
                cancel.run();
            } catch (SQLException e) {
                // The statement ends by its own timeout then.
                finished = true;
            }
        }

        synchronized void finish() {
            finished = true;
        }

        synchronized End end() {
            return end;
        }
    }
}
