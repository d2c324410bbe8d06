package io.broadsheet.server.site;

import io.broadsheet.engine.ProjectException;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Takes the list of sites over before anything else begins. Where it can't be had, the server
/// starts with the sites it knows.
@Component
final class SitesAtStart implements SmartLifecycle {
    private final Sites sites;
    private volatile boolean running;

    SitesAtStart(Sites sites) {
        this.sites = sites;
    }

    @Override
    public void start() {
        running = true;
        try {
            sites.synchronise();
        } catch (ProjectException e) {
            // It has been logged, and is tried again before each run.
        }
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }
}
