package io.broadsheet.server.delivery;

import io.broadsheet.engine.problem.FailureClass;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/// Mails over SMTP. A few connections are kept and used again and again.
final class SmtpChannel implements Channel {
    private final SmtpSettings settings;
    private final MimeMail mime;
    private final SSLSocketFactory tls;
    private final Deque<SmtpConnection> idle = new ArrayDeque<>();
    private boolean closed;

    /// @throws io.broadsheet.engine.ProjectException if there are no certificates where settings say so
    SmtpChannel(SmtpSettings settings, MimeMail mime) {
        this.settings = settings;
        this.mime = mime;
        this.tls = TrustedSockets.of(settings.trust());
    }

    @Override
    public Outcome send(Mail mail) {
        SmtpConnection connection = borrow();
        boolean used = !connection.isNew();
        Outcome outcome = send(mail, connection);
        if (used && connection.wasOver() && outcome instanceof Outcome.Delayed) {
            // The server ended a connection that it had let lie; nothing of this mail was handed over.
            connection = new SmtpConnection(settings, tls);
            outcome = send(mail, connection);
        }
        giveBack(connection);
        return outcome;
    }

    private Outcome send(Mail mail, SmtpConnection connection) {
        MimeMessage message;
        InternetAddress to;
        try {
            to = MimeMail.address(mail.address());
            message = mime.of(mail, connection.session());
        } catch (MessagingException e) {
            return new Outcome.Refused(
                    FailureClass.USER, "No mail can be made for this address: " + e.getMessage(), false);
        }
        return connection.send(message, to);
    }

    private SmtpConnection borrow() {
        @Nullable SmtpConnection kept;
        synchronized (idle) {
            kept = idle.poll();
        }
        return kept == null ? new SmtpConnection(settings, tls) : kept;
    }

    private void giveBack(SmtpConnection connection) {
        synchronized (idle) {
            if (!closed && connection.isOpen() && !connection.isWorn()) {
                idle.push(connection);
                return;
            }
        }
        connection.close();
    }

    @Override
    public void rest() {
        Optional<SmtpConnection> next = poll();
        while (next.isPresent()) {
            next.get().close();
            next = poll();
        }
    }

    private Optional<SmtpConnection> poll() {
        synchronized (idle) {
            return Optional.ofNullable(idle.poll());
        }
    }

    @Override
    public void close() {
        synchronized (idle) {
            closed = true;
        }
        rest();
    }
}
