package io.broadsheet.server.schedule;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Renews the leases of what this process works on.
final class ClaimKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ClaimKeeper.class);

    private final Leases leases;
    private final Set<Claim> held = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("leases").daemon().factory());

    ClaimKeeper(Leases leases) {
        this.leases = leases;
        long every = Leases.LEASE.toMillis() / 4;
        var _ = clock.scheduleWithFixedDelay(this::renew, every, every, TimeUnit.MILLISECONDS);
    }

    void hold(Claim claim) {
        held.add(claim);
    }

    void release(Claim claim) {
        held.remove(claim);
    }

    Set<Claim> held() {
        return Set.copyOf(held);
    }

    void renew() {
        for (Claim claim : held) {
            try {
                if (!leases.renew(claim) && held.contains(claim)) {
                    LOG.warn(
                            "run {}: site {} is no longer this worker's",
                            claim.run().publicId(),
                            claim.siteId());
                }
            } catch (RuntimeException e) {
                LOG.warn("a lease could not be renewed", e);
            }
        }
    }

    /// Renews nothing any more: what is held runs out.
    @Override
    public void close() {
        // Not shutdownNow: an interrupt closes the files of an embedded database.
        clock.shutdown();
    }
}
