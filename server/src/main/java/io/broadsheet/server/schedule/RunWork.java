package io.broadsheet.server.schedule;

import io.broadsheet.engine.Batch;
import io.broadsheet.engine.BatchRequest;
import io.broadsheet.engine.ProjectException;
import io.broadsheet.engine.ReportEngine;
import io.broadsheet.engine.RunEvent;
import io.broadsheet.engine.problem.Problem;
import io.broadsheet.engine.problem.ProblemCode;
import io.broadsheet.engine.project.Site;
import io.broadsheet.engine.source.SourceText;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What this process does for a run: reads its datasets once, then takes sites until none is left.
final class RunWork {
    /// When to look again at a run that this process works on already: until then another may have found it.
    private static final Duration BUSY = Duration.ofSeconds(1);

    private static final Duration SOONEST = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(RunWork.class);

    private final InstantSource clock;
    private final ReportEngine engine;
    private final RunTable runs;
    private final TaskTable tasks;
    private final Leases leases;
    private final Endings endings;
    private final ClaimKeeper keeper;
    private final String worker;
    private final int workers;
    /// The sites as they are now, whoever named them.
    private final Supplier<List<Site>> directory;

    private final SiteWork sites;
    private final Semaphore permits;
    private final Set<Long> active = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    RunWork(
            InstantSource clock,
            ReportEngine engine,
            RunTable runs,
            TaskTable tasks,
            Leases leases,
            Endings endings,
            ClaimKeeper keeper,
            WorkerName name,
            int workers,
            Supplier<List<Site>> directory,
            SiteWorkFactory sites) {
        this.directory = directory;
        this.clock = clock;
        this.engine = engine;
        this.runs = runs;
        this.tasks = tasks;
        this.leases = leases;
        this.endings = endings;
        this.keeper = keeper;
        this.worker = name.value();
        this.workers = Math.max(1, workers);
        this.permits = new Semaphore(this.workers, true);
        this.sites = sites.make(() -> stopping);
    }

    /// So that the one can ask the other whether it stops.
    interface SiteWorkFactory {
        SiteWork make(java.util.function.BooleanSupplier stopping);
    }

    /// Works on a run for as long as there is something to take.
    ///
    /// @param call wakes another process, because there is more than this one can do at a time
    /// @return when to look again; none when the run is over
    Optional<Instant> work(long runId, LongConsumer call) {
        if (stopping || !active.add(runId)) {
            return Optional.of(clock.instant().plus(BUSY));
        }
        try {
            Optional<RunRow> run = runs.find(runId)
                    .filter(r -> !r.state().isEnd())
                    .filter(r -> r.readyUntil().isEmpty());
            if (run.isEmpty()) {
                // Whoever finds its data ready wakes a worker.
                return Optional.empty();
            }
            List<TaskTable.Waiting> waiting = tasks.claimable(runId, clock.instant());
            if (!waiting.isEmpty()) {
                if (bySite(waiting).size() > workers) {
                    call.accept(runId);
                }
                make(run.get(), waiting);
            }
            Instant soonest = clock.instant().plus(SOONEST);
            return tasks.nextLook(runId).map(at -> at.isBefore(soonest) ? soonest : at);
        } finally {
            active.remove(runId);
        }
    }

    private void make(RunRow run, List<TaskTable.Waiting> waiting) {
        AttemptLog log = AttemptLog.ofRun(clock, engine.project().secrets(), run);
        try {
            Map<String, Site> known = new LinkedHashMap<>();
            directory.get().forEach(site -> known.put(site.id(), site));
            List<TaskTable.Waiting> strangers =
                    waiting.stream().filter(w -> !known.containsKey(w.siteId())).toList();
            failAll(run, strangers, claim -> sites.failAll(claim, List.of(unknownSite()), log));
            makeKnown(
                    run,
                    waiting.stream().filter(w -> known.containsKey(w.siteId())).toList(),
                    known,
                    log);
        } catch (ProjectException e) {
            failAll(run, waiting, claim -> sites.failAll(claim, e.problems(), log));
        }
    }

    private static Problem unknownSite() {
        return new Problem(
                ProblemCode.UNKNOWN_SITE,
                SourceText.of("broadsheet.yaml", "").whole(),
                "the site is no longer active",
                "Add it to the project's sites, or by the API");
    }

    /// All reports together; where that can't be, each by itself: what one lacks is not the others' failure.
    private void makeKnown(RunRow run, List<TaskTable.Waiting> waiting, Map<String, Site> known, AttemptLog log) {
        Set<String> reports = new LinkedHashSet<>();
        waiting.forEach(w -> reports.add(w.report()));
        if (waiting.isEmpty() || stopping) {
            return;
        }
        try (Batch batch = engine.batch(
                new BatchRequest(List.copyOf(reports), List.of(), run.issueDate(), Map.of()),
                bySite(waiting).keySet().stream()
                        .map(id -> Objects.requireNonNull(known.get(id)))
                        .toList(),
                event -> heard(event, log))) {
            share(run, batch, bySite(waiting), log);
        } catch (ProjectException e) {
            if (stopping) {
                return;
            }
            if (reports.size() > 1) {
                for (String report : reports) {
                    makeKnown(
                            run,
                            waiting.stream()
                                    .filter(w -> w.report().equals(report))
                                    .toList(),
                            known,
                            log);
                }
            } else {
                failAll(run, waiting, claim -> sites.failAll(claim, e.problems(), log));
            }
        } catch (RuntimeException | Error e) {
            failAll(run, waiting, claim -> sites.failAll(claim, e, log));
        }
    }

    private static void heard(RunEvent event, AttemptLog log) {
        if (event instanceof RunEvent.DatasetRead(String dataset, long rows, Duration took)) {
            log.info("dataset " + dataset + " read: " + rows + " rows in " + took.toMillis() + " ms");
        }
    }

    private interface Taker {
        void take(Claim claim);
    }

    private void failAll(RunRow run, List<TaskTable.Waiting> waiting, Taker taker) {
        bySite(waiting)
                .forEach((site, reports) -> take(run, site, reports).ifPresent(claim -> {
                    try {
                        taker.take(claim);
                    } finally {
                        keeper.release(claim);
                    }
                }));
    }

    private Optional<Claim> take(RunRow run, String siteId, Collection<String> reports) {
        Optional<Claim> claim = leases.take(run.id(), siteId, reports, worker);
        claim.ifPresent(keeper::hold);
        return claim;
    }

    private static Map<String, Set<String>> bySite(List<TaskTable.Waiting> waiting) {
        Map<String, Set<String>> bySite = new LinkedHashMap<>();
        waiting.forEach(w ->
                bySite.computeIfAbsent(w.siteId(), s -> new LinkedHashSet<>()).add(w.report()));
        return bySite;
    }

    /// Several threads take sites. A workbench is made for a time zone, so those of one zone go one after the other;
    /// each process begins somewhere else, so that they rarely meet.
    private void share(RunRow run, Batch batch, Map<String, Set<String>> waiting, AttemptLog log) {
        List<Site> order = new ArrayList<>(batch.sites());
        order.sort(Comparator.comparing((Site s) -> s.zone().getId()).thenComparing(Site::id));
        Collections.rotate(order, -Math.floorMod(worker.hashCode(), Math.max(1, order.size())));
        Queue<Site> left = new ConcurrentLinkedQueue<>(order);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < Math.min(workers, order.size()); i++) {
            threads.add(Thread.ofPlatform()
                    .name("sites-" + run.id() + "-" + i)
                    .daemon()
                    .start(() -> {
                        Site site = left.poll();
                        while (site != null && !stopping) {
                            makeOne(run, batch, site, waiting.getOrDefault(site.id(), Set.of()), log);
                            site = left.poll();
                        }
                    }));
        }
        threads.forEach(RunWork::join);
    }

    private static void join(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void makeOne(RunRow run, Batch batch, Site site, Set<String> reports, AttemptLog log) {
        try {
            Optional<Claim> taken =
                    with(1, () -> stopping ? Optional.<Claim>empty() : takeAndMake(run, batch, site, reports, log));
            taken.ifPresent(claim -> with(workers, () -> {
                work(batch, site, claim, log);
                return Optional.<Claim>empty();
            }));
        } catch (RuntimeException | Error e) {
            // Its lease runs out, and it is taken again.
            LOG.error("run {}: site {} could not be worked on", run.publicId(), site.id(), e);
        }
    }

    /// @return what has to be made by itself, with nothing beside it
    private Optional<Claim> takeAndMake(RunRow run, Batch batch, Site site, Set<String> reports, AttemptLog log) {
        Optional<Claim> claim = take(run, site.id(), reports);
        if (claim.filter(Claim::isAlone).isPresent()) {
            return claim;
        }
        claim.ifPresent(c -> work(batch, site, c, log));
        return Optional.empty();
    }

    private void work(Batch batch, Site site, Claim claim, AttemptLog log) {
        try {
            sites.make(batch, site, claim, log);
        } finally {
            keeper.release(claim);
        }
    }

    private Optional<Claim> with(int count, Supplier<Optional<Claim>> work) {
        permits.acquireUninterruptibly(count);
        try {
            return work.get();
        } finally {
            permits.release(count);
        }
    }

    /// Takes no further sites; what is under way may end within a time, else it is given back.
    void stop(Duration patience) {
        stopping = true;
        Instant until = Instant.now().plus(patience);
        while (!keeper.held().isEmpty() && Instant.now().isBefore(until)) {
            java.util.concurrent.locks.LockSupport.parkNanos(
                    Duration.ofMillis(50).toNanos());
        }
        for (Claim claim : keeper.held()) {
            keeper.release(claim);
            LOG.info("run {}: site {} is given back", claim.run().publicId(), claim.siteId());
            endings.end(
                    claim,
                    claim.items().stream()
                            .map(item -> new Endings.ItemEnd(
                                    item, new TaskEnd.GivenBack("the worker stops"), "[]", "", Duration.ZERO))
                            .toList());
        }
    }
}
