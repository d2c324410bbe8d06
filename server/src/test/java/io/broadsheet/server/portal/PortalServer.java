package io.broadsheet.server.portal;

import io.broadsheet.engine.EngineOptions;
import io.broadsheet.engine.ReportEngine;
import io.broadsheet.server.ServerOptions;
import io.broadsheet.server.ShopProject;
import io.broadsheet.server.delivery.Deliveries;
import io.broadsheet.server.edition.Editions;
import io.broadsheet.server.project.ServedProject;
import io.broadsheet.server.site.Sites;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Portal, readings and pages as in the real server; sites, editions and deliveries are a [PortalWorld].
final class PortalServer implements AutoCloseable {
    private final ConfigurableApplicationContext context;
    private final ReportEngine engine;
    private final PortalWorld world;

    /// What a test starts: no component, so that no other test's server finds it.
    @EnableAutoConfiguration
    @ComponentScan({
        "io.broadsheet.server.portal",
        "io.broadsheet.server.pages",
        "io.broadsheet.server.reading",
        "io.broadsheet.server.state"
    })
    static class Parts {}

    private PortalServer(ConfigurableApplicationContext context, ReportEngine engine, PortalWorld world) {
        this.context = context;
        this.engine = engine;
        this.world = world;
    }

    /// @param yaml the project's `server:` part
    static PortalServer start(Path folder, String yaml, int port, boolean open, InstantSource clock) {
        Path projectFolder = ShopProject.in(folder, yaml);
        ServerOptions plain = ServerOptions.of(projectFolder).withPort(port);
        ServerOptions options = open ? plain.openToThisMachine() : plain;
        ReportEngine engine = ReportEngine.open(projectFolder, EngineOptions.DEFAULT.withWorkers(1));
        PortalWorld world = new PortalWorld();
        SpringApplication application = new SpringApplication(Parts.class);
        application.addInitializers(context -> {
            GenericApplicationContext beans = (GenericApplicationContext) context;
            Map<String, Object> properties = Map.of("server.address", "127.0.0.1", "server.port", port);
            beans.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", properties));
            beans.registerBean(ServerOptions.class, () -> options);
            beans.registerBean(ServedProject.class, () -> new ServedProject(engine, options.home()));
            beans.registerBean(InstantSource.class, () -> clock);
            beans.registerBean(Sites.class, () -> Fake.as(Sites.class, world.new FakeSites()));
            beans.registerBean(Editions.class, () -> Fake.as(Editions.class, world.new FakeEditions()));
            beans.registerBean(Deliveries.class, () -> Fake.as(Deliveries.class, world.new FakeDeliveries()));
        });
        ConfigurableApplicationContext context = application.run();
        world.keepIn(context.getBean(JdbcClient.class));
        return new PortalServer(context, engine, world);
    }

    PortalWorld world() {
        return world;
    }

    <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    RequestMappingHandlerMapping routes() {
        return context.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
    }

    String url() {
        return "http://127.0.0.1:"
                + Optional.ofNullable(context.getEnvironment().getProperty("local.server.port"))
                        .orElseThrow();
    }

    @Override
    public void close() {
        context.close();
        engine.close();
    }
}
