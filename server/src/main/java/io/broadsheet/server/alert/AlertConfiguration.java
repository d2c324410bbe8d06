package io.broadsheet.server.alert;

import io.broadsheet.engine.project.AlertSpec;
import io.broadsheet.server.ServerOptions;
import io.broadsheet.server.ServerRole;
import io.broadsheet.server.project.ServedProject;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/// Puts the module together of what broadsheet.yaml says under `alerts:`.
@Configuration(proxyBeanMethods = false)
class AlertConfiguration {
    @Bean
    AlertLedger alertLedger(JdbcClient jdbc, PlatformTransactionManager transactions, InstantSource clock) {
        return new AlertLedger(jdbc, transactions, clock);
    }

    @Bean
    AlertSender alertSender(ServedProject project, AlertLedger ledger) {
        return new AlertSender(
                ledger,
                channels(project.operations().alerts()),
                project.project().secrets(),
                project.project().zone(),
                AlertSender.DEFAULT_GAP);
    }

    static List<AlertChannel> channels(AlertSpec spec) {
        List<AlertChannel> channels = new ArrayList<>();
        spec.slack().ifPresent(url -> channels.add(webhook("slack", url, spec)));
        spec.webhook().ifPresent(url -> channels.add(webhook("webhook", url, spec)));
        return channels.isEmpty() ? List.of(new LogAlerts()) : channels;
    }

    private static Webhook webhook(String name, String url, AlertSpec spec) {
        return new Webhook(
                name,
                URI.create(url),
                Webhook.DEFAULT_CONNECT,
                spec.timeout(),
                name.equals("slack") ? SlackMessage::of : PlainMessage::of);
    }

    @Bean
    AlertListener alertListener(ServedProject project, AlertLedger ledger, AlertSender sender) {
        return new AlertListener(
                ledger,
                sender,
                project.project().secrets(),
                project.operations().server().url());
    }

    @Bean
    Alerts alerts(AlertLedger ledger) {
        return ledger::latest;
    }

    @Bean
    SmartLifecycle alertSending(ServerOptions options, AlertSender sender) {
        boolean wanted = options.has(ServerRole.WORKER) || options.has(ServerRole.SCHEDULER);
        return new TellingLifecycle(sender, wanted);
    }
}
