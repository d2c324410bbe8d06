package io.broadsheet.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.engine.problem.FailureClass;
import io.broadsheet.engine.project.Secrets;
import io.broadsheet.server.StateDatabase;
import io.broadsheet.server.edition.EditionEvent;
import io.broadsheet.testing.Eventually;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What must hold for messages and deliveries on every database.
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
abstract class DeliverySuite {
    private StateDatabase state;
    private Secrets secrets;
    private MailProcess process;
    private TestChannel channel = new TestChannel();
    private long run;
    private long cohort;
    private long channels;

    abstract StateDatabase database(Path home);

    @BeforeAll
    void open(@TempDir Path folder) {
        state = database(folder);
        secrets = MailProcess.secrets(folder);
    }

    @AfterAll
    void close() {
        state.close();
    }

    @BeforeEach
    void begin() {
        state.clear();
        channel = new TestChannel();
        process = new MailProcess(state, channel, secrets);
        state.site("b2", "아틀리에", "ko");
        state.site("a1", "Alpha", "en");
        state.recipient("b2", "choi@example.com", "최");
        state.recipient("b2", "kim@example.com", "");
        state.recipient("a1", "ann@example.com", "Ann");
        run = state.run("run1", "weekly", StateDatabase.MONDAY, true);
        cohort = state.revision("rc", state.edition("ec", "b2", "코호트"), 1);
        channels = state.revision("rh", state.edition("eh", "b2", "채널"), 1);
    }

    @AfterEach
    void end() {
        process.close();
    }

    private List<String> states() {
        return state.texts("select state from message order by id");
    }

    private void sendAll() {
        process.senders.start();
        Eventually.is(
                "nothing is pending",
                () -> states().stream().noneMatch(s -> s.equals("pending") || s.equals("sending")));
    }

    @Test
    void writesOneMessageForEachRecipientOfTheSiteAndADeliveryForEachRevision() {
        process.siteEnded(run, true, "b2", cohort, channels);
        assertThat(state.texts("select r.address from message m join recipient r on r.id = m.recipient_id "
                        + "where m.state = 'pending' and m.wave = 0 order by 1"))
                .containsExactly("choi@example.com", "kim@example.com");
        assertThat(state.texts("select count(*) from delivery")).containsExactly("4");
    }

    @Test
    void writesNothingForARunWithoutMailNorForASiteWithoutEditions() {
        process.siteEnded(run, false, "b2", cohort);
        process.siteEnded(run, true, "b2");
        assertThat(states()).isEmpty();
    }

    @Test
    void writesInTheTransactionOfTheSitesEnd() {
        state.inTransaction(() -> process.siteEnded(run, true, "b2", cohort));
        assertThat(states()).hasSize(2);
        try {
            state.inTransaction(() -> {
                process.siteEnded(run, true, "b2", channels);
                throw new IllegalStateException("the run's transaction fails");
            });
        } catch (IllegalStateException e) {
            assertThat(states()).hasSize(2);
        }
    }

    @Test
    void neverDeliversARevisionTwiceToOnePerson() {
        process.siteEnded(run, true, "b2", cohort);
        process.siteEnded(run, true, "b2", cohort);
        assertThat(states()).hasSize(2);
        process.siteEnded(run, true, "b2", cohort, channels);
        assertThat(state.texts("select wave from message order by id")).containsExactly("0", "0", "1", "1");
        long later = state.run("run2", "weekly", StateDatabase.MONDAY.plus(Duration.ofDays(7)), true);
        process.siteEnded(later, true, "b2", cohort, channels);
        assertThat(state.texts("select count(*) from delivery")).containsExactly("4");
        assertThat(states()).hasSize(4);
    }

    @Test
    void writesOnceWhenTwoTransactionsEndTheSameSite() throws InterruptedException {
        CountDownLatch both = new CountDownLatch(2);
        Runnable end = () -> {
            both.countDown();
            try {
                both.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            process.siteEnded(run, true, "b2", cohort, channels);
        };
        Thread one = Thread.ofVirtual().start(end);
        Thread other = Thread.ofVirtual().start(end);
        one.join();
        other.join();
        assertThat(states()).hasSize(2);
        assertThat(state.texts("select count(*) from delivery")).containsExactly("4");
    }

    @Test
    void keepsARowForThoseWhoWantNoMail() {
        process.suppressions.add("b2", "Choi@Example.com", "unsubscribed", "recipient");
        process.siteEnded(run, true, "b2", cohort);
        assertThat(states()).containsExactlyInAnyOrder("suppressed", "pending");
        sendAll();
        assertThat(channel.mails).extracting(Mail::address).containsExactly("kim@example.com");
    }

    @Test
    void sendsNothingToWhoeverLeftBetweenTheRunAndTheMail() {
        process.siteEnded(run, true, "b2", cohort);
        process.suppressions.add("b2", "choi@example.com", "unsubscribed", "recipient");
        state.jdbc()
                .sql("update recipient set active = false where address = 'kim@example.com'")
                .update();
        sendAll();
        assertThat(states()).containsExactly("suppressed", "suppressed");
        assertThat(channel.mails).isEmpty();
    }

    @Test
    void tellsOfAReleasedRevisionInALaterWaveIfItsRunWantedMail() {
        process.siteEnded(run, true, "b2", cohort);
        long task = state.task("t1", run, "b2", "채널", "held");
        state.jdbc()
                .sql("update task set revision_id = ? where id = ?")
                .params(channels, task)
                .update();
        process.listener.released(new EditionEvent.Released(1, channels, "b2", "mina"));
        process.listener.released(new EditionEvent.Released(1, channels, "b2", "mina"));
        assertThat(state.texts("select wave from message order by id")).containsExactly("0", "0", "1", "1");
        state.jdbc().sql("update run set mail = false").update();
        process.listener.released(new EditionEvent.Released(1, cohort, "b2", "mina"));
        assertThat(states()).hasSize(4);
    }

    @Test
    void sendsEachMailOnceWithLinksOfItsOwn() {
        process.siteEnded(run, true, "b2", cohort, channels);
        sendAll();
        assertThat(states()).containsOnly("sent");
        assertThat(state.texts("select sent_at from message")).doesNotContain("null");
        assertThat(channel.mails).hasSize(2);
        Mail choi = channel.mails.stream()
                .filter(m -> m.address().equals("choi@example.com"))
                .findFirst()
                .orElseThrow();
        assertThat(choi.subject()).isEqualTo("11월 [01주차] 분석 리포트 2편 · 아틀리에");
        List<String> links = state.texts("select d.public_id from delivery d join recipient r on r.id = d.recipient_id "
                + "where r.address = 'choi@example.com'");
        assertThat(links)
                .hasSize(2)
                .allSatisfy(id -> assertThat(choi.html())
                        .contains("\"https://report.divers.example/m/" + id + "\"")
                        .contains("\"https://report.divers.example/m/" + id + "/open.gif\""));
        assertThat(choi.unsubscribe()).contains("https://report.divers.example/u/R-b2-choi@example.com");
        assertThat(process.deliveries.link(links.getFirst())).hasValueSatisfying(link -> {
            assertThat(link.siteId()).isEqualTo("b2");
            assertThat(link.recipientPublicId()).isEqualTo("R-b2-choi@example.com");
        });
        assertThat(process.deliveries.link("nobody")).isEmpty();
    }

    @Test
    void triesAgainAfterAPauseWithTheSameMessageId() {
        channel.answers = mail -> Outcome.Delayed.reached("450 later");
        process.siteEnded(run, true, "a1", cohort);
        process.senders.start();
        Eventually.is(
                "it was tried", () -> state.texts("select failure from message").equals(List.of("450 later")));
        assertThat(states()).containsExactly("pending");
        assertThat(state.texts("select attempts from message")).containsExactly("1");
        channel.answers = mail -> new Outcome.Sent();
        state.advance(BackOff.FIRST.plusSeconds(1));
        process.senders.wake();
        Eventually.is("it was sent", () -> states().equals(List.of("sent")));
        assertThat(channel.mails.stream().map(Mail::messageId).distinct()).hasSize(1);
        assertThat(state.texts("select attempts from message")).containsExactly("2");
    }

    @Test
    void givesUpAfterTryingForHours() {
        channel.answers = mail -> Outcome.Delayed.reached("450 later");
        process.siteEnded(run, true, "a1", cohort);
        process.senders.start();
        for (int i = 1; i < BackOff.MOST_ATTEMPTS; i++) {
            String attempts = String.valueOf(i);
            Eventually.is(
                    "attempt " + i,
                    () -> state.texts("select attempts from message where state = 'pending'")
                            .equals(List.of(attempts)));
            state.advance(BackOff.LONGEST);
            process.senders.wake();
        }
        Eventually.is("it failed", () -> states().equals(List.of("failed")));
        assertThat(state.texts("select failure_class from message")).containsExactly("EXTERNAL");
        assertThat(process.events)
                .singleElement()
                .satisfies(e -> assertThat(e)
                        .isEqualTo(new DeliveryEvent.MessageTroubled(
                                run, "run1", "a1", false, FailureClass.EXTERNAL, "450 later")));
    }

    @Test
    void neverRepeatsByItselfWhatMayHaveLeft() {
        channel.answers = mail -> new Outcome.Unknown("no answer to hunter2hunter2");
        process.siteEnded(run, true, "a1", cohort);
        sendAll();
        state.advance(Duration.ofDays(2));
        process.ledger.expire();
        assertThat(states()).containsExactly("unknown");
        assertThat(process.ledger.take()).isEmpty();
        assertThat(state.texts("select failure from message")).containsExactly("no answer to [REDACTED]");
        assertThat(process.events)
                .singleElement()
                .asString()
                .contains("inDoubt=true", "[REDACTED]")
                .doesNotContain("hunter2");
        channel.answers = mail -> new Outcome.Sent();
        String id = state.texts("select public_id from message").getFirst();
        assertThat(process.deliveries.resend(id, "mina")).isTrue();
        Eventually.is("it was sent again", () -> states().equals(List.of("sent")));
        assertThat(process.deliveries.resend(id, "mina")).isFalse();
        assertThat(channel.mails.stream().map(Mail::messageId).distinct()).hasSize(1);
    }

    @Test
    void aConnectionCutBehindTheMessageLeavesItUnknownAndSentOnce() {
        SmtpSettings settings = SmtpSettings.of(MailProcess.SPEC, Path.of(""));
        try (ScriptedSmtp server = new ScriptedSmtp().at("DOT", ScriptedSmtp.CUT);
                SmtpChannel smtp = new SmtpChannel(
                        new SmtpSettings(
                                "127.0.0.1",
                                server.port(),
                                Optional.empty(),
                                Optional.empty(),
                                false,
                                false,
                                Optional.empty(),
                                settings.connect(),
                                settings.answer(),
                                settings.end(),
                                settings.whole()),
                        process.mime);
                MailProcess over = new MailProcess(state, smtp, secrets)) {
            process.siteEnded(run, true, "b2", cohort, channels);
            over.senders.start();
            Eventually.is("both are unknown", () -> states().equals(List.of("unknown", "unknown")));
            server.healed();
            state.advance(Duration.ofDays(1));
            over.senders.wake();
            over.ledger.expire();
            assertThat(states()).containsExactly("unknown", "unknown");
            assertThat(server.messages).hasSize(2);
        }
    }

    @Test
    void suppressesAnAddressThatIsGone() {
        channel.answers = mail -> new Outcome.Refused(FailureClass.USER, "550 5.1.1 no such user", true);
        process.siteEnded(run, true, "a1", cohort);
        sendAll();
        assertThat(states()).containsExactly("failed");
        assertThat(process.deliveries.suppressions()).singleElement().satisfies(s -> {
            assertThat(s.reason()).isEqualTo("bounced");
            assertThat(s.address()).isEqualTo("ann@example.com");
        });
    }

    @Test
    void knowsNothingOfAMailWhoseProcessWasKilled() {
        process.siteEnded(run, true, "a1", cohort);
        MessageLedger.Taken taken = process.ledger.take().orElseThrow();
        assertThat(process.ledger.take()).isEmpty();
        state.advance(MessageLedger.LEASE.minusSeconds(1));
        assertThat(process.ledger.expire()).isZero();
        state.advance(Duration.ofSeconds(2));
        assertThat(process.ledger.expire()).isOne();
        assertThat(process.events).hasSize(1);
        assertThat(states()).containsExactly("unknown");
        assertThat(process.ledger.take()).isEmpty();
        // A process that was only asleep knows better.
        process.ledger.sent(taken);
        assertThat(states()).containsExactly("sent");
    }

    @Test
    void believesNoLateAnswerOnceAPersonSentAgain() {
        process.siteEnded(run, true, "a1", cohort);
        MessageLedger.Taken old = process.ledger.take().orElseThrow();
        state.advance(MessageLedger.LEASE.plusSeconds(1));
        process.ledger.expire();
        process.ledger.resend(state.texts("select public_id from message").getFirst());
        assertThat(process.ledger.take()).isPresent();
        process.ledger.failed(old, FailureClass.EXTERNAL, "too late");
        assertThat(states()).containsExactly("sending");
    }

    @Test
    void twoProcessesSendEachMailOnce() {
        for (int i = 0; i < 40; i++) {
            state.recipient("b2", "p" + i + "@example.com", "");
        }
        process.siteEnded(run, true, "b2", cohort);
        try (MailProcess other = new MailProcess(state, channel, secrets)) {
            process.senders.start();
            other.senders.start();
            Eventually.is("all are sent", () -> states().stream().allMatch(s -> s.equals("sent")));
        }
        assertThat(channel.mails.stream().collect(Collectors.groupingBy(Mail::address, Collectors.counting())))
                .hasSize(42)
                .allSatisfy((address, times) -> assertThat(times).isOne());
    }

    @Test
    void waitsForEverybodyWhenNobodyIsThereToTalkTo() {
        for (int i = 0; i < 20; i++) {
            state.recipient("b2", "p" + i + "@example.com", "");
        }
        channel.answers = mail -> Outcome.Delayed.unreached("connection refused");
        process.siteEnded(run, true, "b2", cohort);
        process.senders.start();
        Eventually.is("it was tried", () -> !channel.mails.isEmpty());
        process.senders.stop();
        assertThat(channel.mails).hasSizeLessThanOrEqualTo(MailSenders.THREADS);
        channel.answers = mail -> new Outcome.Sent();
        state.advance(BackOff.LONGEST);
        sendAll();
        assertThat(states()).containsOnly("sent").hasSize(22);
    }

    @Test
    void listsMessagesForTheConsole() {
        process.siteEnded(run, true, "b2", cohort, channels);
        assertThat(process.deliveries.latest(1)).hasSize(1);
        assertThat(process.deliveries.ofRun(run))
                .extracting(Deliveries.MessageView::address, Deliveries.MessageView::editions)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("choi@example.com", 2),
                        org.assertj.core.groups.Tuple.tuple("kim@example.com", 2));
        assertThat(process.deliveries.latest(9).getFirst().sentAt()).isEqualTo(Optional.empty());
    }

    @Test
    void sendsATestThatLeavesNoTrace() {
        process.deliveries.test(cohort, "team@divers.example", "mina");
        assertThat(channel.mails).singleElement().satisfies(mail -> {
            assertThat(mail.subject()).startsWith("[TEST] ");
            assertThat(mail.html()).contains("/portal/editions/ec").doesNotContain("open.gif");
            assertThat(mail.unsubscribe()).isEmpty();
        });
        assertThat(states()).isEmpty();
        channel.answers = mail -> Outcome.Delayed.unreached("connection refused");
        org.assertj.core.api.Assertions.assertThatIllegalStateException()
                .isThrownBy(() -> process.deliveries.test(cohort, "team@divers.example", "mina"))
                .withMessage("connection refused");
        org.assertj.core.api.Assertions.assertThatIllegalStateException()
                .isThrownBy(() -> process.deliveries.test(cohort, "team@divers.example\r\nBcc: x@y.z", "mina"));
    }

    @Test
    void keepsTheStrongerReasonOnTheList() {
        process.deliveries.suppress("b2", "kim@example.com", "bounced", "api");
        process.deliveries.suppress("b2", "KIM@example.com", "complained", "api");
        process.deliveries.suppress("b2", "kim@example.com", "bounced", "api");
        assertThat(process.deliveries.suppressions())
                .singleElement()
                .extracting(Deliveries.SuppressionView::reason)
                .isEqualTo("complained");
        assertThat(process.deliveries.isSuppressed("b2", "Kim@example.com")).isTrue();
        assertThat(process.deliveries.isSuppressed("a1", "kim@example.com")).isFalse();
        assertThat(process.deliveries.allow("b2", "kim@example.com", "mina")).isTrue();
        assertThat(process.deliveries.allow("b2", "kim@example.com", "mina")).isFalse();
    }
}
