package io.broadsheet.server.reading;

import io.broadsheet.server.TestPostgres;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class ReadingsOnPostgresTest extends ReadingsSuite {
    @Override
    DataSource database() {
        return new DriverManagerDataSource(TestPostgres.database());
    }
}
