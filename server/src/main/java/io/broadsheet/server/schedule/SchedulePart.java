package io.broadsheet.server.schedule;

import io.broadsheet.server.ServerOptions;
import io.broadsheet.server.ServerRole;
import java.time.Duration;
import org.springframework.context.SmartLifecycle;

/// The module in this process: begins with it, by its roles, and ends with it.
final class SchedulePart implements SmartLifecycle {
    /// How long a site that is under way may take to end when the process stops.
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ServerOptions options;
    private final LedgerRuns ledger;
    private final Overseer overseer;
    private final Wakes wakes;
    private final RunWork work;
    private final Leases leases;
    private final ClaimKeeper keeper;
    private volatile boolean running;

    SchedulePart(
            ServerOptions options,
            LedgerRuns ledger,
            Overseer overseer,
            Wakes wakes,
            RunWork work,
            Leases leases,
            ClaimKeeper keeper) {
        this.options = options;
        this.ledger = ledger;
        this.overseer = overseer;
        this.wakes = wakes;
        this.work = work;
        this.leases = leases;
        this.keeper = keeper;
    }

    LedgerRuns ledger() {
        return ledger;
    }

    Overseer overseer() {
        return overseer;
    }

    RunWork work() {
        return work;
    }

    Leases leases() {
        return leases;
    }

    Wakes wakes() {
        return wakes;
    }

    @Override
    public void start() {
        running = true;
        if (options.has(ServerRole.WORKER)) {
            wakes.start();
        }
        if (options.has(ServerRole.SCHEDULER)) {
            overseer.start();
        }
    }

    @Override
    public void stop() {
        running = false;
        if (options.has(ServerRole.SCHEDULER)) {
            overseer.stop();
        }
        if (options.has(ServerRole.WORKER)) {
            work.stop(PATIENCE);
            wakes.stop();
        }
        keeper.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
