package io.broadsheet.server.delivery;

import io.broadsheet.engine.project.AlertSpec;
import io.broadsheet.engine.project.MailSpec;
import io.broadsheet.engine.project.Operations;
import io.broadsheet.engine.project.Project;
import io.broadsheet.engine.project.Secrets;
import io.broadsheet.engine.project.ServerSpec;
import io.broadsheet.engine.project.StoreSpec;
import io.broadsheet.server.ShopProject;
import io.broadsheet.server.StateDatabase;
import io.broadsheet.server.schedule.ScheduleEvent.SiteEnded;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// The module as one process has it, over a database and a channel of the test's.
final class MailProcess implements AutoCloseable {
    private static final AtomicInteger HOMES = new AtomicInteger();
    static final MailSpec SPEC = new MailSpec(
            MailSpec.Via.SMTP,
            "Divers <report@divers.example>",
            Optional.of("help@divers.example"),
            "localhost",
            25,
            Optional.empty(),
            Optional.empty(),
            false,
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            60_000,
            MailSpec.DEFAULT_TIMEOUT,
            Optional.empty());

    final List<DeliveryEvent> events = new CopyOnWriteArrayList<>();
    final MessageLedger ledger;
    final SuppressionList suppressions;
    final MailSenders senders;
    final DeliveryListener listener;
    final Deliveries deliveries;
    final MailWriter writer;
    final MimeMail mime;

    MailProcess(StateDatabase state, Channel channel, Secrets secrets) {
        ledger = new MessageLedger(state.jdbc(), state.transactions(), state, events::add);
        suppressions = new SuppressionList(state.jdbc(), state);
        mime = new MimeMail(SPEC, state);
        writer = new MailWriter(
                operations(), new LedgerSites(state), new LedgerEditions(state), ledger, MailTemplates.builtIn(), mime);
        senders = new MailSenders(
                ledger, suppressions, writer, channel, secrets, new Pace(SPEC.aMinute(), System::nanoTime));
        listener = new DeliveryListener(ledger, senders, "smtp", "divers.example");
        deliveries = new StoredDeliveries(state.jdbc(), ledger, suppressions, writer, channel, senders, secrets);
    }

    static Operations operations() {
        return new Operations(
                Map.of(),
                StoreSpec.DEFAULT,
                SPEC,
                AlertSpec.NONE,
                new ServerSpec(
                        "https://report.divers.example/",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Map.of(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of()));
    }

    /// Secrets that a project read: `hunter2` is one.
    static Secrets secrets(Path folder) {
        Path home = folder.resolve("secrets" + HOMES.incrementAndGet());
        if (!home.toFile().mkdirs()) {
            throw new IllegalStateException("no folder " + home);
        }
        Path shop =
                ShopProject.in(home, "  shop: { url: \"jdbc:h2:mem:x\", user: sa, password: \"hunter2hunter2\" }\n");
        Project project = io.broadsheet.engine.ReportEngine.open(shop, io.broadsheet.engine.EngineOptions.DEFAULT)
                .project();
        return project.secrets();
    }

    void siteEnded(long runId, boolean mail, String siteId, Long... revisions) {
        listener.siteEnded(new SiteEnded(runId, mail, siteId, List.of(revisions)));
    }

    @Override
    public void close() {
        senders.stop();
    }
}
