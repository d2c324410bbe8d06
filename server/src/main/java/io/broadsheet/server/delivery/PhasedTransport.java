package io.broadsheet.server.delivery;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import java.io.OutputStream;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/// An SMTP connection that knows how far it came with a message, and what it was answered there.
///
/// Exceptions alone don't tell: after a refusal the library resets the connection, and when that fails too its
/// exception hides what the server had said. So the first answer of each step is kept here.
final class PhasedTransport extends SMTPTransport {
    /// How far it came.
    enum Step {
        CONNECT,
        MAIL,
        RCPT,
        /// `DATA` is said; nothing of the message is handed over before it is answered.
        DATA,
        /// The message is being handed over, or its end was said.
        CONTENT,
        DONE
    }

    private static final int NO_ANSWER = 0;

    private Step step = Step.CONNECT;
    private int code = NO_ANSWER;
    private String answer = "";
    private Runnable beforeEnd = () -> {};

    PhasedTransport(Session session, URLName name, String protocol, boolean tls) {
        super(session, name, protocol, tls);
    }

    Step step() {
        return step;
    }

    /// What the server answered in this step: 200 to 599, or 0 if nothing that can be read.
    int code() {
        return code >= 200 && code <= 599 ? code : NO_ANSWER;
    }

    String answer() {
        return answer;
    }

    /// The next message begins.
    void begin(Runnable beforeTheEnd) {
        beforeEnd = beforeTheEnd;
        enter(Step.MAIL);
    }

    private void enter(Step next) {
        step = next;
        code = NO_ANSWER;
        answer = "";
    }

    @Override
    protected synchronized void mailFrom() throws MessagingException {
        enter(Step.MAIL);
        super.mailFrom();
    }

    @Override
    protected synchronized void rcptTo() throws MessagingException {
        enter(Step.RCPT);
        super.rcptTo();
    }

    @Override
    protected synchronized OutputStream data() throws MessagingException {
        enter(Step.DATA);
        OutputStream out = super.data();
        enter(Step.CONTENT);
        return out;
    }

    @Override
    protected synchronized void finishData() throws IOException, MessagingException {
        beforeEnd.run();
        super.finishData();
        enter(Step.DONE);
    }

    @Override
    protected int readServerResponse() throws MessagingException {
        int read = super.readServerResponse();
        if (code == NO_ANSWER) {
            code = read;
            answer = String.valueOf(getLastServerResponse());
        }
        return read;
    }
}
