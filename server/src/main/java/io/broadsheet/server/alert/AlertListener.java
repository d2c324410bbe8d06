package io.broadsheet.server.alert;

import io.broadsheet.engine.project.Secrets;
import io.broadsheet.server.delivery.DeliveryEvent;
import io.broadsheet.server.schedule.RunState;
import io.broadsheet.server.schedule.RunSummary;
import io.broadsheet.server.schedule.ScheduleEvent;
import io.broadsheet.server.schedule.TaskView;
import java.time.LocalDate;
import org.springframework.context.event.EventListener;

/// Writes what broke, in the transaction in which it broke. Nothing is sent here: no run waits for Slack.
final class AlertListener {
    private static final int LONGEST_LINE = 1000;

    private final AlertLedger ledger;
    private final AlertSender sender;
    private final Secrets secrets;
    private final String url;

    /// @param url of the server, for links
    AlertListener(AlertLedger ledger, AlertSender sender, Secrets secrets, String url) {
        this.ledger = ledger;
        this.sender = sender;
        this.secrets = secrets;
        this.url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    /// The text: report, site and period of the first one; its first line; where its log is.
    @EventListener
    void troubled(ScheduleEvent.TaskTroubled troubled) {
        TaskView task = troubled.task();
        String text = task.report() + ", site " + task.siteId() + ", " + period(task.periodStart(), task.periodEnd())
                + "\n" + line(troubled.line()) + "\n" + url + "/console/attempts/" + troubled.attemptPublicId();
        ledger.troubled(troubled.run().id(), line(troubled.cause()), text, task.id());
    }

    @EventListener
    void late(ScheduleEvent.RunLate late) {
        String text = line(late.what()) + " (since " + AlertText.moment(late.since()) + ")\n" + url + "/console/runs/"
                + late.run().publicId();
        if (ledger.add(late.run().id(), AlertLedger.LATE + line(late.what()), text)) {
            sender.wakeAfterCommit();
        }
    }

    /// Told a little later: seldom is it one mail alone.
    @EventListener
    void undelivered(DeliveryEvent.MessageTroubled troubled) {
        String cause = AlertLedger.MAIL + (troubled.inDoubt() ? "unknown" : "failed " + troubled.why());
        String text = "site " + troubled.siteId() + "\n" + line(troubled.line()) + "\n" + url + "/console/runs/"
                + troubled.runPublicId();
        ledger.addLater(troubled.runId(), cause, text);
    }

    /// What is mended is said once, and only to a team that knew of it.
    @EventListener
    void ended(ScheduleEvent.RunEnded ended) {
        RunSummary run = ended.run();
        // A run that was missed or cancelled shows nothing, and one in which all failed shows one thing only.
        boolean worked = run.state() == RunState.SUCCEEDED || run.state() == RunState.PARTIAL;
        ledger.mended(run.id(), worked).forEach(alert -> recovered(run, alert));
        if (worked) {
            run.schedule().ifPresent(schedule -> ledger.gone(run, schedule).forEach(alert -> recovered(run, alert)));
        }
        sender.wakeAfterCommit();
    }

    private void recovered(RunSummary run, AlertLedger.Told alert) {
        if (ledger.recover(alert.id()) && alert.state().equals("sent")) {
            ledger.add(
                    run.id(),
                    AlertLedger.RECOVERED + alert.cause(),
                    "No more " + alert.cause() + "\n" + url + "/console/runs/" + run.publicId());
        }
    }

    private static String period(LocalDate start, LocalDate end) {
        LocalDate last = end.minusDays(1);
        return start.equals(last) ? start.toString() : start + " – " + last;
    }

    /// The first line, without secrets.
    private String line(String text) {
        return AlertLedger.cut(
                secrets.redact(text).lines().findFirst().orElse("").strip(), LONGEST_LINE);
    }
}
