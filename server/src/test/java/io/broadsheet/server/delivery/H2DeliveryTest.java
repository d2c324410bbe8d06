package io.broadsheet.server.delivery;

import io.broadsheet.server.StateDatabase;
import java.nio.file.Path;

class H2DeliveryTest extends DeliverySuite {
    @Override
    StateDatabase database(Path home) {
        return StateDatabase.h2(home);
    }
}
