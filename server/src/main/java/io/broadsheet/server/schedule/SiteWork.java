package io.broadsheet.server.schedule;

import io.broadsheet.engine.Batch;
import io.broadsheet.engine.Outcome;
import io.broadsheet.engine.Rendering;
import io.broadsheet.engine.problem.FailureClass;
import io.broadsheet.engine.problem.Problem;
import io.broadsheet.engine.project.FrontMatter;
import io.broadsheet.engine.project.Project;
import io.broadsheet.engine.project.Site;
import io.broadsheet.server.edition.Editions;
import io.broadsheet.server.edition.RevisionView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.springframework.transaction.support.TransactionTemplate;

/// Makes one site's pages, has them stored, and writes what came of it.
final class SiteWork {
    private static final String NO_PROBLEMS = "[]";

    private final TransactionTemplate transaction;
    private final InstantSource clock;
    private final Project project;
    private final Editions editions;
    private final Leases leases;
    private final Endings endings;
    private final Failures failures;
    private final BooleanSupplier stopping;

    SiteWork(
            TransactionTemplate transaction,
            InstantSource clock,
            Project project,
            Editions editions,
            Leases leases,
            Endings endings,
            BooleanSupplier stopping) {
        this.transaction = transaction;
        this.clock = clock;
        this.project = project;
        this.editions = editions;
        this.leases = leases;
        this.endings = endings;
        this.failures = new Failures(project.secrets());
        this.stopping = stopping;
    }

    /// @param log what was said of the run before
    void make(Batch batch, Site site, Claim claim, AttemptLog log) {
        List<Endings.ItemEnd> ends = new ArrayList<>();
        try {
            List<Rendering> renderings = batch.render(site);
            for (Claim.Item item : claim.items()) {
                Rendering rendering = renderings.stream()
                        .filter(r -> r.report().equals(item.report()))
                        .findFirst()
                        .orElseThrow();
                store(claim, item, forMails(claim, rendering), log.of(claim.siteId(), item))
                        .ifPresent(ends::add);
            }
        } catch (RuntimeException | Error e) {
            Failure failure = failures.of(e);
            for (Claim.Item item : claim.items()) {
                if (ends.stream().noneMatch(end -> end.item().equals(item))) {
                    AttemptLog lines = log.of(claim.siteId(), item);
                    lines.warn(failure + " at " + (e.getStackTrace().length > 0 ? e.getStackTrace()[0] : "?"));
                    ends.add(end(claim, item, failure, NO_PROBLEMS, lines, Duration.ZERO));
                }
            }
        }
        end(claim, ends, log);
    }

    /// A run that sends nothing need not wait for pictures that no mail shows: drawing them takes longer than the page.
    private static Rendering forMails(Claim claim, Rendering rendering) {
        return claim.run().mail()
                ? rendering
                : rendering.withMail(rendering.mail().withoutPictures());
    }

    private void end(Claim claim, List<Endings.ItemEnd> ends, AttemptLog log) {
        List<Claim.Item> late;
        try {
            late = endings.end(claim, ends);
        } catch (RuntimeException e) {
            // A listener could not write its rows, or the database is away. Nothing of it is written.
            Failure failure = failures.of(e);
            log.of(claim.siteId(), claim.items().getFirst()).warn("what came of it could not be written: " + failure);
            late = endings.end(
                    claim,
                    ends.stream()
                            .map(end -> new Endings.ItemEnd(
                                    end.item(),
                                    new TaskEnd.Again(failure, clock.instant().plus(Duration.ofMinutes(1))),
                                    end.problems(),
                                    end.log(),
                                    end.took()))
                            .toList());
        }
        for (Claim.Item item : late) {
            log.of(claim.siteId(), item).warn("too late: the task is no longer this worker's");
        }
    }

    /// What came of an attempt that failed before there was a page.
    Endings.ItemEnd end(Claim claim, Claim.Item item, Failure failure, String problems, AttemptLog log, Duration took) {
        TaskEnd end = again(claim, item, failure)
                .<TaskEnd>map(at -> new TaskEnd.Again(failure, at))
                .orElseGet(() -> new TaskEnd.Failed(failure));
        log.warn(failure + (end instanceof TaskEnd.Again(Failure f, Instant at) ? "; again at " + at : ""));
        return new Endings.ItemEnd(item, end, problems, log.text(), took);
    }

    void failAll(Claim claim, List<Problem> problems, AttemptLog log) {
        String json = ProblemJson.of(problems, project.secrets());
        Failure failure = failures.of(problems)
                .orElseGet(() -> failures.of(new IllegalStateException("a batch failed without a problem")));
        end(
                claim,
                claim.items().stream()
                        .map(item -> end(claim, item, failure, json, log.of(claim.siteId(), item), Duration.ZERO))
                        .toList(),
                log);
    }

    void failAll(Claim claim, Throwable e, AttemptLog log) {
        Failure failure = failures.of(e);
        end(
                claim,
                claim.items().stream()
                        .map(item ->
                                end(claim, item, failure, NO_PROBLEMS, log.of(claim.siteId(), item), Duration.ZERO))
                        .toList(),
                log);
    }

    /// When it is tried again, if it is, before the run's deadline.
    private Optional<Instant> again(Claim claim, Claim.Item item, Failure failure) {
        return Retry.after(failure.failureClass(), item.tries())
                .map(clock.instant()::plus)
                .filter(at -> at.isBefore(claim.run().deadline()));
    }

    /// @return none where another has the task now
    private Optional<Endings.ItemEnd> store(Claim claim, Claim.Item item, Rendering rendering, AttemptLog log) {
        String problems = ProblemJson.of(rendering.problems(), project.secrets());
        Optional<Failure> failure = failures.of(rendering);
        log.info("made in " + rendering.took().toMillis() + " ms: " + Words.of(rendering.outcome()) + ", "
                + rendering.problems().size() + " problems");
        rendering.problems().forEach(p -> log.warn(p.toString()));
        rendering.expectations().stream().filter(e -> !e.passed()).forEach(e -> log.warn(e.toString()));
        if (failure.isPresent()) {
            if (stopping.getAsBoolean() && failure.get().failureClass() == FailureClass.EXTERNAL) {
                log.info("given back: the worker stops");
                return Optional.of(new Endings.ItemEnd(
                        item, new TaskEnd.GivenBack("the worker stops"), problems, log.text(), rendering.took()));
            }
            if (again(claim, item, failure.get()).isPresent()) {
                return Optional.of(end(claim, item, failure.get(), problems, log, rendering.took()));
            }
        }
        Optional<Editions.Attempt> begun = begin(item, rendering);
        if (begun.isEmpty()) {
            log.warn("too late: the task is no longer this worker's");
            return Optional.empty();
        }
        if (rendering.outcome() == Outcome.FAILED) {
            editions.failed(begun.get());
            return Optional.of(end(claim, item, failure.orElseThrow(), problems, log, rendering.took()));
        }
        return store(claim, item, rendering, begun.get(), log, problems, failure);
    }

    /// In the transaction that sees to it that the task is still ours: whoever takes it later takes a later number.
    private Optional<Editions.Attempt> begin(Claim.Item item, Rendering rendering) {
        FrontMatter words =
                Objects.requireNonNull(project.reports().get(item.report())).frontMatter();
        return Objects.requireNonNull(transaction.execute(status -> leases.holds(item)
                ? Optional.of(editions.begin(rendering, words.label(rendering.title()), words.description()))
                : Optional.<Editions.Attempt>empty()));
    }

    private Optional<Endings.ItemEnd> store(
            Claim claim,
            Claim.Item item,
            Rendering rendering,
            Editions.Attempt attempt,
            AttemptLog log,
            String problems,
            Optional<Failure> failure) {
        long start = System.nanoTime();
        try {
            RevisionView revision = editions.store(attempt, rendering);
            Duration took = rendering.took().plusNanos(System.nanoTime() - start);
            log.info("revision " + revision.number() + " is " + revision.state());
            TaskEnd end = revision.state().equals("held")
                    ? new TaskEnd.Held(revision.id(), failure.orElseGet(() -> unexplained(revision)))
                    : new TaskEnd.Published(revision.id());
            return Optional.of(new Endings.ItemEnd(item, end, problems, log.text(), took));
        } catch (Editions.StaleAttempt e) {
            // Another run's, unless the task itself has been taken; then nothing of this is written.
            Failure later = new Failure(FailureClass.EXTERNAL, Failure.SUPERSEDED, "a later attempt has begun");
            return Optional.of(end(claim, item, later, problems, log, rendering.took()));
        } catch (IOException | UncheckedIOException e) {
            editions.failed(attempt);
            return Optional.of(end(claim, item, failures.ofStore(e), problems, log, rendering.took()));
        } catch (RuntimeException e) {
            editions.failed(attempt);
            return Optional.of(end(claim, item, failures.of(e), problems, log, rendering.took()));
        }
    }

    private static Failure unexplained(RevisionView revision) {
        return new Failure(FailureClass.USER, "held", revision.heldBecause().orElse("held"));
    }
}
