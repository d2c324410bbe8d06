package io.broadsheet.server.schedule;

import java.nio.file.Path;

class H2LedgerTest extends LedgerSuite {
    @Override
    String database(Path folder) {
        return inFile(folder);
    }

    /// As the server keeps it.
    static String inFile(Path folder) {
        return "jdbc:h2:file:" + folder.resolve("state")
                + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;LOCK_TIMEOUT=20000"
                + ";NON_KEYWORDS=VALUE";
    }
}
