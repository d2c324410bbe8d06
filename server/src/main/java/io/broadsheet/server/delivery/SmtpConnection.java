package io.broadsheet.server.delivery;

import io.broadsheet.engine.problem.FailureClass;
import io.broadsheet.server.delivery.PhasedTransport.Step;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.internet.MimeMessage;
import java.security.cert.CertPathBuilderException;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;

/// One connection to an SMTP server, used for many messages. Not thread-safe.
final class SmtpConnection implements AutoCloseable {
    /// Servers end connections that go on forever.
    static final int MOST_MESSAGES = 100;

    private static final ScheduledExecutorService WATCH = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("smtp-watch").factory());
    private static final int SHUTTING_DOWN = 421;

    private final SmtpSettings settings;
    private final KeptSocket socket = new KeptSocket();
    private final Session session;
    private final PhasedTransport transport;
    private int messages;
    private boolean open;

    SmtpConnection(SmtpSettings settings, SSLSocketFactory tls) {
        this.settings = settings;
        String protocol = settings.tls() ? "smtps" : "smtp";
        Properties properties = properties(settings, protocol);
        properties.put("mail." + protocol + ".socketFactory", socket.plain());
        properties.put("mail." + protocol + ".socketFactory.fallback", "false");
        properties.put("mail." + protocol + ".ssl.socketFactory", socket.encrypted(tls));
        this.session = Session.getInstance(properties);
        this.transport = new PhasedTransport(
                session,
                new URLName(protocol, settings.host(), settings.port(), null, null, null),
                protocol,
                settings.tls());
    }

    private static Properties properties(SmtpSettings settings, String protocol) {
        Properties properties = new Properties();
        String prefix = "mail." + protocol + ".";
        properties.put(
                prefix + "connectiontimeout", String.valueOf(settings.connect().toMillis()));
        properties.put(prefix + "timeout", String.valueOf(settings.answer().toMillis()));
        properties.put(prefix + "writetimeout", String.valueOf(settings.answer().toMillis()));
        properties.put(prefix + "auth", String.valueOf(settings.user().isPresent()));
        properties.put(prefix + "starttls.enable", String.valueOf(settings.startTls()));
        properties.put(prefix + "starttls.required", String.valueOf(settings.startTls()));
        properties.put(prefix + "ssl.checkserveridentity", "true");
        properties.put(prefix + "quitwait", "false");
        return properties;
    }

    /// The session that messages are made for.
    Session session() {
        return session;
    }

    boolean isNew() {
        return messages == 0;
    }

    /// Whether it can take another message.
    boolean isOpen() {
        return open;
    }

    boolean isWorn() {
        return messages >= MOST_MESSAGES;
    }

    /// Hands a message over; the connection is closed if anything is unclear.
    Outcome send(MimeMessage message, Address to) {
        Future<?> cut = WATCH.schedule(socket::cut, settings.whole().toMillis(), TimeUnit.MILLISECONDS);
        try {
            if (isNew()) {
                transport.connect(
                        settings.host(),
                        settings.port(),
                        settings.user().orElse(null),
                        settings.password().orElse(null));
                open = true;
            }
            messages++;
            socket.timeout(settings.answer());
            transport.begin(() -> socket.timeout(settings.end()));
            transport.sendMessage(message, new Address[] {to});
            return new Outcome.Sent();
        } catch (MessagingException | RuntimeException e) {
            Outcome outcome = outcome(e);
            if (transport.code() == 0 || transport.code() == SHUTTING_DOWN || transport.step() == Step.CONNECT) {
                close();
            }
            return outcome;
        } finally {
            cut.cancel(false);
        }
    }

    /// Whether a used connection was simply over, so that a new one may do.
    boolean wasOver() {
        boolean early = transport.step() == Step.MAIL || transport.step() == Step.RCPT;
        return early && (transport.code() == 0 || transport.code() == SHUTTING_DOWN);
    }

    private Outcome outcome(Exception e) {
        String text = text(e);
        int kind = transport.code() / 100;
        return switch (transport.step()) {
            case CONNECT -> Outcome.Delayed.unreached("SMTP server " + settings.host() + ": " + text);
            // The sender is ours: no recipient is at fault, and the next one would fare the same.
            case MAIL -> Outcome.Delayed.unreached(text);
            case RCPT, DATA ->
                kind == 5
                        ? new Outcome.Refused(
                                FailureClass.USER,
                                text,
                                transport.step() == Step.RCPT && Mailbox.isGone(transport.code(), transport.answer()))
                        : kind == 0 || transport.code() == SHUTTING_DOWN
                                ? Outcome.Delayed.unreached(text)
                                : Outcome.Delayed.reached(text);
            case CONTENT ->
                switch (kind) {
                    case 2 -> new Outcome.Sent();
                    case 4 -> Outcome.Delayed.reached(text);
                    case 5 -> new Outcome.Refused(FailureClass.USER, text, false);
                    default -> new Outcome.Unknown("No answer to the whole message, it may have left: " + text);
                };
            case DONE -> new Outcome.Sent();
        };
    }

    private String text(Exception e) {
        if (transport.code() != 0 && transport.step() != Step.CONNECT) {
            return OneLine.of(transport.step() + " was answered " + transport.answer(), 1000);
        }
        Throwable deepest = e;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        if (transport.step() == Step.CONNECT && ofTls(e)) {
            return OneLine.of("no encrypted connection: " + deepest.getMessage() + hint(deepest), 1000);
        }
        String where = transport.step() == Step.CONNECT ? "" : "no answer to " + transport.step() + ": ";
        String why = e.getCause() == null
                ? String.valueOf(e.getMessage())
                : e.getMessage() + " (" + deepest.getMessage() + ")";
        return OneLine.of(where + why, 1000);
    }

    private static boolean ofTls(Throwable e) {
        return e instanceof SSLException || (e.getCause() != null && ofTls(e.getCause()));
    }

    private static String hint(Throwable deepest) {
        return deepest instanceof CertPathBuilderException
                ? "; a certificate that is not of a public authority is named by trust: under mail:"
                : "";
    }

    @Override
    public void close() {
        open = false;
        try {
            transport.close();
        } catch (MessagingException e) {
            // It is gone: nothing is lost by not saying goodbye.
        } finally {
            socket.cut();
        }
    }
}
