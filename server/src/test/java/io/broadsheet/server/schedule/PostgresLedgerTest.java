package io.broadsheet.server.schedule;

import io.broadsheet.server.TestPostgres;
import java.nio.file.Path;

class PostgresLedgerTest extends LedgerSuite {
    @Override
    String database(Path folder) {
        return TestPostgres.database();
    }
}
