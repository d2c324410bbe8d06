package io.broadsheet.server.alert;

import java.util.LinkedHashMap;
import java.util.Map;

/// An alert as JSON for any address.
final class PlainMessage {
    private PlainMessage() {}

    static Map<String, Object> of(AlertLedger.Due due, AlertText text) {
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("id", due.run());
        run.put("schedule", due.schedule());
        run.put("due", due.due().toString());
        run.put("issue_date", due.issueDate());
        run.put("state", due.runState());
        run.put("editions", due.tasks());
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("event", due.isRecovery() ? "recovered" : due.isLate() ? "late" : "trouble");
        message.put("cause", due.isRecovery() ? due.cause().substring(AlertLedger.RECOVERED.length()) : due.cause());
        message.put("count", due.count());
        message.put("headline", text.headline());
        message.put("where", text.where());
        message.put("line", text.line());
        message.put("link", text.link());
        message.put("run", run);
        message.put("at", due.createdAt().toString());
        return message;
    }
}
