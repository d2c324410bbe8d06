package io.broadsheet.server.delivery;

import io.broadsheet.engine.project.MailSpec;
import java.time.Duration;
import java.util.Optional;

/// How to talk to the SMTP server.
///
/// @param connect for a connection [#DEFAULT_CONNECT]
/// @param answer for each answer and each write [#DEFAULT_ANSWER]
/// @param end for the answer to a whole message, when the server may be busy with it [#DEFAULT_END]
/// @param whole for all of it: a server that drips is cut off [#DEFAULT_WHOLE]
record SmtpSettings(
        String host,
        int port,
        Optional<String> user,
        Optional<String> password,
        boolean startTls,
        Duration connect,
        Duration answer,
        Duration end,
        Duration whole) {
    static final Duration DEFAULT_CONNECT = Duration.ofSeconds(10);
    static final Duration DEFAULT_ANSWER = Duration.ofSeconds(30);
    static final Duration DEFAULT_END = Duration.ofMinutes(5);
    static final Duration DEFAULT_WHOLE = Duration.ofMinutes(10);
    /// Where TLS begins before anything is said.
    static final int TLS_PORT = 465;

    static SmtpSettings of(MailSpec spec) {
        return new SmtpSettings(
                spec.host(),
                spec.port(),
                spec.user(),
                spec.password(),
                spec.startTls(),
                DEFAULT_CONNECT,
                DEFAULT_ANSWER,
                DEFAULT_END,
                DEFAULT_WHOLE);
    }

    SmtpSettings within(Duration newConnect, Duration newAnswer, Duration newEnd, Duration newWhole) {
        return new SmtpSettings(host, port, user, password, startTls, newConnect, newAnswer, newEnd, newWhole);
    }

    boolean isTls() {
        return port == TLS_PORT;
    }

    @Override
    public String toString() {
        return "SmtpSettings[" + host + ":" + port + "]";
    }
}
