package io.broadsheet.server.edition;

import io.broadsheet.engine.Rendering;
import io.broadsheet.engine.project.Period;
import io.broadsheet.server.state.PlainText;
import io.broadsheet.server.state.PublicId;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// Editions as rows, their artifacts in a store. What the customer sees changes in one transaction that holds the
/// edition's row and has looked at its fence.
@Component
final class StoredEditions implements Editions {
    private static final Logger LOG = LoggerFactory.getLogger(StoredEditions.class);
    static final String KEYS = "editions";

    private static final int LONGEST_WHO = 200;

    private final EditionTable editions;
    private final RevisionTable revisions;
    private final ArtifactStore store;
    private final ArtifactFiles files;
    private final TransactionOperations transactions;
    private final ApplicationEventPublisher events;
    private final InstantSource clock;

    StoredEditions(
            EditionTable editions,
            RevisionTable revisions,
            ArtifactStore store,
            ArtifactFiles files,
            TransactionOperations transactions,
            ApplicationEventPublisher events,
            InstantSource clock) {
        this.editions = editions;
        this.revisions = revisions;
        this.store = store;
        this.files = files;
        this.transactions = transactions;
        this.events = events;
        this.clock = clock;
    }

    private <T> T inTransaction(Supplier<T> work) {
        T result = transactions.execute(status -> work.get());
        if (result == null) {
            throw new IllegalStateException("a transaction gave nothing");
        }
        return result;
    }

    @Override
    public Attempt begin(Rendering rendering, String label, String description) {
        return inTransaction(() -> editions.begin(rendering, label, description));
    }

    @Override
    public RevisionView store(Attempt attempt, Rendering rendering) throws IOException {
        byte[] page = rendering
                .page()
                .orElseThrow(() -> new IllegalArgumentException("there is no page to store"))
                .getBytes(StandardCharsets.UTF_8);
        Optional<String> heldBecause = HeldReason.of(rendering);
        if (!attempt.isFirst()) {
            Optional<RevisionView> same = inTransaction(() -> unchanged(attempt, rendering, heldBecause.isPresent()));
            if (same.isPresent()) {
                return same.get();
            }
        }
        RevisionTable.Kept kept = keep(rendering, page);
        return inTransaction(() -> publish(attempt, rendering, kept, heldBecause));
    }

    /// The revision that says the same already: the one that the customer sees, or the one that waits.
    private Optional<RevisionView> unchanged(Attempt attempt, Rendering rendering, boolean held) {
        EditionTable.Locked edition = lock(attempt);
        Optional<RevisionView> published =
                revisions.published(edition.id(), rendering.hash()).filter(r -> servesMailsOf(rendering, r));
        if (published.isPresent()) {
            revisions.supersede(edition.id(), Optional.empty(), clock.instant());
            editions.state(edition.id(), EditionState.PUBLISHED);
            return published;
        }
        Optional<RevisionView> waiting = held
                ? revisions.held(edition.id(), rendering.hash()).filter(r -> servesMailsOf(rendering, r))
                : Optional.empty();
        waiting.ifPresent(w -> {
            revisions.supersede(edition.id(), Optional.of(w.id()), clock.instant());
            editions.state(edition.id(), EditionState.HELD);
        });
        return waiting;
    }

    /// What a run without mails has stored has no pictures for them.
    private boolean servesMailsOf(Rendering rendering, RevisionView kept) {
        try {
            return !rendering.mail().hasPictures()
                    || mailParts(kept).stream().anyMatch(MailPart.Image.class::isInstance);
        } catch (IOException e) {
            // What can't be read is stored anew.
            return false;
        }
    }

    private EditionTable.Locked lock(Attempt attempt) {
        return editions.lock(attempt.editionId())
                .filter(e -> e.fence() == attempt.fence())
                .orElseThrow(() -> new StaleAttempt("a later attempt at edition " + attempt.editionId() + " began"));
    }

    private RevisionTable.Kept keep(Rendering rendering, byte[] page) throws IOException {
        String publicId = PublicId.next();
        String key = KEYS + "/" + publicId;
        Path folder = store.workFolder();
        try {
            store.keep(key, folder, files.write(rendering, page, folder));
        } finally {
            WorkFolders.remove(folder);
        }
        return new RevisionTable.Kept(publicId, key, Sha256.of(page), page.length);
    }

    private RevisionView publish(
            Attempt attempt, Rendering rendering, RevisionTable.Kept kept, Optional<String> heldBecause) {
        EditionTable.Locked edition = lock(attempt);
        Instant now = clock.instant();
        int number = 1;
        if (!attempt.isFirst()) {
            revisions.supersede(edition.id(), Optional.empty(), now);
            number = revisions.next(edition.id());
        }
        RevisionView revision = revisions.insert(edition.id(), number, kept, rendering, heldBecause, now);
        if (heldBecause.isPresent()) {
            editions.state(edition.id(), EditionState.HELD);
        } else {
            editions.point(edition.id(), revision.number(), EditionState.PUBLISHED, now);
        }
        return revision;
    }

    @Override
    public void failed(Attempt attempt) {
        transactions.executeWithoutResult(status -> editions.lock(attempt.editionId())
                .filter(e -> e.fence() == attempt.fence())
                .ifPresent(e -> editions.state(e.id(), EditionState.FAILED)));
    }

    @Override
    public void givenUp(String siteId, String report, LocalDate periodStart, LocalDate periodEnd) {
        transactions.executeWithoutResult(status -> editions.givenUp(siteId, report, periodStart, periodEnd));
    }

    @Override
    public void missed(String siteId, String report, Period period, String title, String label) {
        transactions.executeWithoutResult(status -> editions.missed(siteId, report, period, title, label));
    }

    @Override
    public Optional<EditionView> find(String publicId) {
        return editions.find(publicId);
    }

    @Override
    public Optional<EditionView> find(long id) {
        return editions.find(id);
    }

    @Override
    public List<EditionView> ofSite(String siteId) {
        return editions.ofSite(siteId);
    }

    @Override
    public List<RevisionView> revisions(long editionId) {
        return revisions.ofEdition(editionId);
    }

    @Override
    public Optional<RevisionView> revision(long id) {
        return revisions.find(id);
    }

    @Override
    public Optional<RevisionView> revision(String publicId) {
        return revisions.find(publicId);
    }

    @Override
    public List<HeldView> held() {
        List<HeldView> held = new ArrayList<>();
        for (RevisionView revision : revisions.held()) {
            editions.find(revision.editionId()).ifPresent(e -> held.add(new HeldView(e, revision)));
        }
        return held;
    }

    @Override
    public byte[] page(RevisionView revision) throws IOException {
        byte[] page = store.read(revision.artifact(), ArtifactFiles.PAGE);
        if (page.length != revision.pageBytes() || !Sha256.of(page).equals(revision.pageSha256())) {
            throw new IOException("the page of revision " + revision.id() + " is not the one that was published");
        }
        return page;
    }

    @Override
    public byte[] file(RevisionView revision, String name) throws IOException {
        Manifest.Entry entry = manifest(revision)
                .find(name)
                .orElseThrow(() -> new IOException("the artifact of revision " + revision.id() + " has no such file"));
        byte[] bytes = store.read(revision.artifact(), entry.name());
        if (!entry.describes(bytes)) {
            throw new IOException(
                    "the file " + entry.name() + " of revision " + revision.id() + " is not the one that was stored");
        }
        return bytes;
    }

    @Override
    public List<String> files(RevisionView revision) throws IOException {
        return manifest(revision).files().stream().map(Manifest.Entry::name).toList();
    }

    @Override
    public List<MailPart> mailParts(RevisionView revision) throws IOException {
        return MailParts.read(file(revision, ArtifactFiles.SUMMARY));
    }

    private Manifest manifest(RevisionView revision) throws IOException {
        return Manifest.parse(store.read(revision.artifact(), Manifest.NAME));
    }

    @Override
    public Optional<URI> signedUrl(RevisionView revision, Duration valid) {
        return store.signedUrl(revision.artifact(), ArtifactFiles.PAGE, valid);
    }

    @Override
    public List<String> orphans(Duration untouched) throws IOException {
        Instant before = clock.instant().minus(untouched);
        // The store is asked first: what is published in between is known by then.
        var keys = store.keys();
        Set<String> known = revisions.artifacts();
        return keys.entrySet().stream()
                .filter(k -> !known.contains(k.getKey()) && k.getValue().isBefore(before))
                .map(java.util.Map.Entry::getKey)
                .toList();
    }

    @Override
    public List<String> removeOrphans(Duration untouched) throws IOException {
        if (untouched.compareTo(YOUNGEST_ORPHAN) < 0) {
            throw new IllegalArgumentException("an orphan is at least a day old");
        }
        List<String> removed = new ArrayList<>();
        for (String key : orphans(untouched)) {
            try {
                store.remove(key);
                removed.add(key);
            } catch (IOException e) {
                LOG.warn("{} is not removed: {}", key, e.getMessage());
            }
        }
        return removed;
    }

    @Override
    public boolean release(long revisionId, String who) {
        return decide(revisionId, RevisionTable.PUBLISHED, who);
    }

    @Override
    public boolean drop(long revisionId, String who) {
        return decide(revisionId, RevisionTable.DROPPED, who);
    }

    private boolean decide(long revisionId, String state, String who) {
        Optional<RevisionView> found = revisions.find(revisionId);
        return found.isPresent() && inTransaction(() -> decide(found.get(), state, PlainText.of(who, LONGEST_WHO)));
    }

    private boolean decide(RevisionView revision, String state, String who) {
        EditionTable.Locked edition = editions.lock(revision.editionId()).orElseThrow();
        Instant now = clock.instant();
        if (!revisions.decide(revision.id(), state, who, now)) {
            return false;
        }
        String siteId = editions.find(edition.id()).orElseThrow().siteId();
        // Where an attempt is under way, the edition goes on running.
        boolean running = edition.state() == EditionState.RUNNING;
        if (state.equals(RevisionTable.PUBLISHED)) {
            editions.point(
                    edition.id(), revision.number(), running ? EditionState.RUNNING : EditionState.PUBLISHED, now);
            events.publishEvent(new EditionEvent.Released(edition.id(), revision.id(), siteId, who));
        } else {
            if (!running) {
                boolean good = edition.currentRevision().isPresent();
                editions.state(edition.id(), good ? EditionState.PUBLISHED : EditionState.FAILED);
            }
            events.publishEvent(new EditionEvent.Dropped(edition.id(), revision.id(), siteId, who));
        }
        return true;
    }
}
