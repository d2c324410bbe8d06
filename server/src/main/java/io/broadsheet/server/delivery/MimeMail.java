package io.broadsheet.server.delivery;

import io.broadsheet.engine.project.MailSpec;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.UnsupportedEncodingException;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Date;

/// A mail as RFC 5322 writes it. No `Precedence: bulk`: it is no standard, and what it is for - that absence notes
/// don't answer - `List-Unsubscribe` does already (RFC 5230, 4.6). No `Auto-Submitted` either: people asked for it.
final class MimeMail {
    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private final InternetAddress from;
    private final InternetAddress[] replyTo;
    private final InstantSource clock;

    /// @throws IllegalArgumentException if `from` or `reply-to` is no address
    MimeMail(MailSpec spec, InstantSource clock) {
        this.from = ours("from", spec.from());
        this.replyTo = spec.replyTo()
                .map(r -> new InternetAddress[] {ours("reply-to", r)})
                .orElse(new InternetAddress[0]);
        this.clock = clock;
    }

    private static InternetAddress ours(String key, String text) {
        try {
            InternetAddress[] parsed = InternetAddress.parse(OneLine.of(text), true);
            if (parsed.length != 1) {
                throw new AddressException("not one address");
            }
            return named(parsed[0].getAddress(), parsed[0].getPersonal() == null ? "" : parsed[0].getPersonal());
        } catch (MessagingException e) {
            throw new IllegalArgumentException(
                    "mail: " + key + " is not an address such as `Divers <report@example.com>`: " + e.getMessage(), e);
        }
    }

    /// The name that mails come from; the address where there is none.
    String fromName() {
        return from.getPersonal() == null ? from.getAddress() : from.getPersonal();
    }

    String fromAddress() {
        return from.getAddress();
    }

    /// The domain of Message-IDs.
    String domain() {
        return from.getAddress().substring(from.getAddress().lastIndexOf('@') + 1);
    }

    /// An address that an envelope takes: nothing in it can end the command or name another.
    ///
    /// @throws AddressException if it can't be mailed; the message does not quote it
    static InternetAddress address(String text) throws AddressException {
        int at = text.lastIndexOf('@');
        if (at < 1
                || !text.substring(0, at).chars().allMatch(c -> c > ' ' && c < 127 && "<>()[]\\,;:\"".indexOf(c) < 0)) {
            throw new AddressException("it is not a plain address");
        }
        try {
            String domain = IDN.toASCII(text.substring(at + 1), IDN.USE_STD3_ASCII_RULES);
            InternetAddress address = new InternetAddress();
            address.setAddress(text.substring(0, at) + "@" + domain);
            address.validate();
            return address;
        } catch (AddressException | IllegalArgumentException e) {
            throw new AddressException("it is not an address such as name@example.com");
        }
    }

    private static InternetAddress named(String address, String name) throws AddressException {
        InternetAddress named = address(address);
        String line = OneLine.of(name);
        try {
            if (!line.isEmpty()) {
                named.setPersonal(line, UTF_8);
            }
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
        return named;
    }

    MimeMessage of(Mail mail, Session session) throws MessagingException {
        MimeMessage message = new SameId(session, mail.messageId());
        message.setFrom(from);
        message.setReplyTo(replyTo);
        message.setRecipient(Message.RecipientType.TO, named(mail.address(), mail.name()));
        message.setSubject(OneLine.of(mail.subject()), UTF_8);
        message.setSentDate(Date.from(clock.instant()));
        message.setHeader("Content-Language", mail.locale().toLanguageTag());
        if (mail.unsubscribe().isPresent()) {
            message.setHeader("List-Unsubscribe", "<" + mail.unsubscribe().get() + ">");
            message.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
        MimeMultipart both = new MimeMultipart("alternative");
        both.addBodyPart(part(mail.text(), "plain"));
        both.addBodyPart(mail.pictures().isEmpty() ? part(mail.html(), "html") : related(mail));
        message.setContent(both);
        message.saveChanges();
        return message;
    }

    /// The HTML with its pictures (RFC 2387): they are part of the mail, so that it shows them where nothing is
    /// fetched.
    private static MimeBodyPart related(Mail mail) throws MessagingException {
        MimeMultipart whole = new MimeMultipart("related; type=\"text/html\"");
        whole.addBodyPart(part(mail.html(), "html"));
        for (InlinePicture picture : mail.pictures()) {
            InternetHeaders headers = new InternetHeaders();
            headers.addHeader("Content-Type", "image/png; name=\"" + picture.fileName() + "\"");
            headers.addHeader("Content-Transfer-Encoding", "base64");
            headers.addHeader("Content-ID", "<" + picture.contentId() + ">");
            headers.addHeader("Content-Disposition", "inline; filename=\"" + picture.fileName() + "\"");
            whole.addBodyPart(new MimeBodyPart(headers, Base64.getMimeEncoder().encode(picture.png())));
        }
        MimeBodyPart body = new MimeBodyPart();
        body.setContent(whole);
        return body;
    }

    private static MimeBodyPart part(String text, String subtype) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(text, UTF_8, subtype);
        return part;
    }

    /// Its Message-ID is ours: whoever gets it twice can see that it is one.
    private static final class SameId extends MimeMessage {
        private final String id;

        SameId(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
