package io.broadsheet.server.site;

import io.broadsheet.engine.project.Site;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The people that the project's list names, checked, and what has to be written for them.
final class ListedRecipients {
    private final Map<String, Map<String, MailAddress>> bySite = new TreeMap<>();
    private final List<Sites.WrongRecipient> wrong = new ArrayList<>();

    private ListedRecipients() {}

    static ListedRecipients of(List<Site> listed) {
        ListedRecipients people = new ListedRecipients();
        listed.forEach(people::read);
        return people;
    }

    private void read(Site site) {
        Map<String, MailAddress> addresses = new TreeMap<>();
        for (String entry : site.recipients()) {
            try {
                MailAddress address = MailAddress.parse(entry);
                addresses.putIfAbsent(address.address(), address);
            } catch (WrongAddress e) {
                wrong.add(new Sites.WrongRecipient(site.id(), entry, e.reason()));
            }
        }
        bySite.put(site.id(), addresses);
    }

    List<Sites.WrongRecipient> wrong() {
        return List.copyOf(wrong);
    }

    /// New ones come, changed ones change, absent ones leave; those of the host application stay.
    void write(RecipientTable table, Instant now) {
        Map<String, Map<String, RecipientTable.Row>> known = new HashMap<>();
        for (RecipientTable.Row row : table.all()) {
            known.computeIfAbsent(row.recipient().siteId(), s -> new TreeMap<>())
                    .put(row.recipient().address(), row);
        }
        bySite.forEach((site, addresses) -> {
            Map<String, RecipientTable.Row> rows = known.getOrDefault(site, Map.of());
            addresses.values().forEach(address -> write(site, address, rows.get(address.address()), table, now));
        });
        known.forEach((site, rows) -> rows.values().stream()
                .filter(r -> r.recipient().active() && r.origin().equals(StoredSites.PROJECT))
                .filter(r -> !bySite.getOrDefault(site, Map.of())
                        .containsKey(r.recipient().address()))
                .forEach(r -> table.deactivate(r.recipient().id())));
    }

    private static void write(
            String site,
            MailAddress address,
            RecipientTable.@org.jspecify.annotations.Nullable Row old,
            RecipientTable table,
            Instant now) {
        RecipientTable.Wanted wanted = new RecipientTable.Wanted(site, address, Optional.empty());
        if (old == null) {
            table.insert(wanted, StoredSites.PROJECT, now);
        } else if (!old.recipient().active()
                || (old.origin().equals(StoredSites.PROJECT)
                        && !old.recipient().name().equals(address.name()))) {
            table.update(old.recipient().id(), wanted, StoredSites.PROJECT);
        }
    }
}
