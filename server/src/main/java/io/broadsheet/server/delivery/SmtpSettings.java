package io.broadsheet.server.delivery;

import io.broadsheet.engine.project.MailSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// How to talk to the SMTP server.
///
/// @param startTls whether the connection must be encrypted before anything is said
/// @param tls whether TLS begins at once
/// @param trust certificates that are trusted besides those that Java knows
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
        boolean tls,
        Optional<Path> trust,
        Duration connect,
        Duration answer,
        Duration end,
        Duration whole) {
    static final Duration DEFAULT_CONNECT = Duration.ofSeconds(10);
    static final Duration DEFAULT_ANSWER = MailSpec.DEFAULT_TIMEOUT;
    static final Duration DEFAULT_END = Duration.ofMinutes(5);
    static final Duration DEFAULT_WHOLE = Duration.ofMinutes(10);
    /// The end and the whole may take so many times what an answer may, if that is less than usual.
    private static final int ANSWERS_TO_THE_END = 10;

    private static final int ANSWERS_IN_ALL = 20;

    /// @param projectFolder in which certificates are looked for
    static SmtpSettings of(MailSpec spec, Path projectFolder) {
        return new SmtpSettings(
                spec.host(),
                spec.port(),
                spec.user(),
                spec.password(),
                spec.startTls(),
                spec.tls(),
                spec.trust().map(projectFolder::resolve),
                least(DEFAULT_CONNECT, spec.timeout()),
                spec.timeout(),
                least(DEFAULT_END, spec.timeout().multipliedBy(ANSWERS_TO_THE_END)),
                least(DEFAULT_WHOLE, spec.timeout().multipliedBy(ANSWERS_IN_ALL)));
    }

    private static Duration least(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    SmtpSettings within(Duration newConnect, Duration newAnswer, Duration newEnd, Duration newWhole) {
        return new SmtpSettings(
                host, port, user, password, startTls, tls, trust, newConnect, newAnswer, newEnd, newWhole);
    }

    @Override
    public String toString() {
        return "SmtpSettings[" + host + ":" + port + "]";
    }
}
