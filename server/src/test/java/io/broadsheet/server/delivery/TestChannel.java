package io.broadsheet.server.delivery;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/// A channel that answers as a test says and keeps what it was given.
final class TestChannel implements Channel {
    final List<Mail> mails = new CopyOnWriteArrayList<>();
    volatile Function<Mail, Outcome> answers = mail -> new Outcome.Sent();

    @Override
    public Outcome send(Mail mail) {
        mails.add(mail);
        return answers.apply(mail);
    }
}
