package io.broadsheet.engine;

import io.broadsheet.engine.plan.ReportPlan;
import io.broadsheet.engine.problem.Problem;
import io.broadsheet.engine.problem.ProblemCode;
import io.broadsheet.engine.problem.Problems;
import io.broadsheet.engine.project.Site;
import io.broadsheet.engine.query.DataAccess;
import io.broadsheet.engine.query.QueryException;
import io.broadsheet.engine.query.WorkStopped;
import io.broadsheet.engine.query.Workbench;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A batch whose datasets are read and cut per site; all reports of a site share one workbench.
final class SiteBatch implements Batch {
    private final ReportEngine engine;
    private final DataAccess data;
    private final DataAccess.Extracts extracts;
    private final List<ReportPlan> plans;
    private final List<Site> sites;
    private final BatchRequest request;
    private final int workers;

    private SiteBatch(
            ReportEngine engine,
            DataAccess data,
            DataAccess.Extracts extracts,
            List<ReportPlan> plans,
            List<Site> sites,
            BatchRequest request,
            int workers) {
        this.engine = engine;
        this.data = data;
        this.extracts = extracts;
        this.plans = plans;
        this.sites = sites;
        this.request = request;
        this.workers = workers;
    }

    static SiteBatch open(
            ReportEngine engine,
            DataAccess data,
            List<ReportPlan> plans,
            List<Site> sites,
            BatchRequest request,
            int workers,
            Consumer<RunEvent> listener) {
        Problems problems = new Problems();
        Set<DataAccess.DatasetUse> uses = new LinkedHashSet<>();
        for (ReportPlan plan : plans) {
            if (plan.isRunnable() && !sites.isEmpty()) {
                engine.uses(plan, sites.getFirst(), request.issueDate(), request.parameters(), problems)
                        .forEach(uses::add);
            }
        }
        ReportEngine.checkGiven(plans, request.parameters(), problems);
        if (problems.hasErrors()) {
            throw new ProjectException(problems.list());
        }
        try {
            return new SiteBatch(
                    engine,
                    data,
                    data.read(List.copyOf(uses), sites, RunEvents.dataListener(listener)),
                    plans,
                    List.copyOf(sites),
                    request,
                    workers);
        } catch (QueryException e) {
            throw new ProjectException(List.of(e.problem()));
        }
    }

    @Override
    public List<Site> sites() {
        return sites;
    }

    @Override
    public List<String> reports() {
        return plans.stream().map(ReportPlan::name).toList();
    }

    @Override
    public List<Rendering> render(Site site) {
        List<Rendering> renderings = new ArrayList<>();
        List<Made> made = new ArrayList<>();
        try (Workbench bench = data.lend(site)) {
            for (ReportPlan plan : plans) {
                made.add(query(plan, site, bench));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return plans.stream().map(p -> stopped(p, site)).toList();
        } catch (WorkStopped e) {
            return plans.stream().map(p -> stopped(p, site)).toList();
        }
        // The workbench is free for another site while this one's pages are drawn.
        for (Made m : made) {
            renderings.add(finish(m));
        }
        return renderings;
    }

    private Rendering stopped(ReportPlan plan, Site site) {
        long start = System.nanoTime();
        PageMaker maker = engine.maker(plan, site, request.issueDate(), request.parameters());
        maker.problems().add(ReportEngine.stopped(plan));
        return maker.failed(start);
    }

    private record Made(PageMaker maker, long start, boolean queried) {}

    private Made query(ReportPlan plan, Site site, Workbench bench) {
        long start = System.nanoTime();
        PageMaker maker = engine.maker(plan, site, request.issueDate(), request.parameters());
        if (!plan.isRunnable() || maker.problems().hasErrors()) {
            return new Made(maker, start, false);
        }
        try {
            for (DataAccess.DatasetUse use :
                    engine.uses(plan, site, request.issueDate(), request.parameters(), maker.problems())) {
                extracts.load(bench, use.dataset(), use.bindings());
            }
            maker.query(data, bench);
            return new Made(maker, start, true);
        } catch (QueryException e) {
            maker.problems().add(e.problem());
            return new Made(maker, start, false);
        } catch (RuntimeException | StackOverflowError e) {
            maker.problems().add(data.isStopped() ? ReportEngine.stopped(plan) : internal(plan, e));
            return new Made(maker, start, false);
        }
    }

    private static Rendering finish(Made made) {
        if (!made.queried()) {
            return made.maker().failed(made.start());
        }
        try {
            return made.maker().finish(made.start());
        } catch (RuntimeException | StackOverflowError e) {
            made.maker().problems().add(internal(made.maker().plan(), e));
            return made.maker().failed(made.start());
        }
    }

    /// A bug of ours in one page is that page's failure, not the run's.
    private static Problem internal(ReportPlan plan, Throwable e) {
        return new Problem(
                ProblemCode.INTERNAL_ERROR,
                plan.file().source().text().span(0, 3),
                "the page could not be made: " + e.getClass().getSimpleName() + " at "
                        + (e.getStackTrace().length > 0 ? e.getStackTrace()[0] : "?"),
                "This is a bug of Broadsheet");
    }

    @Override
    public boolean renderAll(Consumer<RunEvent.SiteDone> taker) {
        // A workbench is made for a time zone: sites of one zone go one after the other.
        ConcurrentLinkedQueue<Site> waiting = new ConcurrentLinkedQueue<>(sites.stream()
                .sorted(Comparator.comparing((Site s) -> s.zone().getId()))
                .toList());
        AtomicInteger done = new AtomicInteger();
        AtomicBoolean stopped = new AtomicBoolean();
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < Math.min(workers, sites.size()); i++) {
            threads.add(Thread.ofPlatform().name("site-worker-" + i).start(() -> {
                Site site = waiting.poll();
                while (site != null && !stopped.get()) {
                    try {
                        List<Rendering> renderings = render(site);
                        if (stopped.get()) {
                            return;
                        }
                        taker.accept(new RunEvent.SiteDone(site, renderings, done.incrementAndGet(), sites.size()));
                    } catch (RuntimeException | Error e) {
                        failure.compareAndSet(null, e);
                        stopped.set(true);
                    }
                    site = waiting.poll();
                }
            }));
        }
        boolean whole = await(threads, stopped);
        switch (failure.get()) {
            case null -> {}
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new IllegalStateException(e);
        }
        return whole && done.get() == sites.size();
    }

    /// Waits for the workers. Where the one who waits is interrupted, what they run is stopped; the engine stays
    /// usable.
    private boolean await(List<Thread> threads, AtomicBoolean stopped) {
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                    stopped.set(true);
                    data.stop(threads);
                }
            }
        }
        data.forget(threads);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return !interrupted;
    }

    @Override
    public void close() {
        extracts.close();
    }
}
