package io.broadsheet.engine.project;

import java.time.Duration;
import java.util.Optional;

/// How recipients are told: `mail:`.
///
/// @param from `Name <address>`
/// @param host of the SMTP server [#DEFAULT_HOST]
/// @param startTls whether the connection must be encrypted before anything is said
/// @param tls whether TLS begins before anything is said; always so on port [#TLS_PORT]
/// @param trust a PEM file of the project with certificates that are trusted besides those that Java knows
/// @param url of Stibee's automatic mail (`via: stibee`)
/// @param accessToken Stibee's
/// @param aMinute how many messages may leave in a minute [#DEFAULT_A_MINUTE]
/// @param timeout how long the other side may say nothing [#DEFAULT_TIMEOUT]
/// @param template a folder under `themes/` whose `mail.html` and `mail.txt` take the place of the built-in ones
public record MailSpec(
        Via via,
        String from,
        Optional<String> replyTo,
        String host,
        int port,
        Optional<String> user,
        Optional<String> password,
        boolean startTls,
        boolean tls,
        Optional<String> trust,
        Optional<String> url,
        Optional<String> accessToken,
        int aMinute,
        Duration timeout,
        Optional<String> template) {
    public static final String DEFAULT_HOST = "localhost";
    public static final int DEFAULT_PORT = 25;
    public static final int TLS_PORT = 465;
    public static final int DEFAULT_A_MINUTE = 600;
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);
    public static final MailSpec DEFAULT = new MailSpec(
            Via.LOG,
            "Broadsheet <broadsheet@localhost>",
            Optional.empty(),
            DEFAULT_HOST,
            DEFAULT_PORT,
            Optional.empty(),
            Optional.empty(),
            false,
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            DEFAULT_A_MINUTE,
            DEFAULT_TIMEOUT,
            Optional.empty());

    /// By what mails leave.
    public enum Via {
        SMTP,
        STIBEE,
        /// Nothing leaves: each mail is a line in the log.
        LOG
    }

    @Override
    public String toString() {
        return "MailSpec[" + via + ", " + from + ", " + host + ":" + port + ", secrets [REDACTED]]";
    }
}
