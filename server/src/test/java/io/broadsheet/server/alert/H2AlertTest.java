package io.broadsheet.server.alert;

import io.broadsheet.server.StateDatabase;
import java.nio.file.Path;

class H2AlertTest extends AlertSuite {
    @Override
    StateDatabase database(Path home) {
        return StateDatabase.h2(home);
    }
}
