package io.broadsheet.server.delivery;

import io.broadsheet.engine.project.MailSpec;
import io.broadsheet.server.ServerOptions;
import io.broadsheet.server.ServerRole;
import io.broadsheet.server.edition.Editions;
import io.broadsheet.server.project.ServedProject;
import io.broadsheet.server.site.Sites;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/// Puts the module together of what broadsheet.yaml says under `mail:`.
@Configuration(proxyBeanMethods = false)
class DeliveryConfiguration {
    @Bean
    MessageLedger messageLedger(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            InstantSource clock,
            ApplicationEventPublisher events) {
        return new MessageLedger(jdbc, transactions, clock, events::publishEvent);
    }

    @Bean
    SuppressionList suppressionList(JdbcClient jdbc, InstantSource clock) {
        return new SuppressionList(jdbc, clock);
    }

    @Bean
    MimeMail mimeMail(ServedProject project, InstantSource clock) {
        return new MimeMail(project.operations().mail(), clock);
    }

    @Bean
    MailTemplates mailTemplates(ServedProject project, MimeMail mime) {
        return project.operations()
                .mail()
                .template()
                .map(folder -> MailTemplates.of(
                        project.project().themesFolder(),
                        folder,
                        MailModel.of(MailSample.letter(), mime.fromName(), mime.fromAddress())))
                .orElseGet(MailTemplates::builtIn);
    }

    @Bean
    MailWriter mailWriter(
            ServedProject project,
            Sites sites,
            Editions editions,
            MessageLedger ledger,
            MailTemplates templates,
            MimeMail mime) {
        return new MailWriter(project.operations(), sites, editions, ledger, templates, mime);
    }

    @Bean(destroyMethod = "close")
    Channel mailChannel(ServedProject project, MimeMail mime) {
        return channel(project.operations().mail(), project.project().folder(), mime);
    }

    static Channel channel(MailSpec spec, Path projectFolder, MimeMail mime) {
        return switch (spec.via()) {
            case SMTP -> new SmtpChannel(SmtpSettings.of(spec, projectFolder), mime);
            case STIBEE ->
                new StibeeChannel(
                        URI.create(spec.url().orElseThrow(() -> missing("url"))),
                        spec.accessToken().orElseThrow(() -> missing("access-token")),
                        StibeeChannel.DEFAULT_CONNECT,
                        // It answers once it has done all of it.
                        spec.timeout().multipliedBy(2));
            case LOG -> new LogChannel();
        };
    }

    private static IllegalArgumentException missing(String key) {
        return new IllegalArgumentException("mail: via: stibee needs " + key);
    }

    @Bean
    MailSenders mailSenders(
            ServedProject project,
            MessageLedger ledger,
            SuppressionList suppressions,
            MailWriter writer,
            Channel mailChannel) {
        return new MailSenders(
                ledger,
                suppressions,
                writer,
                mailChannel,
                project.project().secrets(),
                new Pace(project.operations().mail().aMinute(), System::nanoTime));
    }

    @Bean
    SmartLifecycle mailSending(ServerOptions options, MailSenders senders) {
        return new SendingLifecycle(senders, options.has(ServerRole.WORKER));
    }

    @Bean
    DeliveryListener deliveryListener(ServedProject project, MessageLedger ledger, MailSenders senders, MimeMail mime) {
        return new DeliveryListener(
                ledger, senders, project.operations().mail().via().name().toLowerCase(Locale.ROOT), mime.domain());
    }

    @Bean
    Deliveries deliveries(
            ServedProject project,
            JdbcClient jdbc,
            MessageLedger ledger,
            SuppressionList suppressions,
            MailWriter writer,
            Channel mailChannel,
            MailSenders senders) {
        return new StoredDeliveries(
                jdbc,
                ledger,
                suppressions,
                writer,
                mailChannel,
                senders,
                project.project().secrets());
    }
}
