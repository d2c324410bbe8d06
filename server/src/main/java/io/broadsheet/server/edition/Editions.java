package io.broadsheet.server.edition;

import io.broadsheet.engine.Rendering;
import io.broadsheet.engine.project.Period;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// Editions, their revisions and artifacts. Thread-safe.
public interface Editions {
    /// Takes a number for an attempt at an edition; the edition is made when it is the first. Whoever took a number
    /// before can no longer publish.
    ///
    /// @param label the card's name
    Attempt begin(Rendering rendering, String label, String description);

    /// @param fence rises with each attempt, from one
    record Attempt(long editionId, long fence) {
        /// Whether nobody has tried before: then the edition has no revision.
        public boolean isFirst() {
            return fence == 1;
        }
    }

    /// Stores the artifact (page, data as Parquet, source, parameters, mail summary) under a key
    /// of its own, verifies its size and hash, and makes it the edition's newest revision:
    /// published, or held where the rendering says so. A rendering with the same input hash as
    /// the published revision makes no new one.
    ///
    /// Held revisions that wait from before are dropped: what the newest says of the data counts.
    ///
    /// @throws StaleAttempt if a later attempt began
    /// @throws IOException if the store does not take it
    RevisionView store(Attempt attempt, Rendering rendering) throws IOException;

    /// The page of this edition could not be made. Says nothing if a later attempt began.
    void failed(Attempt attempt);

    /// Nobody waits any more for who makes this edition: what comes of attempts that began until now is not stored.
    void givenUp(String siteId, String report, LocalDate periodStart, LocalDate periodEnd);

    /// An edition was due and nobody began it in time. What a customer sees already stays.
    void missed(String siteId, String report, Period period, String title, String label);

    /// An attempt after which another began.
    final class StaleAttempt extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public StaleAttempt(String message) {
            super(message);
        }
    }

    Optional<EditionView> find(String publicId);

    Optional<EditionView> find(long id);

    /// What a site's readers may see: published at least once, the newest issue first.
    List<EditionView> ofSite(String siteId);

    List<RevisionView> revisions(long editionId);

    Optional<RevisionView> revision(long id);

    Optional<RevisionView> revision(String publicId);

    /// Held revisions that wait for somebody, the oldest first.
    List<HeldView> held();

    record HeldView(EditionView edition, RevisionView revision) {}

    /// The page of a revision, verified against its hash.
    byte[] page(RevisionView revision) throws IOException;

    /// Another file of the artifact, such as `data/visits.parquet`.
    byte[] file(RevisionView revision, String name) throws IOException;

    List<String> files(RevisionView revision) throws IOException;

    /// What a mail shows of a revision, in the order of the report's front matter; pictures are files of the artifact.
    List<MailPart> mailParts(RevisionView revision) throws IOException;

    /// Where a browser can load the page from the store itself for a short time; empty where the store has no
    /// addresses (files).
    Optional<URI> signedUrl(RevisionView revision, Duration valid);

    /// Keys of artifacts in the store that no revision knows and that nobody wrote to for a time: what attempts
    /// left that did not come to their end. They hurt nobody and can be removed.
    List<String> orphans(Duration untouched) throws IOException;

    /// What is younger may belong to an attempt that is under way.
    Duration YOUNGEST_ORPHAN = Duration.ofDays(1);

    /// Removes what [#orphans] lists.
    ///
    /// @param untouched at least [#YOUNGEST_ORPHAN]
    /// @return the keys that are gone
    /// @throws IOException if the store can't list; a key that it does not remove is left for the next time
    List<String> removeOrphans(Duration untouched) throws IOException;

    /// Publishes a held revision.
    ///
    /// @return whether it was held
    boolean release(long revisionId, String who);

    /// Drops a held revision; the customer goes on seeing the last good one.
    boolean drop(long revisionId, String who);
}
