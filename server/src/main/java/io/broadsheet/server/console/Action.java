package io.broadsheet.server.console;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What somebody of the team can do in the console. It is said by `console.action.KEY`.
enum Action {
    FIRST_ACCOUNT,
    ADD_ACCOUNT,
    SET_PASSWORD,
    DISABLE_ACCOUNT,
    START_RUN,
    MAKE_MISSED,
    CANCEL_RUN,
    RUN_NOW,
    PAUSE,
    RESUME,
    RETRY_TASK,
    RELEASE,
    DROP,
    MAKE_AGAIN,
    TEST_MAIL,
    RESEND,
    SUPPRESS,
    ALLOW_MAIL,
    SYNCHRONISE_SITES,
    REMOVE_ORPHANS;

    /// As the row has it.
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    static Optional<Action> find(String word) {
        return Arrays.stream(values()).filter(a -> a.word().equals(word)).findFirst();
    }

    /// Where the console shows what it was done with.
    String page(String subject) {
        return switch (this) {
            case FIRST_ACCOUNT, ADD_ACCOUNT, SET_PASSWORD, DISABLE_ACCOUNT -> "/console/accounts";
            case START_RUN, MAKE_MISSED, CANCEL_RUN -> "/console/runs/" + subject;
            case RUN_NOW, PAUSE, RESUME -> "/console/schedules";
            case RETRY_TASK -> "/console/tasks/" + subject;
            case RELEASE, DROP, MAKE_AGAIN, TEST_MAIL -> "/console/revisions/" + subject;
            case RESEND -> "/console/deliveries";
            case SUPPRESS, ALLOW_MAIL -> "/console/site?id=" + URLEncoder.encode(subject, StandardCharsets.UTF_8);
            case SYNCHRONISE_SITES -> "/console/sites";
            case REMOVE_ORPHANS -> "/console/orphans";
        };
    }
}
