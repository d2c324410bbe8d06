package io.broadsheet.server.site;

import io.broadsheet.engine.ProjectException;
import io.broadsheet.engine.ReportEngine;
import io.broadsheet.engine.project.Site;
import io.broadsheet.server.state.PlainText;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// The sites as rows: of the project's list, and of the host application's.
@Component
final class StoredSites implements Sites {
    static final String PROJECT = "project";
    static final String API = "api";

    private static final Logger LOG = LoggerFactory.getLogger(StoredSites.class);
    private static final int LONGEST_NAME = 400;

    private final ReportEngine engine;
    private final SiteTable sites;
    private final RecipientTable recipients;
    private final ReaderTable readers;
    private final TransactionOperations transactions;
    private final InstantSource clock;
    private volatile List<WrongRecipient> wrong = List.of();

    StoredSites(
            ReportEngine engine,
            SiteTable sites,
            RecipientTable recipients,
            ReaderTable readers,
            TransactionOperations transactions,
            InstantSource clock) {
        this.engine = engine;
        this.sites = sites;
        this.recipients = recipients;
        this.readers = readers;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public int synchronise() {
        includeThoseOfApi();
        List<Site> listed;
        try {
            listed = engine.refreshSites();
        } catch (ProjectException e) {
            LOG.warn("the list of sites can't be read; the sites stay as they are: {}", e.getMessage());
            throw e;
        }
        engine.siteProblems().forEach(p -> LOG.warn("{}", p.message()));
        if (listed.isEmpty()) {
            LOG.warn("the list of sites is empty; the sites stay as they are");
        } else {
            takeOver(listed);
        }
        return (int) sites.all().stream().filter(SiteView::active).count();
    }

    private void takeOver(List<Site> listed) {
        ListedRecipients people = ListedRecipients.of(listed);
        transactions.executeWithoutResult(status -> {
            Instant now = clock.instant();
            takeOverSites(listed, now);
            people.write(recipients, now);
        });
        wrong = people.wrong();
        wrong.stream()
                .collect(Collectors.groupingBy(WrongRecipient::siteId, TreeMap::new, Collectors.toList()))
                .forEach((site, found) -> LOG.warn(
                        "site {}: {} of its recipients can't be mailed: {}",
                        site,
                        found.size(),
                        found.getFirst().reason()));
    }

    private void takeOverSites(List<Site> listed, Instant now) {
        Map<String, SiteView> known = sites.all().stream().collect(Collectors.toMap(SiteView::id, Function.identity()));
        Map<String, Site> wanted = new TreeMap<>();
        listed.forEach(s -> wanted.put(s.id(), s));
        // In order of ids: two processes that do this at a time do not wait for each other in a circle.
        wanted.forEach((id, site) -> {
            Optional<SiteView> old = Optional.ofNullable(known.get(id));
            SiteView view =
                    view(site, PROJECT, true, old.map(SiteView::syncedAt).orElse(now));
            if (old.isEmpty() || (!old.get().origin().equals(API) && !old.get().equals(view))) {
                sites.write(view);
            }
        });
        known.values().stream()
                .filter(s -> s.active() && s.origin().equals(PROJECT) && !wanted.containsKey(s.id()))
                .map(SiteView::id)
                .sorted()
                .forEach(sites::deactivate);
        sites.seen(now);
    }

    static SiteView view(Site site, String origin, boolean active, Instant now) {
        return new SiteView(
                site.id(),
                PlainText.of(site.name(), LONGEST_NAME),
                site.locale(),
                site.zone(),
                site.currency(),
                Brand.read(Brand.write(site.attributes())),
                origin,
                active,
                now);
    }

    /// Takes what the host application says of a site; it has the last word over the project's list.
    void put(Site site, boolean active) {
        sites.write(view(site, API, active, clock.instant()));
        includeThoseOfApi();
    }

    /// The recipients that the host application gives a site; those that it gave before leave.
    void putRecipients(String siteId, List<RecipientTable.Wanted> wanted) {
        transactions.executeWithoutResult(status -> {
            Map<String, RecipientTable.Row> known = recipients.ofSite(siteId).stream()
                    .collect(Collectors.toMap(r -> r.recipient().address(), Function.identity()));
            for (RecipientTable.Wanted person : wanted) {
                RecipientTable.Row old = known.remove(person.address().address());
                if (old == null) {
                    recipients.insert(person, API, clock.instant());
                } else {
                    recipients.update(old.recipient().id(), person, API);
                }
            }
            known.values().stream()
                    .filter(r -> r.origin().equals(API) && r.recipient().active())
                    .forEach(r -> recipients.deactivate(r.recipient().id()));
        });
    }

    /// What came by API can be rendered like what the project lists.
    private void includeThoseOfApi() {
        engine.includeSites(sites.all().stream()
                .filter(s -> s.origin().equals(API) && s.active())
                .map(s -> new Site(s.id(), s.name(), s.locale(), s.zone(), s.currency(), List.of(), s.brand()))
                .toList());
    }

    @Override
    public List<WrongRecipient> wrongRecipients() {
        return wrong;
    }

    @Override
    public Optional<SiteView> find(String siteId) {
        return sites.find(siteId);
    }

    @Override
    public List<SiteView> all() {
        return sites.all();
    }

    @Override
    public List<Recipient> recipients(String siteId) {
        return recipients.ofSite(siteId).stream()
                .map(RecipientTable.Row::recipient)
                .filter(Recipient::active)
                .toList();
    }

    @Override
    public Optional<Recipient> recipient(String publicId) {
        return recipients.find(publicId);
    }

    @Override
    public Optional<Recipient> recipient(long id) {
        return recipients.find(id);
    }

    @Override
    public Reader reader(String siteId, String subject, String name) {
        return readers.seen(siteId, subject, name, clock.instant());
    }

    @Override
    public Optional<Reader> reader(String publicId) {
        return readers.find(publicId);
    }
}
