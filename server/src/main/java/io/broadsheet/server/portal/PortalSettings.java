package io.broadsheet.server.portal;

import io.broadsheet.engine.project.ServerSpec;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What the portal needs to know of broadsheet.yaml.
///
/// @param url how people reach the server, without a slash at its end
/// @param embedKey with which the host application signs tokens
/// @param open whether people on this machine come in without a token (the demo)
record PortalSettings(
        String url,
        Map<String, String> introduction,
        Optional<String> embedKey,
        Optional<String> apiKey,
        List<String> frameAncestors,
        boolean open) {
    private static final int SHORTEST_KEY = 32;
    private static final Pattern ORIGIN = Pattern.compile("https?://[A-Za-z0-9.*-]+(:\\d{1,5})?");

    PortalSettings {
        introduction = Map.copyOf(introduction);
        frameAncestors = List.copyOf(frameAncestors);
        if (embedKey.filter(k -> k.getBytes(StandardCharsets.UTF_8).length < SHORTEST_KEY)
                .isPresent()) {
            throw new IllegalArgumentException("server: embed-key is shorter than " + SHORTEST_KEY + " bytes");
        }
        for (String ancestor : frameAncestors) {
            if (!ORIGIN.matcher(ancestor).matches()) {
                throw new IllegalArgumentException("server: frame-ancestors: " + ancestor + " is no origin");
            }
        }
    }

    static PortalSettings of(ServerSpec spec, boolean open) {
        return new PortalSettings(
                spec.url().replaceAll("/+$", ""),
                spec.introduction(),
                spec.embedKey(),
                spec.apiKey(),
                spec.frameAncestors(),
                open);
    }

    /// Whether people come over https, perhaps to a proxy before this server.
    boolean isHttps() {
        return url.startsWith("https://");
    }

    /// Whether other sites may show the portal in a frame.
    boolean isEmbedded() {
        return !frameAncestors.isEmpty();
    }

    /// Scheme, host and port.
    String origin() {
        URI uri = URI.create(url);
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }

    @Override
    public String toString() {
        return "PortalSettings[" + url + ", secrets [REDACTED]]";
    }
}
