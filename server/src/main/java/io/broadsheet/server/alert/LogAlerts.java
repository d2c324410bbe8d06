package io.broadsheet.server.alert;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where no webhook is given, an alert is at least a line in the log.
final class LogAlerts implements AlertChannel {
    private static final Logger LOG = LoggerFactory.getLogger(LogAlerts.class);

    @Override
    public String name() {
        return "log";
    }

    @Override
    public Answer tell(AlertLedger.Due due, AlertText text) {
        LOG.warn("{} {} {} {}", text.headline(), text.where(), text.line(), text.link());
        return Answer.yes();
    }
}
