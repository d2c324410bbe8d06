package io.broadsheet.server;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// A migrated database for tests that need no server.
public final class TestDatabase implements AutoCloseable {
    private final HikariDataSource source;

    private TestDatabase(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(6);
        this.source = new HikariDataSource(config);
        Flyway.configure().dataSource(source).load().migrate();
    }

    public static TestDatabase of(String url) {
        return new TestDatabase(url);
    }

    /// In a file, as the server has it.
    public static TestDatabase h2(Path folder) {
        return new TestDatabase(
                "jdbc:h2:file:" + folder.resolve("state").toAbsolutePath()
                        + ";MODE=PostgreSQL;NON_KEYWORDS=VALUE;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;LOCK_TIMEOUT=20000");
    }

    public JdbcClient jdbc() {
        return JdbcClient.create(source);
    }

    public TransactionTemplate transactions() {
        return new TransactionTemplate(new JdbcTransactionManager(source));
    }

    @Override
    public void close() {
        source.close();
    }
}
