package io.broadsheet.server;

import io.broadsheet.engine.EngineOptions;
import io.broadsheet.engine.ProjectException;
import io.broadsheet.engine.ReportEngine;
import io.broadsheet.server.project.ServedProject;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.beans.BeansException;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.web.context.support.StandardServletEnvironment;

/// One server process, started and stopped. Many of them share one PostgreSQL.
public final class BroadsheetServer implements AutoCloseable {
    private final ConfigurableApplicationContext context;

    private BroadsheetServer(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /// The application's parts are found from here.
    @SpringBootApplication
    static class Application {}

    /// Starts a server.
    ///
    /// @throws io.broadsheet.engine.ProjectException with all that is wrong with broadsheet.yaml
    /// @throws PortTaken if another program listens there
    public static BroadsheetServer start(ServerOptions options) {
        return start(options, InstantSource.system(), Map.of());
    }

    /// @param clock what time it is; tests move it
    /// @param properties Spring's, for tests
    public static BroadsheetServer start(ServerOptions options, InstantSource clock, Map<String, Object> properties) {
        return start(options, clock, properties, context -> {});
    }

    /// @param more registers further parts
    public static BroadsheetServer start(
            ServerOptions options,
            InstantSource clock,
            Map<String, Object> properties,
            Consumer<GenericApplicationContext> more) {
        ReportEngine engine =
                ReportEngine.open(options.projectFolder(), EngineOptions.DEFAULT.withWorkers(options.workers()));
        boolean started = false;
        try {
            ServedProject project = new ServedProject(engine, options.home());
            SpringApplication application = new SpringApplication(Application.class);
            application.setWebApplicationType(WebApplicationType.SERVLET);
            application.setEnvironment(environment(options, properties));
            application.addInitializers(beans(options, project, clock));
            application.addInitializers((GenericApplicationContext context) -> more.accept(context));
            ConfigurableApplicationContext context = application.run();
            started = true;
            return new BroadsheetServer(context);
        } catch (BeansException e) {
            throw mistake(e);
        } finally {
            if (!started) {
                engine.close();
            }
        }
    }

    /// Somebody else listens where the server was to.
    public static final class PortTaken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private PortTaken(int port, Throwable cause) {
            super("port " + port + " is taken by another program; --port chooses another", cause);
        }
    }

    /// What a part found wrong with the project, without what Spring wraps around it.
    private static RuntimeException mistake(BeansException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof PortInUseException taken) {
                return new PortTaken(taken.getPort(), e);
            }
        }
        return e.getMostSpecificCause() instanceof ProjectException wrong ? wrong : e;
    }

    /// Made before the application, so that logging begins with it.
    private static StandardServletEnvironment environment(ServerOptions options, Map<String, Object> properties) {
        Map<String, Object> all = settings(options);
        all.putAll(properties);
        StandardServletEnvironment environment = new StandardServletEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("broadsheet", all));
        return environment;
    }

    private static ApplicationContextInitializer<GenericApplicationContext> beans(
            ServerOptions options, ServedProject project, InstantSource clock) {
        return context -> {
            context.registerBean(ServerOptions.class, () -> options);
            context.registerBean(ServedProject.class, () -> project);
            context.registerBean(ReportEngine.class, project::engine);
            context.registerBean(InstantSource.class, () -> clock);
        };
    }

    private static Map<String, Object> settings(ServerOptions options) {
        // Run, site, report and attempt stand on each line that is about one: they are in the MDC.
        Map<String, Object> settings = new HashMap<>();
        settings.put("server.address", options.host());
        settings.put("server.port", options.port());
        if (options.open()) {
            // No header may say that a request comes from this machine.
            settings.put("server.forward-headers-strategy", "none");
        }
        if (options.logJson()) {
            settings.put("logging.structured.format.console", "ecs");
        }
        return settings;
    }

    /// Where it listens, such as `http://127.0.0.1:8080`.
    public String url() {
        return "http://" + context.getEnvironment().getProperty("server.address") + ":"
                + context.getEnvironment().getProperty("local.server.port");
    }

    /// A part of the application, for tests and for the command.
    public <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }

    static Path databaseFile(ServerOptions options) {
        return options.home().resolve("state");
    }
}
