package io.broadsheet.server.alert;

import io.broadsheet.server.StateDatabase;
import java.nio.file.Path;

class PostgresAlertTest extends AlertSuite {
    @Override
    StateDatabase database(Path home) {
        return StateDatabase.postgres();
    }
}
