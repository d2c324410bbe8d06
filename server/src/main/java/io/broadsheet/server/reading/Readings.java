package io.broadsheet.server.reading;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Who opened, read and answered. Thread-safe.
public interface Readings {
    /// The mail's pixel was loaded.
    void opened(long revisionId, long recipientId);

    /// A link in the mail was followed.
    void clicked(long revisionId, long recipientId);

    /// The page was shown in the portal; the edition is read from now on.
    void viewed(long editionId, long revisionId, int revision, long readerId);

    /// How long and how far a reader read, since the last time this was told. Both come from a browser: they are
    /// brought within bounds.
    ///
    /// @param depth how far down, in hundredths
    void dwelt(long revisionId, long readerId, long dwellMs, int depth);

    /// A reader's answer; a later one takes the place of the earlier. The comment is cut where it is too long, and
    /// loses what is no text.
    void answered(long revisionId, long readerId, Optional<Boolean> useful, String comment);

    Optional<Answer> answer(long revisionId, long readerId);

    record Answer(Optional<Boolean> useful, String comment, Instant at) {}

    /// When a reader last looked at a page in the portal.
    Optional<Instant> lastView(long readerId);

    /// Ids of the editions of a site that a reader has read.
    Set<Long> readEditions(long readerId);

    /// One line for each report, over the revisions published in the last days.
    List<ReportFigures> figures(int days);

    /// @param delivered mails sent; opened, clicked, viewed and answered count people once for each revision
    record ReportFigures(
            String report,
            int editions,
            int delivered,
            int opened,
            int clicked,
            int viewed,
            long medianDwellMs,
            int medianDepth,
            int useful,
            int notUseful,
            int comments) {}

    /// The latest first.
    List<Comment> comments(int most);

    record Comment(
            String report, String siteId, String editionPublicId, Optional<Boolean> useful, String text, Instant at) {}
}
