package io.broadsheet.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.broadsheet.engine.ProjectException;
import io.broadsheet.engine.project.MailSpec;
import io.broadsheet.engine.project.Secrets;
import io.broadsheet.server.StateDatabase;
import io.broadsheet.testing.Eventually;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Mails over TLS, from the start and by STARTTLS, to a server whose certificate is of no public authority.
@Timeout(60)
class SmtpTlsTest {
    private static final MimeMail MIME =
            new MimeMail(MailSpec.DEFAULT, InstantSource.fixed(Instant.parse("2021-11-01T00:00:00Z")));
    private static final String HERE = "ip:127.0.0.1";

    @TempDir
    Path folder;

    private static Mail mail() {
        return new Mail(
                "<one@example.com>",
                "b2",
                "choi@example.com",
                "Choi",
                Locale.KOREAN,
                "제목",
                "<p>하나</p>",
                "하나",
                Optional.of("https://example.com/u/x"),
                List.of(),
                Map.of());
    }

    private static SmtpSettings settings(int port, boolean startTls, Optional<Path> trust) {
        return new SmtpSettings(
                "127.0.0.1",
                port,
                Optional.empty(),
                Optional.empty(),
                startTls,
                !startTls,
                trust,
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                Duration.ofSeconds(20));
    }

    private static String trouble(SmtpSettings settings) {
        try (SmtpChannel channel = new SmtpChannel(settings, MIME)) {
            Outcome outcome = channel.send(mail());
            assertThat(outcome).isInstanceOf(Outcome.Delayed.class);
            return ((Outcome.Delayed) outcome).text();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void sendsOverOneConnectionToAServerWhoseCertificateIsNamed(boolean startTls) {
        try (TlsSmtp server = new TlsSmtp(folder, startTls, HERE);
                SmtpChannel channel =
                        new SmtpChannel(settings(server.port(), startTls, Optional.of(server.certificate)), MIME)) {
            for (int i = 0; i < 3; i++) {
                assertThat(channel.send(mail())).isInstanceOf(Outcome.Sent.class);
            }
            assertThat(server.messages).hasSize(3).allMatch(m -> m.contains("Message-ID: <one@example.com>"));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void sendsNothingToACertificateThatNobodyVouchesFor(boolean startTls) {
        try (TlsSmtp server = new TlsSmtp(folder, startTls, HERE)) {
            assertThat(trouble(settings(server.port(), startTls, Optional.empty())))
                    .startsWith("SMTP server 127.0.0.1: no encrypted connection: ")
                    .contains("unable to find valid certification path")
                    .endsWith("; a certificate that is not of a public authority is named by trust: under mail:");
            assertThat(server.messages).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void sendsNothingToACertificateOfAnotherName(boolean startTls) {
        try (TlsSmtp server = new TlsSmtp(folder, startTls, "dns:other.example.com")) {
            assertThat(trouble(settings(server.port(), startTls, Optional.of(server.certificate))))
                    .startsWith("SMTP server 127.0.0.1: no encrypted connection: ")
                    .contains("127.0.0.1");
            assertThat(server.messages).isEmpty();
        }
    }

    @Test
    void saysNothingInPlainTextWhereStartTlsIsWanted() {
        try (ScriptedSmtp server = new ScriptedSmtp()) {
            assertThat(trouble(settings(server.port(), true, Optional.empty()))).contains("STARTTLS");
            assertThat(server.messages).isEmpty();
        }
    }

    @Test
    void givesUpAServerThatBeginsNoTls() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            SmtpSettings settings = settings(silent.getLocalPort(), false, Optional.empty())
                    .within(
                            Duration.ofSeconds(2),
                            Duration.ofMillis(300),
                            Duration.ofMillis(600),
                            Duration.ofSeconds(5));
            assertThat(trouble(settings)).startsWith("SMTP server 127.0.0.1: ");
        }
    }

    @Test
    void namesAFileWithoutCertificatesAtTheStart() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "");
        Path none = folder.resolve("none.pem");
        assertThatThrownBy(() -> new SmtpChannel(settings(25, true, Optional.of(empty)), MIME))
                .isInstanceOf(ProjectException.class)
                .hasMessageContaining("trust under mail: " + empty + " holds no certificates");
        assertThatThrownBy(() -> new SmtpChannel(settings(25, true, Optional.of(none)), MIME))
                .isInstanceOf(ProjectException.class)
                .hasMessageContaining("trust under mail: there is no file " + none);
    }

    /// The other half of the first two: what was not sent waits, and goes once the certificate is trusted.
    @Test
    void losesNoMailWhileTheCertificateIsNotTrusted() {
        try (StateDatabase state = StateDatabase.h2(folder);
                TlsSmtp server = new TlsSmtp(folder, true, HERE)) {
            Secrets secrets = MailProcess.secrets(folder);
            state.site("b2", "아틀리에", "ko");
            state.recipient("b2", "choi@example.com", "최");
            long run = state.run("run1", "weekly", StateDatabase.MONDAY, true);
            long cohort = state.revision("rc", state.edition("ec", "b2", "코호트"), 1);
            try (SmtpChannel wary = new SmtpChannel(settings(server.port(), true, Optional.empty()), MIME);
                    MailProcess process = new MailProcess(state, wary, secrets)) {
                process.siteEnded(run, true, "b2", cohort);
                process.senders.start();
                Eventually.is(
                        "it was tried",
                        () -> state.texts("select failure from message where attempts > 0").stream()
                                .anyMatch(f -> f != null && f.contains("certification path")));
            }
            assertThat(state.texts("select state from message")).containsExactly("pending");
            state.advance(Duration.ofHours(1));
            try (SmtpChannel trusting =
                            new SmtpChannel(settings(server.port(), true, Optional.of(server.certificate)), MIME);
                    MailProcess process = new MailProcess(state, trusting, secrets)) {
                process.senders.start();
                Eventually.is(
                        "it was sent",
                        () -> state.texts("select state from message").equals(List.of("sent")));
            }
            assertThat(server.messages).hasSize(1);
        }
    }
}
