package io.broadsheet.server;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.broadsheet.engine.project.StoreSpec;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What a server needs around it, each real and each behind a line that can be broken: PostgreSQL, an S3 store, SMTP,
/// Slack.
final class Surroundings implements AutoCloseable {
    final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    final ScriptedHttp slack = new ScriptedHttp();
    final String database = TestPostgres.database();
    final Wire toStore = new Wire(TestS3.port());
    final Wire toMail;
    final Wire toSlack = new Wire(slack.port());
    private final StoreSpec store = TestS3.bucket();

    Surroundings() {
        mail.start();
        toMail = new Wire(mail.getSmtp().getPort());
    }

    /// What broadsheet.yaml says of them.
    ///
    /// @param port of the process that serves pages
    String yaml(int port) {
        return yaml(port, "");
    }

    /// @param timeout of each client, as `3s`
    String impatient(int port, String timeout) {
        return yaml(port, ", timeout: " + timeout);
    }

    private String yaml(int port, String more) {
        return """
                store: { url: "%s", endpoint: "http://127.0.0.1:%d", access-key: "%s", secret-key: "%s"%s }
                mail: { via: smtp, host: 127.0.0.1, port: %d, from: "Shop <report@example.com>", a-minute: 100000%s }
                alerts: { slack: "http://127.0.0.1:%d/services/T0/B0/SlackSecret"%s }
                server: { url: "http://127.0.0.1:%d", database: "%s" }
                """.formatted(
                        store.url(),
                        toStore.port(),
                        store.accessKey().orElseThrow(),
                        store.secretKey().orElseThrow(),
                        more,
                        toMail.port(),
                        more,
                        toSlack.port(),
                        more,
                        port,
                        database);
    }

    /// How many mails each address got.
    Map<String, Long> received() {
        return Arrays.stream(mail.getReceivedMessages())
                .map(message -> {
                    try {
                        return message.getAllRecipients();
                    } catch (MessagingException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .flatMap(Arrays::stream)
                .map(Address::toString)
                .collect(Collectors.groupingBy(a -> a, TreeMap::new, Collectors.counting()));
    }

    @Override
    public void close() {
        toStore.close();
        toMail.close();
        toSlack.close();
        slack.close();
        mail.stop();
    }
}
