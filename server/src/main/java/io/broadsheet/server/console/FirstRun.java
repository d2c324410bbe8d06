package io.broadsheet.server.console;

import io.broadsheet.server.ServerOptions;
import io.broadsheet.server.ServerRole;
import io.broadsheet.server.project.ServedProject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Says how the first account is made.
@Component
final class FirstRun {
    private static final Logger LOG = LoggerFactory.getLogger(FirstRun.class);

    private final Accounts accounts;
    private final SetupLinks links;
    private final ServerOptions options;
    private final ServedProject project;

    FirstRun(Accounts accounts, SetupLinks links, ServerOptions options, ServedProject project) {
        this.accounts = accounts;
        this.links = links;
        this.options = options;
        this.project = project;
    }

    @EventListener(ApplicationReadyEvent.class)
    void tell() {
        if (options.has(ServerRole.WEB) && !options.open() && accounts.none()) {
            LOG.info(
                    "Nobody can log in yet. Make the first account within 24 hours at {}/console/setup/{}",
                    project.operations().server().url(),
                    links.make());
        }
    }
}
