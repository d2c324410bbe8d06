package io.broadsheet.server.delivery;

import org.springframework.context.SmartLifecycle;

/// Sends from when everything is there until the first thing goes.
final class SendingLifecycle implements SmartLifecycle {
    private final MailSenders senders;
    private final boolean wanted;

    SendingLifecycle(MailSenders senders, boolean wanted) {
        this.senders = senders;
        this.wanted = wanted;
    }

    @Override
    public boolean isAutoStartup() {
        return wanted;
    }

    @Override
    public void start() {
        senders.start();
    }

    @Override
    public void stop() {
        senders.stop();
    }

    @Override
    public boolean isRunning() {
        return senders.isRunning();
    }
}
