package io.broadsheet.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.engine.project.MailSpec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class SmtpChannelTest {
    private static final MimeMail MIME =
            new MimeMail(MailSpec.DEFAULT, InstantSource.fixed(Instant.parse("2021-11-01T00:00:00Z")));
    private static final Mail MAIL = mail("choi@example.com");

    private final ScriptedSmtp server = new ScriptedSmtp();
    private final SmtpChannel channel = channel(server.port(), false);

    private static Mail mail(String address) {
        return new Mail(
                "<one@example.com>",
                "b2",
                address,
                "Choi",
                Locale.KOREAN,
                "제목",
                "<p>하나</p>",
                "하나\n.\n둘",
                Optional.of("https://example.com/u/x"),
                List.of(),
                Map.of());
    }

    private static SmtpChannel channel(int port, boolean startTls) {
        SmtpSettings settings = new SmtpSettings(
                "127.0.0.1",
                port,
                Optional.empty(),
                Optional.empty(),
                startTls,
                false,
                Optional.empty(),
                Duration.ofSeconds(2),
                Duration.ofMillis(300),
                Duration.ofMillis(600),
                Duration.ofSeconds(5));
        return new SmtpChannel(settings, MIME);
    }

    @AfterEach
    void close() {
        channel.close();
        server.close();
    }

    @Test
    void sendsManyMessagesOverOneConnection() {
        for (int i = 0; i < 5; i++) {
            assertThat(channel.send(MAIL)).isInstanceOf(Outcome.Sent.class);
        }
        assertThat(server.connections).hasValue(1);
        assertThat(server.messages).hasSize(5).allMatch(m -> m.contains("Message-ID: <one@example.com>"));
    }

    @Test
    void beginsAnotherConnectionAfterAHundredMessages() {
        for (int i = 0; i < 101; i++) {
            assertThat(channel.send(MAIL)).isInstanceOf(Outcome.Sent.class);
        }
        assertThat(server.connections).hasValue(2);
    }

    @ParameterizedTest
    @CsvSource({
        "GREETING, CUT, false",
        "GREETING, STALL, false",
        "GREETING, 421 busy, false",
        "GREETING, 554 no, false",
        "EHLO, CUT, false",
        "MAIL, CUT, false",
        "MAIL, STALL, false",
        "MAIL, 451 later, false",
        "MAIL, 550 we do not know you, false",
        "RCPT, CUT, false",
        "RCPT, STALL, false",
        "RCPT, 450 later, true",
        "RCPT, 421 going down, false",
        "DATA, CUT, false",
        "DATA, STALL, false",
        "DATA, 451 later, true",
        "DOT, 451 later, true",
        "DOT, 452 full|CUT, true"
    })
    void triesAgainWhereNothingCanHaveLeft(String step, String answer, boolean reached) {
        server.at(step, answer);
        assertThat(channel.send(MAIL)).isInstanceOfSatisfying(Outcome.Delayed.class, o -> {
            assertThat(o.reached()).isEqualTo(reached);
            assertThat(o.why().name()).isEqualTo("EXTERNAL");
        });
        server.healed();
        assertThat(channel.send(MAIL)).isInstanceOf(Outcome.Sent.class);
    }

    @ParameterizedTest
    @CsvSource({"BODY, CUT", "BODY, STALL", "DOT, CUT", "DOT, STALL", "DOT, what?"})
    void knowsNothingOnceTheMessageWasHandedOver(String step, String answer) {
        server.at(step, answer);
        assertThat(channel.send(MAIL)).isInstanceOf(Outcome.Unknown.class);
    }

    @ParameterizedTest
    @CsvSource({
        "RCPT, 550 5.1.1 no such user here, true",
        "RCPT, 550 User unknown, true",
        "RCPT, 553 mailbox not found|CUT, true",
        "RCPT, 550 5.7.1 User unknown to our policy, false",
        "RCPT, 552 5.2.2 mailbox full, false",
        "DATA, 554 no, false",
        "DOT, 554 5.7.1 spam, false",
        "DOT, 550 5.1.1 not this way|CUT, false"
    })
    void believesARefusalEvenIfTheConnectionIsCutBehindIt(String step, String answer, boolean gone) {
        server.at(step, answer);
        assertThat(channel.send(MAIL))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class, o -> assertThat(o.mailboxGone()).isEqualTo(gone));
    }

    @Test
    void takesANewConnectionWhereTheServerEndedTheOldOne() {
        assertThat(channel.send(MAIL)).isInstanceOf(Outcome.Sent.class);
        server.at("MAIL", "421 idle too long|CUT");
        assertThat(channel.send(MAIL)).isInstanceOf(Outcome.Delayed.class);
        assertThat(server.connections).hasValue(2);
        server.healed();
        assertThat(channel.send(MAIL)).isInstanceOf(Outcome.Sent.class);
    }

    @Test
    void isNotHeldByAServerThatIsNotThere() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        try (SmtpChannel nobody = channel(free, false)) {
            assertThat(nobody.send(MAIL))
                    .isInstanceOfSatisfying(
                            Outcome.Delayed.class, o -> assertThat(o.reached()).isFalse());
        }
    }

    @Test
    void saysNothingInClearWhereTheConnectionMustBeEncrypted() {
        try (SmtpChannel encrypted = channel(server.port(), true)) {
            assertThat(encrypted.send(MAIL)).isInstanceOf(Outcome.Delayed.class);
        }
        assertThat(server.commands).noneMatch(c -> c.startsWith("MAIL"));
    }

    @ParameterizedTest
    @CsvSource({
        "'a@example.com\r\nRCPT TO:<b@example.com>'",
        "'<a@example.com> ORCPT=x@example.com'",
        "'a@example.com,b@example.com'",
        "'a b@example.com'",
        "'@example.com'",
        "'a@'",
        "'a@exa mple.com'",
        "'김@example.com'"
    })
    void neverLetsAnAddressSayMoreThanAnAddress(String address) {
        assertThat(channel.send(mail(address))).isInstanceOf(Outcome.Refused.class);
        assertThat(server.commands).isEmpty();
    }

    @Test
    void writesInternationalDomainsAsServersTakeThem() {
        assertThat(channel.send(mail("a@한국.kr"))).isInstanceOf(Outcome.Sent.class);
        assertThat(server.commands).contains("RCPT TO:<a@xn--3e0b707e.kr>");
    }
}
