package io.broadsheet.server.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class AssetsTest {
    private final Assets assets = new Assets();

    @Test
    void addressesChangeWithWhatIsInThem() {
        assertThat(assets.address("portal.css")).matches("/assets/portal\\.css\\?v=[0-9a-f]{12}");
        assertThat(assets.address("portal.css")).isNotEqualTo(assets.address("tokens.css"));
        assertThatThrownBy(() -> assets.address("no.css")).hasMessageContaining("static/no.css");
    }

    @Test
    void servesOnlyFilesOfItsFolder() {
        for (String name : List.of("../application.yaml", "..%2fapplication.yaml", "application.yaml", "x.class", "")) {
            assertThat(assets.find(name)).as(name).isEmpty();
        }
    }

    @Test
    void everythingComesThroughUnchanged() throws java.io.IOException {
        try (var in = AssetsTest.class.getResourceAsStream("/static/favicon.svg")) {
            assertThat(assets.find("favicon.svg").orElseThrow().bytes()).isEqualTo(in.readAllBytes());
        }
    }
}
