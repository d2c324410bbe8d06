package io.broadsheet.server.portal;

import java.util.Optional;

/// The content security policies of what the portal serves.
final class PortalPolicy {
    private PortalPolicy() {}

    /// Of the portal's own pages.
    static String ofPage(PortalSettings settings) {
        return ofPage(settings, Optional.empty(), Optional.empty());
    }

    /// @param nonce of the style that holds a site's color
    /// @param imageOrigin where a site's logo comes from
    static String ofPage(PortalSettings settings, Optional<String> nonce, Optional<String> imageOrigin) {
        return "default-src 'none'; style-src 'self'"
                + nonce.map(n -> " 'nonce-" + n + "'").orElse("")
                + "; script-src 'self'; img-src 'self' data:"
                + imageOrigin.map(o -> " " + o).orElse("")
                + "; font-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'"
                + ancestors(settings);
    }

    /// Of an edition's page: what analysts and data made. It has an origin of its own, sends nothing anywhere, and is
    /// shown in the portal's frame only.
    static String ofEdition(PortalSettings settings) {
        return "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; font-src data:; "
                + "base-uri 'none'; form-action 'none'; sandbox allow-scripts allow-downloads allow-popups"
                + " allow-popups-to-escape-sandbox"
                + ancestors(settings);
    }

    private static String ancestors(PortalSettings settings) {
        String hosts = String.join(" ", settings.frameAncestors());
        return "; frame-ancestors 'self'" + (hosts.isEmpty() ? "" : " " + hosts);
    }
}
