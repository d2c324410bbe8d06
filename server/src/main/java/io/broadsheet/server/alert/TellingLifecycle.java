package io.broadsheet.server.alert;

import org.springframework.context.SmartLifecycle;

/// Tells from when everything is there until the first thing goes.
final class TellingLifecycle implements SmartLifecycle {
    private final AlertSender sender;
    private final boolean wanted;

    TellingLifecycle(AlertSender sender, boolean wanted) {
        this.sender = sender;
        this.wanted = wanted;
    }

    @Override
    public boolean isAutoStartup() {
        return wanted;
    }

    @Override
    public void start() {
        sender.start();
    }

    @Override
    public void stop() {
        sender.stop();
    }

    @Override
    public boolean isRunning() {
        return sender.isRunning();
    }
}
