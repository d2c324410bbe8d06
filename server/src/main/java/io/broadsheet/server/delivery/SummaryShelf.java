package io.broadsheet.server.delivery;

import io.broadsheet.server.edition.Editions;
import io.broadsheet.server.edition.MailPart;
import io.broadsheet.server.edition.RevisionView;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What mails show of revisions, read from the store once for all recipients of a site. Thread-safe.
final class SummaryShelf {
    private static final Logger LOG = LoggerFactory.getLogger(SummaryShelf.class);
    private static final int MOST = 32;

    private final Editions editions;
    private final Map<Long, Kept> shelf = new LinkedHashMap<>(MOST, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Kept> eldest) {
            return size() > MOST;
        }
    };

    SummaryShelf(Editions editions) {
        this.editions = editions;
    }

    /// @param pictures PNG files by the names that parts call them by
    record Kept(List<MailPart> parts, Map<String, byte[]> pictures) {
        static final Kept NOTHING = new Kept(List.of(), Map.of());

        Kept {
            parts = List.copyOf(parts);
            pictures = Map.copyOf(pictures);
        }
    }

    /// Nothing where the store can't be read: then the ledger's numbers do.
    Kept of(RevisionView revision) {
        synchronized (shelf) {
            Kept known = shelf.get(revision.id());
            if (known != null) {
                return known;
            }
        }
        try {
            Kept read = read(revision);
            synchronized (shelf) {
                shelf.put(revision.id(), read);
            }
            return read;
        } catch (IOException e) {
            LOG.warn("the mail of revision {} goes without pictures: {}", revision.id(), e.getMessage());
            return Kept.NOTHING;
        }
    }

    private Kept read(RevisionView revision) throws IOException {
        List<MailPart> parts = editions.mailParts(revision);
        Map<String, byte[]> pictures = new HashMap<>();
        for (MailPart part : parts) {
            if (part instanceof MailPart.Image image) {
                pictures.put(image.light(), editions.file(revision, image.light()));
                pictures.put(image.dark(), editions.file(revision, image.dark()));
            }
        }
        return new Kept(parts, pictures);
    }
}
