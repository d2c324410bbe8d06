package io.broadsheet.server;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.broadsheet.engine.project.StoreSpec;
import io.broadsheet.testing.Eventually;
import io.broadsheet.testing.Repository;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A server over examples/divers with everything around it: PostgreSQL, an S3 store, SMTP, Slack. It is five to nine on
/// Monday in Seoul, and the schedule `weekly` is for two of the shops.
final class DiversWeek implements AutoCloseable {
    static final String NINE = "2021-11-01T00:00:00Z";

    final RunningClock clock = new RunningClock();
    final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    final ScriptedHttp slack = new ScriptedHttp();
    final BroadsheetServer server;
    private final Path log;

    private DiversWeek(Path folder) {
        mail.start();
        log = folder.resolve("server.log");
        int port = freePort();
        Path project = folder.resolve("divers");
        copy(project, port);
        server = BroadsheetServer.start(
                ServerOptions.of(project).withHome(folder.resolve("home")).withPort(port),
                clock,
                Map.of("logging.config", logging(folder).toString()));
    }

    /// What the server says goes into a file: the link for the first account stands there.
    private Path logging(Path folder) {
        try {
            return Files.writeString(folder.resolve("logback.xml"), """
                    <configuration>
                      <appender name="file" class="ch.qos.logback.core.FileAppender">
                        <file>%s</file>
                        <encoder><pattern>%%level %%logger %%msg%%n%%ex</pattern></encoder>
                      </appender>
                      <root level="WARN"><appender-ref ref="file"/></root>
                    </configuration>
                    """.formatted(log));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static DiversWeek in(Path folder) {
        return new DiversWeek(folder);
    }

    private void copy(Path project, int port) {
        StoreSpec store = TestS3.bucket();
        Repository.copyExample("divers", project);
        try {
            Path yaml = project.resolve("broadsheet.yaml");
            String text = Files.readString(yaml)
                    .replaceAll("(?m)^(store|mail):.*\\R", "")
                    .replace("cron: \"0 9 * * MON\"", "cron: \"0 9 * * MON\"\n    sites: [\"10026\", \"10029\"]");
            Files.writeString(
                    yaml,
                    text
                            + """
                    store: { url: "%s", endpoint: "%s", access-key: "%s", secret-key: "%s" }
                    mail: { via: smtp, host: 127.0.0.1, port: %d, from: "Divers <report@example.com>", a-minute: 100000 }
                    alerts: { slack: "%s/services/T0/B0/SlackSecret" }
                    server: { url: "http://127.0.0.1:%d", database: "%s" }
                    """.formatted(
                                            store.url(),
                                            store.endpoint().orElseThrow(),
                                            store.accessKey().orElseThrow(),
                                            store.secretKey().orElseThrow(),
                                            mail.getSmtp().getPort(),
                                            slack.url(),
                                            port,
                                            TestPostgres.database()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What stands in the log for the first who comes.
    String setupLink() {
        return first("http://\\S+/console/setup/\\S+", log());
    }

    /// The only message to Slack.
    String slackMessage() {
        Eventually.is("Slack was told", () -> !slack.requests.isEmpty());
        return slack.requests.getFirst();
    }

    static String first(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        if (!matcher.find()) {
            throw new AssertionError("no " + pattern + " in\n" + text);
        }
        return matcher.group();
    }

    long count(String from) {
        return server.part(JdbcClient.class)
                .sql("select count(*) from " + from)
                .query(Long.class)
                .single();
    }

    /// A mail as it arrived.
    record Received(String to, String subject, String html, String unsubscribe) {}

    List<Received> mails() {
        List<Received> all = new ArrayList<>();
        for (MimeMessage message : mail.getReceivedMessages()) {
            try {
                MimeMultipart parts = (MimeMultipart) message.getContent();
                all.add(new Received(
                        message.getAllRecipients()[0].toString(),
                        message.getSubject(),
                        html(parts.getBodyPart(1).getContent()),
                        first("(?<=<)http[^>]+", message.getHeader("List-Unsubscribe", ","))));
            } catch (MessagingException e) {
                throw new IllegalStateException(e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return all;
    }

    /// Where the mail has pictures, the HTML is the first of the parts that belong together.
    private static String html(Object content) throws MessagingException, IOException {
        return content instanceof MimeMultipart related
                ? String.valueOf(related.getBodyPart(0).getContent())
                : String.valueOf(content);
    }

    Received mailTo(String address) {
        Eventually.is("a mail to " + address, () -> mails().stream().anyMatch(m -> m.to().contains(address)));
        return mails().stream()
                .filter(m -> m.to().contains(address))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        server.close();
        slack.close();
        mail.stop();
    }
}
