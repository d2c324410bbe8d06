package io.broadsheet.engine.project;

import java.util.Map;

/// What broadsheet.yaml says for the server: when, where to, by what, and who is told. The engine itself uses none of
/// it.
///
/// @param schedules by name, in the file's order
public record Operations(
        Map<String, ScheduleSpec> schedules, StoreSpec store, MailSpec mail, AlertSpec alerts, ServerSpec server) {
    public static final Operations DEFAULT =
            new Operations(Map.of(), StoreSpec.DEFAULT, MailSpec.DEFAULT, AlertSpec.NONE, ServerSpec.DEFAULT);

    public Operations {
        schedules = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(schedules));
    }
}
