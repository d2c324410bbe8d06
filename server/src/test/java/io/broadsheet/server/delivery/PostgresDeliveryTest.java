package io.broadsheet.server.delivery;

import io.broadsheet.server.StateDatabase;
import java.nio.file.Path;

class PostgresDeliveryTest extends DeliverySuite {
    @Override
    StateDatabase database(Path home) {
        return StateDatabase.postgres();
    }
}
