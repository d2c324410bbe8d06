package io.broadsheet.engine.query;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
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

    private final Set<Guard> running = ConcurrentHashMap.newKeySet();
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

    /// Runs work on a statement, and cancels the statement when the time is over or all are stopped.
    <T> T guard(Statement statement, Duration timeout, Work<T> work) throws Ended {
        Guard guard = new Guard(statement);
        running.add(guard);
        ScheduledFuture<?> alarm =
                CLOCK.schedule(() -> guard.cancel(End.BY_DEADLINE), timeout.toMillis(), TimeUnit.MILLISECONDS);
        try {
            if (stopped) {
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

    boolean isStopped() {
        return stopped;
    }

    private static final class Guard {
        private final Statement statement;
        private boolean finished;
        private End end = End.BY_ITSELF;

        Guard(Statement statement) {
            this.statement = statement;
        }

        synchronized void cancel(End by) {
            if (finished) {
                return;
            }
            end = by;
            try {
                statement.cancel();
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
