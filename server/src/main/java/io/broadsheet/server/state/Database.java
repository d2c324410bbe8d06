package io.broadsheet.server.state;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.broadsheet.engine.project.ServerSpec;
import io.broadsheet.server.project.ServedProject;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The database: PostgreSQL where broadsheet.yaml names one, else H2 in a file.
@Configuration(proxyBeanMethods = false)
class Database {
    private static final int CONNECTIONS = 10;

    @Bean
    Dialect dialect(ServedProject project) {
        return project.operations().server().database().isPresent() ? Dialect.POSTGRESQL : Dialect.H2;
    }

    @Bean(destroyMethod = "close")
    DataSource dataSource(ServedProject project) {
        ServerSpec spec = project.operations().server();
        HikariConfig config = new HikariConfig();
        config.setPoolName("state");
        config.setMaximumPoolSize(CONNECTIONS);
        config.setJdbcUrl(spec.database()
                .orElseGet(() -> "jdbc:h2:file:"
                        + project.home().toAbsolutePath().resolve("state")
                        + ";MODE=PostgreSQL;NON_KEYWORDS=VALUE;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;LOCK_TIMEOUT=20000"
                        // It closes with its last connection, in the order in which the server ends.
                        + ";DB_CLOSE_ON_EXIT=FALSE"));
        spec.databaseUser().ifPresent(config::setUsername);
        spec.databasePassword().ifPresent(config::setPassword);
        return new HikariDataSource(config);
    }
}
