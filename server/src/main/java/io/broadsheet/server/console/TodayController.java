package io.broadsheet.server.console;

import io.broadsheet.server.alert.Alerts;
import io.broadsheet.server.delivery.Deliveries;
import io.broadsheet.server.edition.Editions;
import io.broadsheet.server.schedule.Runs;
import io.broadsheet.server.site.Sites;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// What the team looks at first: what needs somebody, what was made, what comes.
@RestController
final class TodayController {
    private static final int RUNS = 6;
    private static final int ALERTS = 8;

    private final Shell shell;
    private final Runs runs;
    private final Editions editions;
    private final Alerts alerts;
    private final Deliveries deliveries;
    private final Sites sites;

    TodayController(Shell shell, Runs runs, Editions editions, Alerts alerts, Deliveries deliveries, Sites sites) {
        this.shell = shell;
        this.runs = runs;
        this.editions = editions;
        this.alerts = alerts;
        this.deliveries = deliveries;
        this.sites = sites;
    }

    @GetMapping("/console")
    ResponseEntity<String> today(HttpServletRequest request) {
        List<Deliveries.MessageView> messages = deliveries.latest(500);
        return shell.page(
                request,
                "today",
                "today",
                Map.of(
                        "held", editions.held(),
                        "runs", runs.latest(RUNS),
                        "alerts", alerts.latest(ALERTS),
                        "schedules", runs.schedules(),
                        "siteCount",
                                sites.all().stream().filter(s -> s.active()).count(),
                        "sent", count(messages, "sent"),
                        "failed", count(messages, "failed"),
                        "unknown", count(messages, "unknown")));
    }

    private static long count(List<Deliveries.MessageView> messages, String state) {
        return messages.stream().filter(m -> m.state().equals(state)).count();
    }
}
