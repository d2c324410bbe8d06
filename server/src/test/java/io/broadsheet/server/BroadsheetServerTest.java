package io.broadsheet.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.core.ApplicationModules;

class BroadsheetServerTest {
    @TempDir
    Path folder;

    @Test
    void startsWithoutAnyConfigurationOnAnEmbeddedDatabase() {
        try (BroadsheetServer server = BroadsheetServer.start(
                ServerOptions.of(ShopProject.in(folder, "")).withPort(0), InstantSource.system(), Map.of())) {
            assertThat(server.part(JdbcClient.class)
                            .sql("select count(*) from task")
                            .query(Integer.class)
                            .single())
                    .isZero();
        }
    }

    @Test
    void modulesUseOnlyWhatOthersOffer() {
        ApplicationModules.of("io.broadsheet.server").verify();
    }
}
